"""Does the checker bite? Two copies of the product, each with one fault put in, go through a short campaign.

The product has no switch for any of this; the copies are made as `make mutants` makes them.
"""

import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from campaign.checker import Kind
from mutants import Mutant, copy_sources, list_environment, mutate

_KILLS = 16
_PATIENCE = 300

FAULTS = (
    Mutant(
        threat="REL-01",
        without="keeping the claim before the write",
        file="bot/applier.py",
        find="claimed = await self.register.keep(stepped, *owed, before=change, items=done)",
        put="claimed = stepped[0]",
    ),
    Mutant(
        threat="AUD-07",
        without="one transaction for a step and its line in the ledger",
        file="bot/edges/store/store.py",
        find="    _record(connection, entry)\n    behind",
        put="""\
    for command in ("COMMIT", "BEGIN IMMEDIATE"):
        connection.exec_driver_sql(command)
    _record(connection, entry)
    behind""",
    ),
)


def prove(seed: int) -> list[str]:
    """Send both faulty products on a campaign, print what was found first, and list those with which nothing was."""
    with ThreadPoolExecutor(max_workers=len(FAULTS)) as pool:
        found = list(pool.map(partial(bite, seed=seed), FAULTS))
    for fault, findings in zip(FAULTS, found, strict=True):
        print(f"without {fault.without}: {len(findings)} findings. {'; '.join(findings[:1])}", flush=True)
    return [
        f"without {fault.without} nothing is found"
        for fault, findings in zip(FAULTS, found, strict=True)
        if not findings
    ]


def bite(fault: Mutant, seed: int) -> list[str]:
    """Send the faulty product on a short campaign; list what was found."""
    with tempfile.TemporaryDirectory(prefix="linkgate-bite-") as folder:
        home = Path(folder)
        copy_sources(home)
        (home / fault.file).write_text(mutate(fault), encoding="utf-8")
        environment = list_environment(home)
        environment["PYTHONPATH"] = f"{home}:{home / 'tests'}:{home / 'tests' / 'threats'}"
        run = subprocess.run(  # noqa: S603  our own words
            [sys.executable, "-m", "campaign", "--kills", str(_KILLS), "--seed", str(seed)],
            cwd=home,
            env=environment,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
    return [line for line in run.stderr.splitlines() if line.split(":")[0] in set(Kind)]
