"""However long names and reasons are, a card stays small enough for Teams and keeps its buttons."""

import json
from dataclasses import replace

import pytest
from deck.every import for_each
from fakes.samples import a_change

import cards
from bot.core.change import State, Vote
from bot.core.group import Caution, Group
from bot.core.impact import Crowd, Impact
from bot.core.notice import Audience
from bot.core.page import Page
from bot.core.policy import Person, UserId
from bot.core.setting import GroupId
from bot.core.view import ChangeView, ChoiceView, ListKind, ListView
from bot.edges.teams.render import answer, compose
from bot.sim.teams.connector import LIMIT
from cards.gallery import NOON, gallery
from cards.gallery.offices import DYNAMIC, REMOVE_THEIRS, SALES_ON, live_office

BIGGEST = 28 * 1024
"""Bytes of a card with its message, the lowest of the limits that Microsoft has named; for bots it is LIMIT now."""
GALLERY = gallery()
WORST = (
    "W" * 256,
    "﷽" * 256,
    "😀" * 128,
    "a\u0301\u0301\u0301" * 64,
)


def weigh(*written):
    """Weigh what is sent; in bytes of the heaviest, each of which Teams would take."""
    assert max(len(one.encode("utf-16-le")) for one in written) <= LIMIT / 2
    return max(len(one.encode()) for one in written)


def write(view):
    """Write a view as it is posted or edited in, and as the answer to a click, which is the card and no more."""
    posted, answered = compose(view, mention="@Linkgate ", ref="1f0c2b3a"), answer(view, ref="1f0c2b3a")
    return [json.dumps(one, ensure_ascii=False) for one in (posted, answered)]


def titles(view):
    return [part["title"] for part in _actions(cards.draw(view))]


def _actions(part):
    if isinstance(part, dict):
        if str(part.get("type")).startswith("Action."):
            yield part
        for inner in part.values():
            yield from _actions(inner)
    if isinstance(part, list):
        for inner in part:
            yield from _actions(inner)


@for_each(GALLERY)
def test_every_card_of_the_gallery_is_light_enough(name):
    """CARD-11."""
    assert weigh(*write(GALLERY[name])) <= BIGGEST


@pytest.mark.parametrize("text", WORST, ids=range(len(WORST)))
@pytest.mark.parametrize("state", list(State))
def test_the_longest_names_and_reasons_hide_no_button_and_no_id(text, state):
    """CARD-11."""
    crowd = tuple(Person(id=UserId(f"{number:08x}-0000-4000-8000-000000000000"), name=text) for number in range(8))
    whole = a_change(state)
    group = replace(whole.plan.after_group, name=text)
    many = Crowd(people=1_234_567, nested=234_567, guests=34_567, disabled=4_567)
    plan = replace(
        whole.plan,
        before_group=group,
        after_group=group,
        cautions=tuple(Caution),
        impact=Impact(gain=many, lose=many, unchanged=many.people, is_counting=True, at=NOON),
    )
    change = replace(
        whole,
        plan=plan,
        requester=replace(whole.requester, name=text),
        reason=(text * 8)[:1_000],
        note=(text * 8)[:1_000] if state is State.REJECTED else whole.note,
        votes=tuple(Vote(by=one, at=NOON) for one in crowd),
        decider=crowd[0],
        needed=9,
    )
    watchers = tuple(f"29:{'x' * 60}{number}" for number in range(60))
    for audience in Audience:
        view = ChangeView(change=change, audience=audience, viewer=UserId("v"), watchers=watchers)
        posted, drawn = write(view)
        assert weigh(posted, drawn) <= BIGGEST
        assert group.id[-12:] in drawn
        if (state, audience) == (State.WAITING, Audience.APPROVER):
            assert titles(view)[:2] == ["Approve", "Reject…"]


@pytest.mark.parametrize("text", WORST, ids=range(len(WORST)))
def test_a_list_of_a_thousand_shows_what_fits_and_counts_the_rest(text):
    """CARD-11."""
    change = a_change(State.REJECTED, note=text)
    crowd = tuple(
        replace(change, number=number, requester=replace(change.requester, name=text)) for number in range(1_000, 0, -1)
    )
    lost = tuple((number, 3) for number in range(1_000))
    for kind in ListKind:
        view = ListView(kind=kind, page=Page(changes=crowd, total=1_000), at=NOON, undelivered=lost)
        posted, drawn = write(view)
        assert weigh(posted, drawn) <= BIGGEST
        assert "of 1,000" in drawn
        assert "LI-1000" in drawn
        assert "more requests" in drawn
        assert len(titles(view)) == 2
    groups = tuple(
        Group(id=GroupId(f"{number:08x}-0000-4000-8000-000000000000"), name=text, direct=1, people=2)
        for number in range(15)
    )
    choice = ChoiceView(typed=text, groups=groups, is_cut=True, reason=(text * 8)[:1_000], ticket="1" * 64)
    assert weigh(*write(choice)) <= BIGGEST
    assert titles(choice) == ["Continue"]
    assert all(group.id in json.dumps(cards.draw(choice)) for group in groups)


@pytest.mark.parametrize("text", WORST, ids=range(len(WORST)))
@pytest.mark.parametrize("state", list(State))
def test_the_longest_names_leave_the_ids_of_group_and_policy_on_the_card(text, state):
    """CARD-11."""
    policy = replace(SALES_ON, name=text)
    step = replace(
        REMOVE_THEIRS, group=replace(DYNAMIC.group, name=text), policy=policy, name=text[:200], rivals=(policy,) * 9
    )
    crowd = tuple(Person(id=UserId(f"{number:08x}-0000-4000-8000-000000000000"), name=text) for number in range(8))
    change = replace(
        live_office(state, step),
        requester=crowd[0],
        decider=crowd[0],
        reason=(text * 8)[:1_000],
        votes=tuple(Vote(by=one, at=NOON) for one in crowd),
        needed=9,
    )
    for audience in Audience:
        view = ChangeView(change=change, audience=audience, viewer=UserId("v"))
        posted, drawn = write(view)
        assert weigh(posted, drawn) <= BIGGEST
        assert policy.id[-12:] in drawn
        assert step.group.id[-12:] in drawn
