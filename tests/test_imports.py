"""What is imported is declared: a package that comes with another may be gone with the other's next version."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

HOME = Path(__file__).parent.parent
OURS = {"bot", "cards"}


def imported(folder):
    for path in (HOME / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (name.name for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module


def owners(name, shipped):
    """Return who ships the module; a package like `azure` is shared by many, who are told apart by the second word."""
    names = {owner.lower().replace("_", "-") for owner in shipped[name.split(".")[0]]}
    return names & {"-".join(name.split(".")[:2])} or names


def test_every_package_that_is_imported_is_declared():
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.match(r"[\w-]+", line)[0] for line in project["dependencies"]}
    names = {name for folder in OURS for name in imported(folder)}
    foreign = {name for name in names if name.split(".")[0] not in OURS | sys.stdlib_module_names}
    shipped = packages_distributions()
    assert {name for name in foreign if not owners(name, shipped) & declared} == set()
