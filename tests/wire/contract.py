"""The contract between who asks Microsoft Graph and who answers: whatever it does not allow is told in a sentence.

Closed-world: a path, a method, an option, a property or an annotation that nobody has described is refused, though the
real Graph takes some of them without a word (`members@odata_bind` adds nobody and answers 204). What is described comes
from the installed SDK (`wheel`), and from the documentation where that says more (`documented`).
"""

import re
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from wire import batch, documented
from wire.exchange import Asked, Told
from wire.query import PAGED, Subject, check_query, read_names
from wire.shape import TYPE, Leave, check_object, check_value
from wire.wheel import Model, Operation, Place, Wheel

CONTEXT = "@odata.context"
_COUNT = "$count"
_JSON, _TEXT = "application/json", "text/plain"
_POLYMORPHIC = {"DirectoryObject", "Entity"}


class Contract:
    """The contract for one version of Graph. *base* is its address under test.

    *written* are paths that no wheel describes, such as those of beta, with what may be done there; then there are no
    others.
    """

    def __init__(self, wheel: Wheel, base: str, written: Collection[Place] = ()) -> None:
        self._wheel = wheel
        self._base = base
        self._written = written

    def check_asked(self, asked: Asked) -> Iterator[str]:
        """Tell what is wrong with a request, those in a batch included."""
        yield from (f"{asked.name}: {found}" for found in self._check_asked(asked))

    def check_told(self, asked: Asked, told: Told) -> Iterator[str]:
        """Tell what is wrong with the answer to a request, whether that was right or not."""
        yield from (f"{asked.name} -> {told.status}: {found}" for found in self._check_told(asked, told))

    def _check_asked(self, asked: Asked) -> Iterator[str]:
        if not asked.is_item and not asked.headers.get("authorization", "").startswith("Bearer "):
            yield "there is no token"
        if asked.headers.get("consistencylevel", "eventual").lower() != "eventual":
            yield f"ConsistencyLevel can be no {asked.headers['consistencylevel']!r}"
        if batch.is_batch(asked):
            yield from _check_content_type(asked.headers, _JSON)
            yield from batch.check_requests(asked, self._check_asked)
            return
        place = self._find(asked.address)
        if not place:
            yield "there is no such path"
        elif asked.method not in place.operations:
            yield f"{place.path} takes {', '.join(place.operations)}, not {asked.method}"
        else:
            yield from self._check_ids(asked, place)
            yield from self._check_query(asked, place)
            yield from self._check_body(asked, place)

    def _check_ids(self, asked: Asked, place: Place) -> Iterator[str]:
        for name, value in zip(place.path.split("/"), _read_steps(asked.address, keeps_first=True), strict=True):
            yield from documented.check_step(name.strip("{}"), value) if name.startswith("{") else ()

    def _check_query(self, asked: Asked, place: Place) -> Iterator[str]:
        operation = place.operations[asked.method]
        page = self._page(operation)
        paged = dict.fromkeys(PAGED, "str") if page else {}
        allowed = {**operation.options, **paged}
        yield from check_query(self._subject(asked, place), allowed, asked.options, is_eventual=asked.is_eventual)

    def _check_body(self, asked: Asked, place: Place) -> Iterator[str]:
        takes = place.operations[asked.method].takes
        if not takes:
            yield from ["there can be no body"] if asked.body is not None else []
            return
        yield from _check_content_type(asked.headers, _JSON)
        leave = Leave(annotations=documented.BINDS.get((asked.method, place.path), ()))
        yield from check_object(self._wheel, self._wheel.model(takes), asked.body, leave)
        if isinstance(asked.body, dict):
            yield from documented.check_body(asked.method, place.path, asked.body, self._base)

    def _subject(self, asked: Asked, place: Place) -> Subject:
        """Return what the options of a request are about; of a `$count` it is what is counted."""
        is_counted = place.path.endswith(f"/{_COUNT}")
        named = self._find("/".join(urlsplit(asked.address).path.split("/")[:-1])) if is_counted else place
        operation = named.operations.get("GET" if is_counted else asked.method) if named else None
        page = self._page(operation) if operation else None
        file = page.fields["value"].file if page else operation and operation.gives
        model = self._wheel.model(file) if file else None
        more = model.derived.values() if model and model.name in _POLYMORPHIC else ()
        models = (*([model] if model else []), *map(self._wheel.model, more))
        is_cast = bool(page) and named is not None and "/graph." in named.path
        return Subject(wheel=self._wheel, models=models, is_cast=is_cast, is_counted=is_counted)

    def _page(self, operation: Operation) -> Model | None:
        """Return the model of what *operation* gives if that is a list, perhaps in pages."""
        model = self._wheel.model(operation.gives) if operation.gives else None
        return model if model and "@odata.nextLink" in model.fields and "value" in model.fields else None

    def _check_told(self, asked: Asked, told: Told) -> Iterator[str]:
        if not asked.is_item and not told.headers.get("request-id"):
            yield "the answer has no request-id"
        if told.status >= 400:
            yield from self._check_error(told)
        elif batch.is_batch(asked):
            yield from batch.check_responses(asked, told, self._check_told)
        else:
            place = self._find(asked.address)
            operation = place.operations.get(asked.method) if place else None
            if not place or not operation:
                yield "what nobody has described was answered"
            else:
                yield from self._check_success(asked, told, place)

    def _check_error(self, told: Told) -> Iterator[str]:
        # https://learn.microsoft.com/graph/errors
        yield from _check_content_type(told.headers, _JSON)
        yield from check_object(self._wheel, self._wheel.named("o_data_errors/o_data_error"), told.body)
        error = told.body.get("error") if isinstance(told.body, dict) else None
        known = error if isinstance(error, dict) else {}
        for name in ("code", "message"):
            if not known.get(name):
                yield f"the error has no {name}"
        inner = known.get("innerError")
        for name in ("date", "request-id", "client-request-id"):
            if not isinstance(inner, dict) or not inner.get(name):
                yield f"the error's innerError has no {name}"
        if not re.fullmatch(r"\d+", told.headers.get("retry-after", "0")):
            yield f"Retry-After can be no {told.headers['retry-after']!r}"

    def _check_success(self, asked: Asked, told: Told, place: Place) -> Iterator[str]:
        operation = place.operations[asked.method]
        fitting = _name_statuses(asked.method, operation)
        if told.status not in fitting:
            yield f"the status is one of {', '.join(map(str, fitting))}"
        elif told.status == 204:
            yield from ["there is a body"] if told.body not in (None, "") else []
        elif operation.simple == "int":
            yield from _check_content_type(told.headers, _TEXT)
            if not isinstance(told.body, str) or not re.fullmatch(r"\ufeff?\d+", told.body):
                yield f"{told.body!r} is no number"
        elif operation.gives:
            yield from _check_content_type(told.headers, _JSON)
            yield from self._check_content(asked, told.body, place)

    def _check_content(self, asked: Asked, body: object, place: Place) -> Iterator[str]:
        operation, options = place.operations[asked.method], dict(asked.options)
        expanded = [name.partition("(")[0] for name in read_names(options.get("$expand", ""))]
        leave = Leave(
            annotations={CONTEXT},
            navigation=expanded,
            names=read_names(options["$select"]) if "$select" in options else None,
        )
        page = self._page(operation)
        if page:
            yield from self._check_page(asked, body, (place, page), leave)
        elif operation.gives:
            yield from check_object(self._wheel, self._wheel.model(operation.gives), body, leave)
        context = body.get(CONTEXT) if isinstance(body, dict) else None
        if context is not None and not str(context).startswith(f"{self._base}/$metadata"):
            yield f"{CONTEXT} is none of this Graph: {context!r}"

    def _check_page(self, asked: Asked, body: object, there: tuple[Place, Model], leave: Leave) -> Iterator[str]:
        place, page = there
        if not isinstance(body, dict) or not isinstance(body.get("value"), list):
            yield "there is no list named value"
            return
        value, notes = body["value"], {name: told for name, told in body.items() if name != "value"}
        yield from check_object(self._wheel, page, notes, Leave(annotations={CONTEXT}))
        yield from self._check_notes(asked, notes)
        options, of = dict(asked.options), page.fields["value"]
        if len(value) > int(options.get("$top", len(value))):
            yield f"the page holds {len(value)}, more than were asked for"
        if of.kind != "object" or not of.file:
            yield from (f"value: {found}" for found in check_value(self._wheel, of, value))
        else:
            model = self._wheel.model(of.file)
            inner = Leave(navigation=leave.navigation, names=leave.names)
            for number, one in enumerate(value):
                yield from (f"value[{number}]: {found}" for found in self._check_entry(model, one, inner))
        if isinstance(asked.body, dict):
            yield from documented.check_told_ids(place.path, asked.body, value)

    def _check_entry(self, model: Model, one: object, leave: Leave) -> Iterator[str]:
        yield from check_object(self._wheel, model, one, leave)
        if model.name in _POLYMORPHIC and isinstance(one, dict) and TYPE not in one:
            yield f"a {model.name} does not say its {TYPE}"

    def _check_notes(self, asked: Asked, notes: Mapping[str, object]) -> Iterator[str]:
        """Tell whether the count is there when asked for, and whether the next page is one of the same question."""
        options = dict(asked.options)
        is_later = not options.keys().isdisjoint(PAGED)
        is_asked, is_told = options.get(_COUNT) == "true", "@odata.count" in notes
        if is_told != is_asked and not (is_asked and is_later):
            yield f"@odata.count is {'there' if is_told else 'not there'}, and $count is {options.get(_COUNT)}"
        link = notes.get("@odata.nextLink")
        if not isinstance(link, str):
            return
        if not link.startswith(f"{self._base}/"):
            yield f"@odata.nextLink leads away from {self._base}"
            return
        following = Asked(method="GET", address=link.removeprefix(self._base))
        kept = [one for one in following.options if one[0] not in PAGED]
        if _read_steps(link.removeprefix(self._base)) != _read_steps(asked.address):
            yield "@odata.nextLink leads to another list"
        if sorted(kept) != sorted(one for one in asked.options if one[0] not in PAGED):
            yield "@odata.nextLink asks for something else"

    def _find(self, address: str) -> Place | None:
        steps = _read_steps(address)
        for place in self._written:
            known = place.path.strip("/").split("/")
            if len(known) == len(steps) and all(map(_fits, known, steps)):
                return place
        if self._written:
            return None
        folder = self._wheel.root
        for step in steps:
            children = self._wheel.children(folder)
            fitting = [child for name, child in children.items() if name == step] or [
                child for name, child in children.items() if name.startswith("{") and _fits(name, step)
            ]
            if not fitting:
                return None
            folder = fitting[0]
        return self._wheel.place(folder) if steps else None


def _fits(name: str, step: str) -> bool:
    is_varied = name.startswith("{") and name.endswith("}")
    return name == step or (is_varied and bool(step) and not step.startswith("$"))


def _read_steps(address: str, *, keeps_first: bool = False) -> list[str]:
    """Take a path apart. A type may be named in full, `microsoft.graph.user`, or as the SDK does, `graph.user`."""
    steps = urlsplit(address).path.split("/")[0 if keeps_first else 1 :]
    return [re.sub(r"^microsoft\.(?=graph\.)", "", unquote(step)) for step in steps]


def _name_statuses(method: str, operation: Operation) -> tuple[int, ...]:
    """Return the statuses of success: what is created is 201, what has no content 204."""
    if not operation.gives and not operation.simple:
        return (204,)
    if method == "POST" and operation.takes == operation.gives:
        return (201,)
    return (200, 204) if method == "PATCH" else (200,)


def _check_content_type(headers: Mapping[str, str], wanted: str) -> Iterator[str]:
    found = headers.get("content-type", "none")
    if found.partition(";")[0].strip().lower() != wanted:
        yield f"the Content-Type is {found}, not {wanted}"
