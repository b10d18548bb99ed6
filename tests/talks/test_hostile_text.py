"""What others wrote arrives as text, as theirs, and nowhere else: in cards, in lines, in the log, in the store."""

import io
import itertools
import json
import logging
import sqlite3
import sys
from dataclasses import replace

import pytest
from fakes.samples import ALICE, HOME, NOW, SALES, TENANT, a_card, a_story
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from story import list_steps

from bot.core import steps
from bot.core.change import ChangeId, State
from bot.core.impact import UNCOUNTED
from bot.edges.store import open_store
from bot.logs import Lines
from bot.ports import NotPermittedError, Seat, UnexpectedError, UnreachableError
from bot.sim.cast import ADA, SALES_GROUP
from bot.sim.tenant import Fault

pytestmark = pytest.mark.days

OFF = 1
EVIL = (
    "[Approve](https://evil.example) ![x](https://evil.example/p.png) <at>Everyone</at> <b>bold</b> **bold** _it_ "
    "`code` {{DATE(2020-01-01T00:00:00Z)}} https://evil.example/a www.evil.example a@evil.example &lt;b&gt; "
    "first\r\nsecond\n\n# head\n- item\n> quote \u202egpj.exe\u2066 \x1b[31mred\x1b[0m \x07\x00 \ufeff\u200b end"
)
ACTIVE = (
    "](",
    "![",
    "<at>",
    "<b>",
    "**",
    "`",
    "{{DATE(2020",
    "://",
    "www.evil",
    "@evil",
    "&lt;",
    "\u202e",
    "\x1b",
    "\x00",
)
OURS = ("https://evil", "evil.example", "<script", "0xdead", "SELECT", "stack trace", "System.NullReference")


@pytest.fixture(autouse=True)
def _off_at_first(request):
    if "tenant" in request.fixturenames:
        request.getfixturevalue("tenant").change_in_portal(OFF)


def runs(part):
    """Yield every text element of a card, with the name of the field that the client draws."""
    if isinstance(part, dict):
        if part.get("type") in {"TextRun", "TextBlock"}:
            yield part
        for inner in part.values():
            yield from runs(inner)
    if isinstance(part, list):
        for inner in part:
            yield from runs(inner)


def check(message, *, marks):
    """Assert that what others wrote stands in TextRuns only, inert, isolated, on one line, and is still readable."""
    for run in runs(message.card):
        assert not [active for active in ACTIVE if active in run["text"]]
        assert "\n" not in run["text"]
        if any(mark in run["text"] for mark in marks):
            assert run["type"] == "TextRun"
            assert (run["text"][0], run["text"][-1]) == ("\u2068", "\u2069")
            assert len(run["text"].translate(dict.fromkeys(map(ord, "\u200b\u2068\u2069")))) <= 1_000
    for active in ACTIVE:
        assert active not in message.summary
    for mark in marks:
        assert mark in message.visible_text


async def test_a_reason_is_shown_as_text_of_its_writer_cut_and_without_effect(ada, bob, tenant, talk):
    """TEXT-01 TEXT-03."""
    await ada.says("linkedin enable all")
    review = await ada.sees("Review")
    for reason in ("x" * 1_001, "x" * 10_000):
        assert (await ada.clicks(review, "Send", reason=reason)).kind == "message"
    assert await talk.changes() == []
    fake = f"Approved by the CEO ✅ 2 of 2 approvals. Nothing else to do. {EVIL}"
    await ada.clicks(review, "Send", reason=fake, ticket="CHG-1")
    approval = await bob.sees("Approved by the CEO")
    check(approval, marks=("Approved by the CEO", "first second", "end"))
    shown = [run["text"] for run in runs(approval.card)]
    quoted = next(place for place, text in enumerate(shown) if "Approved by the CEO" in text)
    assert shown[quoted + 1] == "Written by the requester"
    assert "Your decision" in approval.visible_text
    assert "0 of 2" in approval.visible_text
    assert approval.buttons[:2] == ("Approve", "Reject…")
    assert "CEO" not in approval.summary
    await bob.clicks(approval, "Reject", note=f"Rejected? No: approved. {EVIL}")
    told = await ada.sees("rejected LI-1")
    for active in ACTIVE:
        assert active not in told.text
    assert "\n" not in told.text
    closed = await ada.sees(
        lambda message: message.card and "Written by the person who did not agree" in message.visible_text
    )
    check(closed, marks=("Rejected? No", "Approved by the CEO"))


