"""The table of threats: what the catalogue lists, beside the tests that name it in their docstrings.

`make threats` writes `tests/threats.md` anew. Held means that these tests pass, as all tests do.
"""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).parents[1]
TABLE = TESTS / "threats.md"
Test = ast.FunctionDef | ast.AsyncFunctionDef
_ID = re.compile(r"\b[A-Z]+-\d\d\b")
_HEAD = """# What the front door has to hold against

Written by `make threats` from `tests/threats/catalogue.toml` and the docstrings of the tests, which name what they
try; a test keeps it true. Of each critical entry the defence is taken away as well, and the named test must fail then:
`make mutants`.

| id | severity | what | tried in | held? |
|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Threat:
    """An entry of the catalogue. With a *note* some of it is tried elsewhere, or cannot be tried."""

    severity: str
    what: str
    note: str = ""


def read_catalogue() -> Mapping[str, Threat]:
    found = tomllib.loads((TESTS / "threats" / "catalogue.toml").read_text(encoding="utf-8"))
    return {threat: Threat(**fields) for threat, fields in found.items()}


def find_tests() -> Mapping[str, tuple[str, ...]]:
    """Find by threat the tests that name it, as pytest names them."""
    found: dict[str, list[str]] = {}
    for threat, test in _name_threats():
        found.setdefault(threat, []).append(test)
    return {threat: tuple(tests) for threat, tests in found.items()}


def _name_threats() -> Iterator[tuple[str, str]]:
    for path in sorted(TESTS.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for name, test in _list_tests(tree, path.relative_to(TESTS.parent).as_posix()):
            for threat in _ID.findall(ast.get_docstring(test) or ""):
                yield threat, name


def _list_tests(tree: ast.Module | ast.ClassDef, where: str) -> Iterator[tuple[str, Test]]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield from _list_tests(node, f"{where}::{node.name}")
        elif isinstance(node, Test) and node.name.startswith("test_"):
            yield f"{where}::{node.name}", node


def write_table() -> str:
    tests = find_tests()
    return _HEAD + "".join(_write_row(name, threat, tests.get(name, ())) for name, threat in read_catalogue().items())


def _write_row(name: str, threat: Threat, tests: tuple[str, ...]) -> str:
    files = sorted({test.partition("::")[0].removeprefix("tests/") for test in tests})
    tried = f"{len(tests)} in " + ", ".join(f"`{file}`" for file in files) if tests else ""
    held = "; ".join(filter(None, ("held" if tests else "", threat.note)))
    return f"| {name} | {threat.severity} | {threat.what} | {tried} | {held} |\n"


if __name__ == "__main__":
    TABLE.write_text(write_table(), encoding="utf-8")
