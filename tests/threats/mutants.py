"""Takes a defence away and looks whether a test notices: a guard that no test misses guards nothing.

Each mutant is a change of one place in a copy of the sources; the tests that name its threat are run on the copy, and
have to fail. The product has no switch for any of this.
"""

import ast
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import Queue

from table import find_tests, read_catalogue

HOME = Path(__file__).parents[2]
_MODULES = ("bot/sim/teams/page/node_modules", "tests/node_modules")
_FAILED = 1
"""pytest's exit code when tests ran and some of them failed."""
_PATIENCE = 180
_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Mutant:
    """In *file*, *find* stands once, and *put* takes its place; *without* says what the product then lacks."""

    threat: str
    without: str
    file: str
    find: str
    put: str


def read_mutants() -> tuple[Mutant, ...]:
    found = tomllib.loads((Path(__file__).parent / "mutants.toml").read_text(encoding="utf-8"))
    return tuple(Mutant(**fields) for fields in found["mutant"])


def list_unproved() -> list[str]:
    """List the critical threats for which there is no mutant, and whose note does not say why."""
    proved = {mutant.threat for mutant in read_mutants()}
    return [
        name
        for name, threat in read_catalogue().items()
        if threat.severity == "Critical" and name not in proved and not threat.note
    ]


def mutate(mutant: Mutant, home: Path = HOME) -> str:
    """Return the mutated text of the file, which is still Python."""
    text = (home / mutant.file).read_text(encoding="utf-8")
    if text.count(mutant.find) != 1:
        raise LookupError(f"{mutant.threat}: {mutant.find!r} stands {text.count(mutant.find)} times in {mutant.file}")
    mutated = text.replace(mutant.find, mutant.put)
    ast.parse(mutated)
    return mutated


def survive(mutant: Mutant, homes: Queue[Path]) -> str:
    """Run the tests on the mutant; say what is wrong when it lives, and nothing when it is killed.

    Of *homes*, copies of the sources, it takes one that others have used: what is compiled there need not be again.
    """
    tests = find_tests().get(mutant.threat, ())
    if not tests:
        return "no test names it"
    home = homes.get()
    try:
        place(home / mutant.file, mutate(mutant))
        run = run_on(home, tests)
    finally:
        place(home / mutant.file, (HOME / mutant.file).read_text(encoding="utf-8"))
        homes.put(home)
    if run.returncode != _FAILED or " failed" not in run.stdout.splitlines()[-1]:
        return run.stdout[-2_000:] + run.stderr[-1_000:]
    return ""


def place(path: Path, text: str) -> None:
    """Write a source, and take away what was compiled of it: two texts can be as long, and written in one second."""
    path.write_text(text, encoding="utf-8")
    for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*"):
        compiled.unlink()


def run_on(home: Path, tests: Iterable[str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-m", "not browser and not fuzz"]
    return subprocess.run(  # noqa: S603  our own words
        [*command, *tests],
        cwd=home,
        env=list_environment(home),
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )


def list_environment(home: Path) -> dict[str, str]:
    """List the environment in which Python takes the sources at *home* for ours."""
    return {**os.environ, "PYTHONPATH": str(home), "PYTHONDONTWRITEBYTECODE": ""}  # noqa: TID251  for a child


def copy_sources(home: Path) -> None:
    """Copy all that is read when tests run."""
    for name in ("bot", "cards", "tests", "manifest", "pyproject.toml", "README.md", "CHANGELOG.md", "Makefile"):
        source = HOME / name
        if source.is_dir():
            shutil.copytree(source, home / name, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
        else:
            shutil.copy(source, home / name)
    for modules in _MODULES:
        (home / modules).symlink_to(HOME / modules)


def main() -> None:
    mutants = [mutant for mutant in read_mutants() if not sys.argv[1:] or mutant.threat in sys.argv[1:]]
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder, ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
        homes: Queue[Path] = Queue()
        for number in range(_AT_ONCE):
            home = Path(folder) / str(number)
            home.mkdir()
            copy_sources(home)
            homes.put(home)
        fates = list(pool.map(partial(survive, homes=homes), mutants))
    for mutant, fate in zip(mutants, fates, strict=True):
        print(f"{'SURVIVED' if fate else 'killed':<9} {mutant.threat:<8} without: {mutant.without}")  # noqa: T201  the command's output
        if fate:
            print(fate)  # noqa: T201  the command's output
    unproved = list_unproved()
    print(f"{fates.count('')} of {len(mutants)} killed; critical entries without a mutant: {unproved or 'none'}")  # noqa: T201
    sys.exit(1 if any(fates) or unproved else 0)


if __name__ == "__main__":
    main()