async def test_names_of_groups_and_people_are_shown_as_text_without_effect(ada, bob, tenant, talk):
    """TEXT-02."""
    name = f"Sales {EVIL}"[:256]
    tenant.set_group(SALES_GROUP, displayName=name)
    tenant.set_person(ADA.object_id, displayName=f"Ada {EVIL}"[:256])
    await talk.asks(ada)
    approval = await bob.sees("Partner summit")
    check(approval, marks=("Ada ", "Sales "))
    for command in ("linkedin status", "linkedin requests", "linkedin enable all"):
        await bob.says(command)
        await ada.says(command)
    for message in (*ada.messages(), *bob.messages()):
        if message.sender == "Linkgate":
            for active in ACTIVE:
                assert active not in message.text
            check(message, marks=())
    await bob.clicks(approval, "Approve")
    await talk.becomes("applied")
    told = await ada.sees("are now on for the group")
    assert not [active for active in ACTIVE if active in told.text]
    await ada.says(f"linkedin enable group {EVIL.splitlines()[0]}")
    check(await ada.sees("No group is called"), marks=())


HOSTILE = {"error": {"code": "www.evil.example", "message": "<script>https://evil.example</script> stack trace 0xdead"}}
REFUSAL = {
    "ClassName": "Microsoft.Portal.Framework.Exceptions.ClientException",
    "Message": "**System.NullReference** https://evil.example SELECT",
    "ClientData": {"errorCode": "www.evil.example"},
}


async def test_what_microsoft_says_of_an_error_reaches_the_log_by_its_code_and_no_chat(
    ada, bob, tenant, talk, world, bot, caplog
):
    """TEXT-04."""
    caplog.set_level("INFO")
    bodies = [json.dumps(HOSTILE), json.dumps(REFUSAL), "<script>evil.example</script>", "evil.example\r\n0xdead"]
    for api, code in itertools.product(("graph", "portal"), (400, 403, 409, 500)):
        for turn, body in enumerate(bodies):
            if turn == code // 100 % 2 or turn >= 2:  # two of them each, in turn
                tenant.fail(Fault(api=api, method="GET", times=None, do="status", code=code, body=body))
                tenant.fail(Fault(api=api, method="POST", times=None, do="status", code=code, body=body))
                person = (ada, bob, world.person("cleo"))[turn % 3]
                await person.says("linkedin status")
                tenant.heal()
    lines = [message.visible_text for message in ada.messages() if message.sender == "Linkgate"]
    await talk.asks(world.person("cleo"))
    approval = await bob.sees("Partner summit")
    tenant.fail(Fault(api="graph", times=None, do="status", code=403, body=bodies[0]))
    refused = await bob.clicks(approval, "Approve")
    assert "Grant its app the permission" in refused.text
    tenant.heal()
    ref = refused.text.rpartition("Ref ")[2]
    (line,) = [record for record in caplog.records if getattr(record, "code", "") == "www.evil.example"][-1:]
    assert line.message.startswith("a turn failed")
    assert len(ref) == 8
    tenant.fail(Fault(api="portal", method="PUT", do="status", code=422, body=bodies[1]))
    await bob.clicks(approval, "Approve")
    await talk.becomes("failed")
    await world.person("cleo").sees("LI-1 was not applied")
    assert lines
    everybody = [message for key in ("ada", "bob", "cleo") for message in world.person(key).messages()]
    for said in [
        *(f"{message.text} {json.dumps(message.card)} {message.summary}" for message in everybody),
        refused.text,
    ]:
        assert not [word for word in OURS if word in said]
    for entry in await list_steps(bot.desk.ports.store):
        assert not [word for word in OURS if word in f"{entry.note} {entry.details}"]


# ---- the log -------------------------------------------------------------------------------------

NASTY = (
    "\r\n",
    '\n{"level": "INFO"}',
    "\x1b[2J\x1b]0;owned\x07",
    "\x9b31m",
    '"}',
    "\\",
    "\u2028",
    "\x00",
    "\ud800",
    "\x7f",
)
texts = st.lists(st.text(st.characters(codec=None)) | st.sampled_from(NASTY), max_size=6).map("".join)
names = st.text("abcdefgh_", min_size=1, max_size=12).map("x_{}".format)
values = st.recursive(
    texts | st.none() | st.booleans() | st.integers() | st.floats() | st.binary(max_size=8) | st.builds(object),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=4,
)
errors = st.builds(
    lambda kind, text, cause: _raise(kind(text), cause),
    st.sampled_from([ValueError, KeyError, OSError, UnreachableError, NotPermittedError]),
    texts,
    st.none() | texts.map(UnexpectedError) | texts.map(RuntimeError),
)


def _raise(error, cause):
    try:
        raise error from cause
    except type(error):
        return sys.exc_info()


