"""The checker finds each thing that must never be, and nothing in a history that is as it should be."""

from dataclasses import replace

import pytest
from campaign.checker import Finding, Kind, check, count_torn
from campaign.history import Asked, Clicked, History, Joined, Landed, Put, Shown
from fakes.samples import ALICE, BOB, CAROL, CORRELATION, HOME, NOW, SALES, a_card, a_story, a_word

from bot.core.chain import Anchor, Head, Line, seal
from bot.core.change import State
from bot.core.fill import Fate, Fill, Item
from bot.core.ledger import Event
from bot.core.notice import Audience, Topic
from bot.edges.store.codec import split
from bot.edges.store.tables import LEDGER

KEY = b"k" * 32
GROUP, NOBODY = 4, 1
NEWS = {
    State.APPLIED: (Topic.APPROVED, Topic.APPLIED),
    State.FAILED: (Topic.APPROVED, Topic.FAILED),
    State.STALE: (Topic.APPROVED, Topic.STALE),
    State.REJECTED: (Topic.REJECTED,),
    State.WITHDRAWN: (),
}


def seal_all(entries):
    lines, before = [], ""
    for seq, entry in enumerate(entries, start=1):
        line = Line(seq=seq, request=entry.request, event=entry.event, body=split(entry, LEDGER)["body"], seal="")
        before = seal(KEY, line, before)
        lines.append(replace(line, seal=before))
    return tuple(lines)


def tell(state=State.APPLIED):
    """Tell how one request came to *state*, and everybody heard of it."""
    story = a_story(state)
    change, entries = story[-1][0], tuple(entry for _, entry in story)
    own = a_card(change, id="own", audience=Audience.REQUESTER, to=None, place=HOME)
    notices = [own, *(a_card(change, id=one.name, to=one.id) for one in (BOB, CAROL))]
    notices += [a_word(change, topic) for topic in NEWS[state]]
    notices = [replace(notice, message=f"m-{notice.id}", shown=change.rev) for notice in notices]
    is_written = any(entry.event is Event.CLAIMED for entry in entries)
    return History(
        entries=entries,
        lines=seal_all(entries),
        key=KEY,
        changes=(change,),
        notices=tuple(notices),
        puts=(Put(id=CORRELATION),) if is_written else (),
        landed=(Landed(id=CORRELATION, at=NOW, value=GROUP),) if state is State.APPLIED else (),
        asked=(Asked(by=ALICE.id, origin=change.origin, status=200),),
        clicked=(Clicked(by=ALICE.id, shown=Shown(number=1, state=State.WAITING)),),
        cards={notice.message: (Shown(number=1, state=state),) for notice in notices},
    )


def without(history, event):
    entries = tuple(entry for entry in history.entries if entry.event is not event)
    return replace(history, entries=entries, lines=seal_all(entries))


def with_notice(history, name, **fields):
    changed = tuple(replace(one, **fields) if one.id == name else one for one in history.notices)
    return replace(history, notices=changed)


def kinds(history):
    return {finding.kind for finding in check(history)}


@pytest.mark.parametrize("state", list(NEWS))
def test_a_history_as_it_should_be_has_nothing_to_find(state):
    """REL-01 APLY-06 AUD-07."""
    assert check(tell(state)) == ()


def test_a_message_that_was_taken_and_came_to_nothing_is_lost():
    """REL-01."""
    history = tell()
    taken = Asked(by=ALICE.id, origin="a:1/other", status=200)
    assert kinds(replace(history, asked=(taken,))) == {Kind.LOST}
    for fate in ({"is_told": True}, {"status": 202}, {"status": 502}, {"status": None}):
        assert check(replace(history, asked=(replace(taken, **fate),))) == ()


def test_a_click_that_was_shown_what_never_was_is_lost():
    """REL-01."""
    history = tell(State.WITHDRAWN)
    for who, shown in (
        (ALICE, Shown(number=1, state=State.APPROVED)),
        (ALICE, Shown(number=2, state=State.WAITING)),
        (BOB, Shown(number=1, state=State.WAITING, has_voted=True)),
    ):
        assert kinds(replace(history, clicked=(Clicked(by=who.id, shown=shown),))) == {Kind.LOST}
    voted = Clicked(by=BOB.id, shown=Shown(number=1, state=State.WAITING, has_voted=True))
    assert check(replace(tell(), clicked=(voted,))) == ()


def test_a_write_is_sent_once_and_lands_once():
    """APLY-06."""
    history = tell()
    assert kinds(replace(history, puts=history.puts * 2)) == {Kind.DOUBLED}
    assert kinds(replace(history, landed=history.landed * 2)) == {Kind.DOUBLED}


def test_one_message_makes_one_request_and_so_do_the_same_words():
    """REL-01."""
    history = tell(State.WITHDRAWN)
    again = replace(history.changes[0], number=2)
    assert Kind.DOUBLED in kinds(replace(history, changes=(*history.changes, again)))
    other = replace(again, origin="a:1|another")
    assert Kind.DOUBLED in kinds(replace(history, changes=(*history.changes, other)))
    assert Kind.DOUBLED not in kinds(replace(history, changes=(*history.changes, replace(other, reason="why not"))))


@pytest.mark.parametrize("event", [Event.PLANNED, Event.SENT, Event.APPROVED, Event.WRITTEN, Event.SETTLED])
def test_a_state_without_its_entry_is_torn(event):
    """AUD-07."""
    assert Kind.TORN in kinds(without(tell(), event))


def test_an_entry_without_its_state_is_torn():
    """AUD-07."""
    history = tell()
    before = a_story(State.APPLYING)[-1][0]
    assert Kind.TORN in kinds(replace(history, changes=(before,)))
    assert Kind.TORN in kinds(replace(history, changes=()))


