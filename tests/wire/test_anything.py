"""Whatever goes over the wire is judged: the contract tells what is wrong with it and never breaks down itself."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from wire.contract import Contract
from wire.exchange import Asked, Told, read_body
from wire.wheel import Wheel

BASE = "http://127.0.0.1:1/v1.0"
CONTRACT = Contract(Wheel(), BASE)
ID = "00000000-0000-4000-8000-000000000001"
HEADERS = {"authorization": "Bearer x", "content-type": "application/json", "consistencylevel": "eventual"}

steps = st.sampled_from(
    ["users", "groups", "$count", "members", "$ref", "microsoft.graph.user", "$batch", ID, "", "x", "%"]
)
parts = st.sampled_from(
    [
        "displayName",
        "id",
        "eq",
        "ne",
        "in",
        "and",
        "or",
        "not",
        "null",
        "true",
        "'x'",
        "7",
        ID,
        "(",
        ")",
        ",",
        ":",
        "groupTypes/any",
        "groupTypes/$count",
        "c",
        "startswith",
        "endswith",
        "a/b/c",
        "'",
        "/",
        "2026-01-01",
        "*",
        "é",
    ]
)
texts = st.lists(parts, max_size=9).map(" ".join) | st.text(max_size=20)
names = st.sampled_from(["$filter", "$select", "$search", "$orderby", "$expand", "$top", "$count", "$skiptoken", "x"])
queries = st.lists(st.tuples(names, texts).map("=".join), max_size=3).map("&".join)
addresses = st.tuples(st.lists(steps, max_size=5).map("/".join), queries).map(lambda both: f"/{both[0]}?{both[1]}")
keys = st.sampled_from(
    [
        "id",
        "value",
        "error",
        "code",
        "innerError",
        "requests",
        "responses",
        "method",
        "url",
        "body",
        "headers",
        "status",
        "dependsOn",
        "members@odata.bind",
        "@odata.type",
        "@odata.nextLink",
        "@odata.count",
        "ids",
        "groupTypes",
        "date",
    ]
)
leaves: Any = st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["1", "GET", "/users", ID, "é"])
bodies = st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4))
methods = st.sampled_from(["GET", "POST", "PATCH", "DELETE", "BREW"])


@given(methods, addresses, bodies, bodies, st.integers(200, 599))
def test_nothing_on_the_wire_breaks_the_judge(method: str, address: str, body: Any, answer: Any, status: int) -> None:
    asked = Asked(method=method, address=address, headers=HEADERS, body=body)
    told = Told(status=status, headers={"request-id": "1", **HEADERS}, body=answer)
    found = [*CONTRACT.check_asked(asked), *CONTRACT.check_told(asked, told)]
    assert all(sentence.startswith(f"{method} /") for sentence in found)


@given(bodies)
def test_nothing_in_a_batch_breaks_the_judge(body: Any) -> None:
    asked = Asked(method="POST", address="/$batch", headers=HEADERS, body={"requests": [body, body]})
    told = Told(status=200, headers={"request-id": "1", **HEADERS}, body={"responses": [body]})
    assert [*CONTRACT.check_asked(asked)]
    assert [*CONTRACT.check_told(asked, told)]


@given(texts)
def test_no_filter_breaks_the_judge(text: str) -> None:
    asked = Asked(method="GET", address="/groups", headers=HEADERS)
    [*CONTRACT.check_asked(asked)]
    for path in ("/groups", "/security/secureScores"):
        one = Asked(method="GET", address=f"{path}?$filter={text}&$count=true", headers=HEADERS)
        assert all("$filter" in sentence or "option" in sentence for sentence in CONTRACT.check_asked(one))


@given(st.binary(max_size=40))
def test_no_bytes_break_the_judge(body: bytes) -> None:
    read = read_body(body)
    assert read is None or isinstance(read, str | dict | list)