@settings(max_examples=100, deadline=None)
@given(texts, st.dictionaries(names, values, max_size=4), st.none() | errors)
@example("\r\n\x1b[2J", {"x_a": "\n"}, None)
@example("", {"x_a": [float("inf")], "x_b": {1: float("nan")}}, None)
@example("", {"x_a": {(1, 2): 3}}, None)
def test_whatever_is_logged_is_one_line_of_strict_json_without_a_sign_that_steers(message, extra, error):
    """TEXT-05."""
    written = io.StringIO(newline="")
    handler = logging.StreamHandler(written)
    handler.setFormatter(Lines())
    logger = logging.Logger("hostile")  # noqa: LOG001  one of its own, that nobody else hears
    logger.addHandler(handler)
    logger.warning("%s", message, extra=extra, exc_info=error)
    line = written.getvalue()
    assert line.count("\n") == 1
    assert line.endswith("}\n")
    assert all(" " <= sign <= "~" for sign in line[:-1])
    read = json.loads(line, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))
    assert (read["level"], read["logger"], read.get("event", "")) == ("WARNING", "hostile", message)
    if error and not isinstance(error[1], UnreachableError | NotPermittedError):
        assert "sentence" not in read["error"]


# ---- the store -----------------------------------------------------------------------------------

SQL = (
    "'); DROP TABLE changes;--",
    '"',
    "'",
    ";",
    "--",
    "/*",
    "%",
    "_",
    "?",
    ":name",
    "\x00",
    "\ud800",
    "\udfff",
    "😀",
    "\U0010ffff",
)
pieces = st.lists(st.text(st.characters(codec=None), max_size=8) | st.sampled_from(SQL), max_size=5)
stored = pieces.map(lambda several: join_halves("".join(several)))
numbers = itertools.count(1)


def join_halves(text):
    """Make one sign of two halves side by side, as every reader of JSON does; what is left over stays a half."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


@pytest.fixture
async def store(tmp_path):
    async with open_store(
        tmp_path / "linkgate.db", profile="simulation", tenant_id=TENANT, key=tmp_path / "ledger.key"
    ) as opened:
        yield opened


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(stored, min_size=24, max_size=24))
@example(["".join(SQL)] * 24)
@example(["'); DROP TABLE changes;--"] * 24)
async def test_every_text_that_is_kept_comes_back_or_is_refused(store, texts):
    """TEXT-06."""
    number, take = next(numbers), iter(texts).__next__
    before = await list_steps(store)
    (draft,) = a_story(State.DRAFT, number=number)
    place = replace(HOME, conversation=take(), service_url=take())
    person = replace(ALICE, name=take())
    group = replace(SALES, name=take())
    plan = replace(draft[0].plan, before_group=group, after_group=group, impact=UNCOUNTED)
    base = {"plan": plan, "requester": person, "reason": take(), "ticket": take(), "note": take(), "ref": take()}
    change = replace(draft[0], home=place, origin=f"{number}/{take()}", **base)
    entry = replace(draft[1], name=take(), note=take(), by=take(), details={take(): take(), take(): take()})
    notice = a_card(change, id=f"{number}-{take()}", place=place, message=take(), service_url=take())
    seat = Seat(user=f"{number}-user", teams_id=take(), place=place)
    try:
        await store.keep(change, entry, (notice,))
        await store.remember(seat)
        await store.note(replace(notice, tries=1))
    except UnexpectedError:
        assert any("\ud800" <= sign <= "\udfff" for text in texts for sign in text)
        assert await store.change(ChangeId(change.id)) in (None, change)
        return
    assert await store.change(change.id) == change
    assert await store.change_numbered(number) == change
    assert (await store.entries(number)) == (entry,)
    assert await store.notices(change.id) == (replace(notice, tries=1),)
    assert await store.seats([seat.user]) == (seat,)
    voted = steps.withdraw(change, at=NOW)
    await store.keep(*voted)
    assert await store.change(change.id) == voted[0]
    assert await store.change_from(change.origin) == voted[0]
    assert (await list_steps(store))[: len(before)] == before


async def test_the_tables_are_all_still_there(store, tmp_path):
    """TEXT-06."""
    ((draft, entry),) = a_story(State.DRAFT, number=next(numbers))
    await store.keep(replace(draft, reason=SQL[0], origin=SQL[0]), entry)
    with sqlite3.connect(f"file:{tmp_path / 'linkgate.db'}?mode=ro", uri=True) as file:
        tables = {name for (name,) in file.execute("select name from sqlite_master where type = 'table'")}
    file.close()
    assert {"changes", "votes", "ledger", "notices", "seats"} <= tables