def test_votes_that_the_ledger_has_otherwise_are_torn():
    """AUD-07."""
    history = tell()
    (change,) = history.changes
    assert kinds(replace(history, changes=(replace(change, votes=()),))) == {Kind.TORN}


def test_a_write_without_its_claim_is_torn():
    """APLY-06."""
    history = tell(State.STALE)
    assert kinds(replace(history, puts=(Put(id="unheard of"),))) == {Kind.TORN}


def test_a_chain_that_was_cut_or_altered_is_torn():
    """AUD-07."""
    history = tell()
    ahead = Anchor(head=Head(count=len(history.lines) + 1, seal="f" * 64))
    assert kinds(replace(history, anchors=(ahead,))) == {Kind.TORN}
    edited = replace(history.lines[1], body=history.lines[1].body.replace("Pilot", "Later"))
    assert kinds(replace(history, lines=(history.lines[0], edited, *history.lines[2:]))) == {Kind.TORN}


def test_what_is_counted_at_one_moment_is_equal():
    """AUD-07."""
    assert count_torn(7, 7) == ""
    assert "8 steps" in count_torn(8, 7)


def test_what_is_owed_and_was_never_brought_is_unowned():
    """REL-12 REL-13."""
    history = tell()
    rev = history.changes[0].rev
    word = next(notice.id for notice in history.notices if notice.topic is Topic.APPLIED)
    for name, fate in (
        ("own", {"shown": rev - 1}),
        ("own", {"message": ""}),
        (BOB.name, {"is_dead": True}),
        (word, {"message": ""}),
    ):
        assert kinds(with_notice(history, name, **fate)) == {Kind.UNOWNED}


def test_somebody_whom_nobody_owes_anything_is_found():
    """REL-12."""
    history = tell()
    for notice in history.notices:
        fewer = tuple(one for one in history.notices if one is not notice)
        assert kinds(replace(history, notices=fewer)) == {Kind.UNOWNED}


def test_a_card_that_is_behind_or_gone_is_found():
    """REL-13."""
    history = tell()
    behind = {**history.cards, "m-own": (Shown(number=1, state=State.WAITING),)}
    assert kinds(replace(history, cards=behind)) == {Kind.UNOWNED}
    gone = {name: seen for name, seen in history.cards.items() if name != "m-own"}
    assert kinds(replace(history, cards=gone)) == {Kind.UNOWNED}


def test_applied_means_that_it_is_there():
    """APLY-06."""
    history = tell()
    assert kinds(replace(history, landed=())) == {Kind.UNTRUE}
    others = Landed(id="", at=NOW, value=GROUP)
    assert check(replace(history, landed=(others,))) == ()
    assert kinds(replace(history, landed=(replace(others, value=NOBODY),))) == {Kind.UNTRUE}


def test_not_applied_means_that_nothing_of_it_is_there():
    """APLY-06."""
    history = tell(State.FAILED)
    landed = Landed(id=CORRELATION, at=NOW, value=GROUP)
    assert kinds(replace(history, landed=(landed,))) == {Kind.UNTRUE}


def with_rows(history, *fates):
    """Give the request a list of as many rows; whoever was added was let in."""
    items = tuple(
        Item(place=place, line=place + 2, typed=f"p{place}", user=f"user-{place}", fate=fate)
        for place, fate in enumerate(fates)
    )
    (change,) = history.changes
    fill = Fill(group=SALES, source="old.csv", digest="d", tally={Fate.PENDING: len(fates)})
    joined = tuple(Joined(group=SALES.id, user=item.user) for item in items if item.fate is Fate.ADDED)
    changes = (replace(change, plan=replace(change.plan, fill=fill)),)
    return replace(history, changes=changes, rows={change.number: items}, joined=joined)


ROWS = (Fate.ADDED, Fate.ADDED, Fate.FAILED, Fate.NOT_FOUND, Fate.ALREADY)


def list_findings(history):
    return {
        finding.kind for finding in check(history) if finding.kind is not Kind.TORN
    }  # by the ledger there is no list


def test_a_list_as_it_should_be_has_nothing_to_find():
    """REL-01."""
    for state in (State.APPLIED, State.FAILED, State.STALE):
        assert list_findings(with_rows(tell(state), *ROWS)) == set()


def test_nobody_is_let_into_a_group_twice():
    """REL-01 APLY-06."""
    history = with_rows(tell(), *ROWS)
    assert list_findings(replace(history, joined=history.joined * 2)) == {Kind.DOUBLED}
    elsewhere = tuple(replace(one, group="other") for one in history.joined)
    assert list_findings(replace(history, joined=(*history.joined, *elsewhere))) == set()


def test_a_row_says_what_became_of_its_person():
    """APLY-06."""
    history = with_rows(tell(), *ROWS)
    assert list_findings(replace(history, joined=history.joined[1:])) == {Kind.UNTRUE}
    missing = Joined(group=SALES.id, user="user-2")
    assert list_findings(replace(history, joined=(*history.joined, missing))) == {Kind.UNTRUE}


def test_a_row_without_a_fate_is_found_behind_what_was_carried_out():
    """REL-01."""
    assert list_findings(with_rows(tell(), Fate.ADDED, Fate.PENDING)) == {Kind.UNENDED}
    assert list_findings(with_rows(tell(State.STALE), Fate.PENDING)) == set()


@pytest.mark.parametrize("state", [State.APPROVED, State.APPLYING, State.UNKNOWN])
def test_what_does_not_come_to_rest_is_found(state):
    """REL-01."""
    story = a_story(state)
    history = replace(tell(State.WITHDRAWN), changes=(story[-1][0],), entries=tuple(entry for _, entry in story))
    assert Finding(Kind.UNENDED, f"LI-1 is still {state}.") in check(history)
