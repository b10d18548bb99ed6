"""Whether JSON is what a model of Graph allows: known properties with values of their types, and nothing else.

Graph's own types are open, so that a misspelt property is taken and lost without a word. Here every type is closed.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from wire.wheel import Field, Model, Wheel

GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_TIME = r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,12})?"
_DATE = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
# Graph's error bodies tell their date without a zone, everything else tells one.
MOMENT = re.compile(rf"{_DATE}T{_TIME}(Z|[+-]\d\d:\d\d)?")
_TEXTS = {
    "str": re.compile(r"(?s).*"),
    "uuid": GUID,
    "datetime": MOMENT,
    "date": re.compile(_DATE),
    "time": re.compile(_TIME),
    "timedelta": re.compile(r"-?P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?"),
    "bytes": re.compile(r"(?:[\w+/-]{4})*(?:[\w+/-]{2,3}=?=?)?"),
}
_KINDS = {"bool": (bool,), "int": (int,), "float": (int, float)}
TYPE = "@odata.type"
_LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """What may stand besides the plain properties of an object."""

    annotations: Collection[str] = ()
    navigation: Collection[str] = ()
    names: Collection[str] | None = None
    """What was selected: of the plain properties just these."""


CLOSED = Leave()


def is_navigation(wheel: Wheel, field: Field) -> bool:
    """Say whether a property leads to other entities, so that it is there only if asked for."""
    return field.kind == "object" and field.file is not None and "Entity" in wheel.model(field.file).ancestors


def check_object(wheel: Wheel, model: Model, value: object, leave: Leave = CLOSED) -> Iterator[str]:
    """Tell everything in *value* that *model*, or the type of it that *value* names, does not allow."""
    if not isinstance(value, dict):
        yield f"{model.name} is an object, not {_show(value)}"
        return
    narrow = _narrow(wheel, model, value.get(TYPE))
    if not narrow:
        yield f"{model.name} can be no {_show(value[TYPE])}"
        return
    is_hidden = _is_hidden(value)
    for name, content in value.items():
        if not (is_hidden and content is None and name in narrow.fields):
            yield from _check_property(wheel, narrow, (name, content), leave)
    for name in leave.names or ():
        if name in narrow.fields and name not in value:
            yield f"{narrow.name} has no {name}, which was selected"


def _narrow(wheel: Wheel, model: Model, named: object) -> Model | None:
    """Return *model*, or the type that extends it and is *named*; None if none is named so."""
    if not named or is_type(model, named):
        return model
    derived = {name.casefold(): file for name, file in model.derived.items()}.get(_bare(named).casefold())
    return wheel.model(derived) if derived else None


def _check_property(wheel: Wheel, model: Model, told: tuple[str, object], leave: Leave) -> Iterator[str]:
    name, content = told
    field = model.fields.get(name)
    if name in leave.annotations or name == TYPE:
        return
    if field is None:
        yield f"{model.name} has no property {name!r}"
    elif is_navigation(wheel, field) and name not in leave.navigation:
        yield f"{name} of {model.name} leads to other objects and cannot stand here"
    elif leave.names is not None and name not in leave.names and name not in leave.navigation:
        yield f"{name} of {model.name} was not selected"
    else:
        for found in check_value(wheel, field, content):
            yield f"{model.name}.{name}: {found}"


def check_value(wheel: Wheel, field: Field, value: object) -> Iterator[str]:
    """Tell what is wrong with the value of a property. Null is the value of any property but a collection."""
    if not field.is_list:
        yield from _check_one(wheel, field, value) if value is not None else ()
    elif not isinstance(value, list):
        yield f"{_show(value)} is no list"
    else:
        for place, one in enumerate(value):
            for found in _check_one(wheel, field, one):
                yield f"[{place}] {found}"


def _check_one(wheel: Wheel, field: Field, value: object) -> Iterator[str]:
    match field.kind:
        case "any":
            return
        case "object" if field.file:
            yield from check_object(wheel, wheel.model(field.file), value)
        case "enum" if field.file:
            values = wheel.values(field.file)
            if value not in values:
                yield f"{_show(value)} is none of {', '.join(sorted(values))}"
        case kind if kind in _KINDS:
            is_bool = isinstance(value, bool)
            if not isinstance(value, _KINDS[kind]) or (is_bool and kind != "bool"):
                yield f"{_show(value)} is no {kind}"
        case kind:
            if not isinstance(value, str) or not _TEXTS[kind].fullmatch(value):
                yield f"{_show(value)} is no {kind}"


def is_type(model: Model, named: object) -> bool:
    """Say whether `#microsoft.graph.user` names *model*."""
    return isinstance(named, str) and _bare(named).rpartition(".")[2].casefold() == model.name.casefold()


def _bare(named: object) -> str:
    return str(named).removeprefix("#")


def _is_hidden(value: Mapping[str, object]) -> bool:
    """Say whether the app may not read *value*: of that Graph shows type and id, and null for all else.

    https://learn.microsoft.com/graph/permissions-overview#limited-information-returned-for-inaccessible-member-objects
    """
    rest = [content for name, content in value.items() if name not in {TYPE, "id"}]
    return TYPE in value and bool(rest) and all(content is None for content in rest)


def _show(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
