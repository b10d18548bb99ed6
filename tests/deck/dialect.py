"""A strict schema of the cards that Teams draws, made from Microsoft's models each time the tests run.

Microsoft publishes models (microsoft-teams-cards) and no schema. The models let anything pass: every field may be
missing and every other may be there. What they do tell is which fields there are and what stands in them; a schema
made from that finds a misspelt word. Which fields a card cannot do without is our own table.
"""

import types
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

Schema = dict[str, Any]

OPEN_ELEMENTS = {
    *("ActionSet", "ColumnSet", "Container", "FactSet", "Image", "ImageSet", "Media", "RichTextBlock", "Table"),
    *("TextBlock", "Input.ChoiceSet", "Input.Date", "Input.Number", "Input.Text", "Input.Time", "Input.Toggle"),
}
"""What version 1.5 knows. Everything else is Teams' own, and needs a fallback."""

ONLY_IN = {
    "AdaptiveCard": "Action.ShowCard",
    "Column": "ColumnSet",
    "TableRow": "Table",
    "TableCell": "TableRow",
    "TextRun": "RichTextBlock",
    "IconRun": "RichTextBlock",
    "ImageRun": "RichTextBlock",
    "CarouselPage": "Carousel",
}
"""Elements that stand nowhere but inside of that other one."""

NEEDED = {
    "AdaptiveCard": ["version", "body"],
    "ActionSet": ["actions"],
    "Column": ["items"],
    "ColumnSet": ["columns"],
    "Container": ["items"],
    "RichTextBlock": ["inlines"],
    "Table": ["columns", "rows"],
    "TableCell": ["items"],
    "TableRow": ["cells"],
    "TextBlock": ["text", "wrap"],
    "TextRun": ["text"],
    "Badge": ["text", "fallback"],
    "Input.ChoiceSet": ["id", "label", "choices"],
    "Input.Text": ["id", "label", "errorMessage", "maxLength"],
    "Action.Execute": ["title", "verb", "data", "associatedInputs"],
    "Action.OpenUrl": ["title", "url"],
    "Action.ShowCard": ["title", "card"],
    "Choice": ["title", "value"],
    "RefreshDefinition": ["action", "userIds"],
    "QueryData": ["type", "dataset"],
}
# The package spells these in Python's way, or not as Microsoft's own cards do.
SPELT = {"ac_schema": "$schema", "choices_data": "choices.data", "grid_area": "grid.area"}
PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    float: {"type": "number"},
    int: {"type": "number"},
    bool: {"type": "boolean"},
    Any: {},
}


@cache
def models() -> Any:
    """Load Microsoft's models only where they are needed: they are slow."""
    return import_module("microsoft_teams.cards.core")


def name_type(model: type) -> str:
    """Say what stands in *model*'s `type`, or its name if it has none."""
    field = model.model_fields.get("type")
    return str(get_args(field.annotation)[0]) if field and get_origin(field.annotation) is Literal else model.__name__


def spell_type(annotation: Any) -> Schema:
    if annotation in PLAIN:
        return PLAIN[annotation]
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return spell_type(inner[0])
    if origin in {Union, types.UnionType}:
        several = [spell_type(one) for one in inner if one is not types.NoneType]
        return several[0] if len(several) == 1 else {"anyOf": several}
    if origin is Literal:
        return {"enum": [*inner]}
    if origin is list:
        return {"type": "array", "items": spell_type(inner[0])}
    if origin is dict:
        return {"type": "object"}
    return {"$ref": f"#/$defs/{name_type(annotation)}"}


def spell_field(kind: str, name: str, annotation: Any) -> Schema:
    if (kind, name) == ("RichTextBlock", "inlines"):
        return {"type": "array", "items": choose(["TextRun", "IconRun", "ImageRun"])}
    return spell_type(annotation)


def spell_model(model: type) -> Schema:
    kind = name_type(model)
    properties = {
        SPELT.get(name, field.serialization_alias or name): spell_field(kind, name, field.annotation)
        for name, field in model.model_fields.items()
        if name != "key"
    }
    is_foreign = issubclass(model, models().CardElement) and kind not in OPEN_ELEMENTS | ONLY_IN.keys()
    needed = {*NEEDED.get(kind, ()), *(["type"] if kind != model.__name__ or "type" in properties else [])}
    needed |= {"fallback"} if is_foreign else set()
    return {"type": "object", "properties": properties, "required": sorted(needed), "additionalProperties": False}


def choose(kinds: list[str]) -> Schema:
    """Tell by `type` which definition holds, so that a fault is named and not just that none of many fits."""
    return {"type": "object", "required": ["type"], "properties": {"type": {"enum": kinds}}, "kinds": kinds}


def follow_kind(validator: Any, kinds: list[str], instance: Any, _schema: Schema) -> Iterator[ValidationError]:
    """Be the keyword `kinds`; a chain of if and then says the same, ten times slower."""
    if isinstance(instance, dict) and instance.get("type") in kinds:
        yield from validator.descend(instance, {"$ref": f"#/$defs/{instance['type']}"})


@cache
def dialect() -> Any:
    core = models()
    kinds = [one for one in vars(core).values() if isinstance(one, type) and hasattr(one, "model_fields")]
    elements = [name_type(one) for one in core.CardElement.__subclasses__()]
    definitions = {name_type(one): spell_model(one) for one in kinds} | {
        "CardElement": choose([kind for kind in elements if kind not in ONLY_IN]),
        "Action": choose([name_type(one) for one in core.Action.__subclasses__()]),
        "ContainerLayout": choose([name_type(one) for one in core.ContainerLayout.__subclasses__()]),
    }
    schema = {**choose(["AdaptiveCard"]), "$defs": definitions}
    Draft202012Validator.check_schema(schema)
    return extend(Draft202012Validator, {"kinds": follow_kind})(schema)


def find_faults(card: Schema) -> Iterator[str]:
    """Name what is wrong with *card* in the eyes of Teams, each with its place."""
    for error in dialect().iter_errors(card):
        for cause in error.context or [error]:
            place = "/".join(map(str, cause.absolute_path))
            yield f"/{place}: {cause.message}"[:300]
