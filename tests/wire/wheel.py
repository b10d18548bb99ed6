"""Microsoft Graph as the installed SDK describes it: its paths, what they take and give, and every property's type.

Read from the source in the wheel, file by file as somebody asks, because to import it takes seconds. Microsoft
generates that source from its own description of Graph, so its form is always the same; what has another form is an
error here, never left out. A second wheel, as Microsoft's for beta, is read in the same way.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from types import MappingProxyType

_TEMPLATE = re.compile(r'super\(\).__init__\(request_adapter, "\{\+baseurl\}([^"?{]*(?:\{[^?}]*\}[^"?{]*)*)[^"]*"')
_METHOD = re.compile(
    r"    async def (?P<method>get|post|patch|put|delete)\(self,(?:body: (?P<takes>\w+), ?)?"
    r"request_configuration: Optional\[RequestConfiguration\[(?P<options>\w+)\]\] = None\)"
    r" -> (?:Optional\[)?(?P<gives>\w+)\]?:"
)
_OPTION = re.compile(r"^        (\w+): Optional\[([\w.\[\]]+)\] = None$", re.MULTILINE)
_SPELLED = re.compile(r'if original_name == "(\w+)":\s+return "([^"]+)"')
_IMPORT = re.compile(r"^ +from (\.+)([\w.]*) import (\w+)$", re.MULTILINE)
_CLASS = re.compile(r"^class (\w+)\((\w+)", re.MULTILINE)
_BASE = re.compile(r"^from (\.+)([\w.]*) import (\w+)$", re.MULTILINE)
_FIELD = re.compile(
    r"\"([^\"]+)\": lambda n ?: ?setattr\(self, '\w+', n\.get_(collection_of_)?(\w+?)_values?\(([\w.]*)\)\)"
)
_DERIVED = re.compile(r'casefold\(\) == "#([\w.]+)"\.casefold\(\):\s+from \.([\w.]+) import (\w+)')
_ENUM = re.compile(r'^    \w+ = "([^"]*)",?$', re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A property: its *kind* is str, bool, int … , or object or enum, which *file* describes."""

    kind: str
    is_list: bool
    file: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A type of object, with the properties that it inherits. *derived* are the files of the types that extend it."""

    name: str
    ancestors: tuple[str, ...]
    fields: dict[str, Field]
    derived: dict[str, Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One method of one path: its options and their types, and the files of what it takes and gives.

    *simple* is what it gives if that is no object, such as `int`.
    """

    options: dict[str, str]
    takes: Path | None
    gives: Path | None
    simple: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A path of Graph, such as `/groups/{group-id}`, and what may be done there."""

    path: str
    operations: Mapping[str, Operation]


class Wheel:
    """What one installed package says about Graph."""

    def __init__(
        self,
        package: str = "msgraph-sdk",
        folder: str = "msgraph/generated",
        written: Mapping[Path, Model] = MappingProxyType({}),
    ) -> None:
        """Open a wheel; *written* are models by hand, for what no wheel describes."""
        self._written = written
        self.version = distribution(package).version
        self.root = Path(str(distribution(package).locate_file(folder)))
        self.children = cache(self._children)
        self.place = cache(self._place)
        self.model = cache(self._model)
        self.values = cache(self._values)

    def named(self, name: str) -> Model:
        """Return the model that stands in the file *name*, as `o_data_errors/o_data_error`."""
        return self.model(self.root / "models" / f"{name}.py")

    def _children(self, folder: Path) -> dict[str, Path]:
        """Return where each next step of a path leads; a step in braces stands for what varies."""
        found = {}
        for file in folder.glob("*/*_request_builder.py"):
            template = _TEMPLATE.search(file.read_text())
            if not template:
                raise ValueError(f"{file} has no address")
            found[_spell(template[1]).rpartition("/")[2]] = file.parent
        return found

    def _place(self, folder: Path) -> Place:
        (file,) = folder.glob("*_request_builder.py")
        source = file.read_text()
        found = list(_METHOD.finditer(source))
        if len(found) != source.count("    async def "):
            raise ValueError(f"{file} has a method of another form")
        files = _list_imports(file, source)
        operations = {one["method"].upper(): _read_operation(one, source, files) for one in found}
        path = _TEMPLATE.search(source)
        return Place(path=_spell(path[1]) if path else "", operations=operations)

    def _model(self, file: Path) -> Model:
        if file in self._written:
            return self._written[file]
        source = file.read_text()
        declared = _CLASS.search(source)
        found = _FIELD.findall(source)
        if not declared or len(found) != source.count("lambda n"):
            raise ValueError(f"{file} has a property of another form")
        files = _list_imports(file, source)
        base = {name: _locate(file, dots, path) for dots, path, name in _BASE.findall(source)}.get(declared[2])
        inherited = self.model(base) if base else Model(name="", ancestors=(), fields={}, derived={})
        own = {name: _read_field(is_list, kind, of, files) for name, is_list, kind, of in found}
        return Model(
            name=declared[1],
            ancestors=(declared[1], *inherited.ancestors),
            fields={**inherited.fields, **own},
            derived={type_: _locate(file, ".", path) for type_, path, _ in _DERIVED.findall(source)},
        )

    def _values(self, file: Path) -> frozenset[str]:
        return frozenset(_ENUM.findall(file.read_text()))


def _spell(template: str) -> str:
    return template.replace("()", "").replace("%2D", "-")


def _read_operation(found: re.Match[str], source: str, files: dict[str, Path]) -> Operation:
    _, _, rest = source.partition(f"class {found['options']}():")
    declared, _, _ = rest.partition("    @dataclass")
    spelled = dict(_SPELLED.findall(declared))
    options = {spelled.get(name, name).replace("%24", "$"): type_ for name, type_ in _OPTION.findall(declared)}
    takes, gives = found["takes"], found["gives"]
    is_simple = gives not in files
    return Operation(
        options=options,
        takes=files.get(takes) if takes else None,
        gives=files.get(gives),
        simple=gives if is_simple and gives != "None" else "",
    )


def _read_field(is_list: str, kind: str, of: str, files: dict[str, Path]) -> Field:
    """Read `collection_of_`, `object`, `User`; what comes from elsewhere, as kiota's untyped node, can be anything."""
    kind = of.rpartition(".")[2].lower() if kind == "primitive" else kind
    if kind in {"object", "enum"}:
        return Field(kind=kind if of in files else "any", is_list=bool(is_list), file=files.get(of))
    return Field(kind=kind, is_list=bool(is_list))


def _list_imports(file: Path, source: str) -> dict[str, Path]:
    return {name: _locate(file, dots, path) for dots, path, name in _IMPORT.findall(source)}


def _locate(file: Path, dots: str, path: str) -> Path:
    """Return the file of a relative import in *file*."""
    folder = file.parents[len(dots) - 1]
    return folder.joinpath(*path.split(".")).with_suffix(".py")
