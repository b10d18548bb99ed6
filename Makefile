PYTHON ?= python3
PAGE = bot/sim/teams/page
BIN = .venv/bin

.PHONY: demo test bench bench-approvals bench-move campaign mutants threats transcript days fuzz fuzz-text gallery browser pictures optimised install lock

demo: install  ## one process: simulated tenant, simulated Teams, the bot, and a page to look at
	$(BIN)/linkgate demo

test: install  ## the whole gate
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/lint-imports
	$(BIN)/mypy
	MYPYPATH=tests:tests/threats $(BIN)/mypy --package bench --module model.protocol --module campaign.__main__ --module campaign.launcher
	$(BIN)/pytest --numprocesses 4 --dist worksteal  # tests wait more than they work

bench: install .venv-bench/installed  ## turns per second beside those of our peers; SECONDS=1 is the short form
	PYTHONPATH=tests $(BIN)/python -m bench.turns --seconds $(or $(SECONDS),10)

bench-approvals: install  ## whole requests per second, and a full store beside an empty one; LINES=100000 is the short form
	PYTHONPATH=tests $(BIN)/python -m bench.approvals --seconds $(or $(SECONDS),10) --lines $(or $(LINES),1000000)

bench-move: install  ## people moved into a group, beside the script's shape and Microsoft's own; PEOPLE=1000 is the short form
	PYTHONPATH=tests $(BIN)/python -m bench.move --people $(or $(PEOPLE),5000 100000)

campaign: install  ## kill the bot 1,000 times and look what is lost; KILLS=60 is the short form, SEED=n throws the same dice again
	PYTHONPATH=tests:tests/threats $(BIN)/python -m campaign --kills $(or $(KILLS),1000) $(if $(SEED),--seed $(SEED))

optimised: install  ## the tests of the door and the desk under python -O, which takes every assert of a source away
	$(BIN)/python -O -m pytest -q -W ignore::pytest.PytestConfigWarning tests/door tests/desk

mutants: install  ## take each critical defence away, and see a test fail
	$(BIN)/python tests/threats/mutants.py

days: install  ## bad days, crowds and kills over real HTTP and in real processes
	$(BIN)/pytest -m days --numprocesses 4 --dist worksteal

fuzz: install  ## throw ten thousand requests at a running bot
	$(BIN)/pytest -m fuzz tests/fuzz

fuzz-text: install  ## show 120,000 hostile texts to two readers of markdown; SAMPLES=n and SEED=n choose others
	PYTHONPATH=tests $(BIN)/python -m deck.fuzz --samples $(or $(SAMPLES),120000) $(if $(SEED),--seed $(SEED))

gallery: install  ## write every card anew to tests/cards/golden
	$(BIN)/python -m cards.gallery tests/cards/golden

browser: install  ## everything that needs Chromium: the demo's page, and every card in Microsoft's renderer, with axe
	$(BIN)/pytest -m browser --numprocesses 2 --dist loadfile

pictures: install  ## take the README's pictures anew, in the demo
	PYTHONPATH=tests $(BIN)/python -m pictures

transcript: install  ## write README.md's conversations anew, as the demo plays them
	PYTHONPATH=tests $(BIN)/python -m transcript

threats:  ## write tests/threats.md anew
	$(BIN)/python tests/threats/table.py

install: .venv/installed

.venv/installed: requirements.lock pyproject.toml $(PAGE)/package-lock.json tests/package-lock.json
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	npm ci --prefix $(PAGE) --ignore-scripts --no-audit --no-fund
	npm ci --prefix tests --ignore-scripts --no-audit --no-fund
	touch $@

.venv-bench/installed: tests/bench/requirements.lock | .venv/installed
	$(PYTHON) -m venv --clear --without-pip .venv-bench
	$(BIN)/python -m pip --python .venv-bench/bin/python install --quiet --disable-pip-version-check --no-compile \
		--require-hashes --only-binary :all: --requirement $<
	touch $@

lock:  ## write the requirements.lock files and the package-lock.json files anew
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --output-file requirements.lock
	uv pip compile --group bench --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --output-file tests/bench/requirements.lock
	npm install --prefix $(PAGE) --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund
	npm install --prefix tests --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund
