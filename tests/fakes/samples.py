"""A few people, a plan, and requests in every state, made by the steps that people would take."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.core import steps
from bot.core.change import Attempt, Change, ChangeId, State, Told
from bot.core.group import Group
from bot.core.impact import NONE, Crowd, Impact
from bot.core.notice import Audience, Notice
from bot.core.outcome import Answer
from bot.core.place import Place, PlaceKind
from bot.core.plan import Plan
from bot.core.policy import Person, UserId
from bot.core.roster import Roster
from bot.core.rules import Direction, Rules
from bot.core.setting import GroupId, Mode, Setting
from bot.core.steps import Stepped

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=24)
TENANT = "00000000-0000-4000-8000-000000000001"
CORRELATION = "c0ffee00-0000-4000-8000-000000000000"
SERVICE_URL = "https://smba.trafficmanager.net/emea/"

ALICE = Person(id=UserId("a11ce000-0000-4000-8000-000000000000"), name="Alice Adams")
BOB = Person(id=UserId("b0b00000-0000-4000-8000-000000000000"), name="Bob Brown")
CAROL = Person(id=UserId("ca401000-0000-4000-8000-000000000000"), name="Carol Clark")

SALES = Group(id=GroupId("5a1e5000-0000-4000-8000-000000000000"), name="Sales", direct=12, people=12)
HOME = Place(kind=PlaceKind.PERSONAL, service_url=SERVICE_URL, conversation="a:1")


APPROVERS, OPERATORS = GroupId("approvers"), GroupId("operators")
RULES = Rules(tenant=TENANT, approvers=APPROVERS, operators=OPERATORS)


def the_rules(needed: int = 1, **fields: Any) -> Rules:
    """Make house rules by which every change needs *needed* approvals, with *fields* put in their place."""
    return replace(RULES, approvals=dict.fromkeys(Direction, needed), **fields)


def a_plan() -> Plan:
    """Plan to turn the setting on for one group, where it was off for everyone."""
    return Plan(
        before=Setting(Mode.NOBODY),
        after=Setting(Mode.GROUP, SALES.id),
        before_group=None,
        after_group=SALES,
        before_people=0,
        after_people=12,
        impact=Impact(gain=Crowd(people=12), lose=NONE, unchanged=488),
        cautions=(),
        roster=Roster(people=12),
    )


def a_story(state: State, *, number: int = 1, needed: int = 1) -> tuple[Stepped, ...]:
    """Tell how request *number* came to be in *state*: every step with its ledger entry, the draft first."""
    draft = steps.open_draft(
        a_plan(),
        id=ChangeId(f"{number:032x}"),
        number=number,
        requester=ALICE,
        origin=f"a:1|message-{number}",
        home=HOME,
        rules=the_rules(needed),
        reason="",
        ticket="",
        at=NOW,
    )
    story = [draft]
    for take in _WAYS[state]:
        story.append(take(story[-1][0]))
    return tuple(story)


def a_change(state: State = State.DRAFT, *, number: int = 1, **fields: Any) -> Change:
    """Make a request as it is in *state*, with *fields* put in its place."""
    return replace(a_story(state, number=number)[-1][0], **fields)


def a_card(change: Change, **fields: Any) -> Notice:
    """Make the card that an approver is owed of *change*."""
    card = Notice(
        id=f"{change.id}-card",
        change=change.id,
        audience=Audience.APPROVER,
        service_url=SERVICE_URL,
        to=BOB.id,
        due=change.updated_at,
    )
    return replace(card, **fields)


def a_word(change: Change, topic: State, **fields: Any) -> Notice:
    """Make the word that tells the requester that *change* has come to *topic*."""
    word = a_card(change, id=f"{change.id}-{topic}", audience=Audience.REQUESTER, to=ALICE.id, place=HOME, topic=topic)
    return replace(word, **fields)


def _send(change: Change) -> Stepped:
    deciders = (BOB.id, CAROL.id)
    return steps.send(
        change,
        plan=change.plan,
        reason="Pilot for sales",
        told=Told.DONE,
        ticket="CHG-1",
        deciders=deciders,
        rules=the_rules(change.needed),
        at=NOW,
    )


def _approve(change: Change) -> Stepped:
    return steps.approve(change, by=CAROL if change.votes else BOB, at=NOW)


def _reject(change: Change) -> Stepped:
    return steps.reject(change, by=BOB, note="Not this quarter", at=NOW)


def _give_back(change: Change) -> Stepped:
    return steps.give_back(change, by=BOB, note="Name the ticket", at=NOW)


def _withdraw(change: Change) -> Stepped:
    return steps.withdraw(change, at=NOW)


def _expire(change: Change) -> Stepped:
    return steps.expire(change, at=LATER)


def _claim(change: Change) -> Stepped:
    return steps.claim(change, token=CORRELATION, rest={"other": "digest"}, at=NOW)


def _drop(change: Change) -> Stepped:
    return steps.drop(change, note="The setting has changed meanwhile.", at=NOW)


def _note_answer(change: Change) -> Stepped:
    return steps.note_answer(change, answer=Answer.UNSURE, executor=CAROL.id, sentence="No answer came.", at=NOW)


def _settle(to: State) -> Callable[[Change], Stepped]:
    answer = Answer.UNSURE if to is State.UNKNOWN else Answer.ACCEPTED
    attempt = Attempt(at=NOW, token=CORRELATION, rest={"other": "digest"}, executor=CAROL.id, answer=answer)
    return lambda change: steps.settle(change, to, attempt=attempt, note="Read back.", at=NOW)


_WAYS: Mapping[State, tuple[Callable[[Change], Stepped], ...]] = {
    State.DRAFT: (),
    State.WAITING: (_send,),
    State.RETURNED: (_send, _give_back),
    State.APPROVED: (_send, _approve),
    State.APPLYING: (_send, _approve, _claim),
    State.APPLIED: (_send, _approve, _claim, _note_answer, _settle(State.APPLIED)),
    State.FAILED: (_send, _approve, _claim, _note_answer, _settle(State.FAILED)),
    State.UNKNOWN: (_send, _approve, _claim, _note_answer, _settle(State.UNKNOWN)),
    State.STALE: (_send, _approve, _drop),
    State.WITHDRAWN: (_send, _withdraw),
    State.REJECTED: (_send, _reject),
    State.EXPIRED: (_send, _expire),
}
