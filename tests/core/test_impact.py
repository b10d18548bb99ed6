"""Who gains and who loses, counted by the core and by hand, one account after the other."""

import itertools

from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.impact import (
    COUNTING,
    NONE,
    UNCOUNTED,
    Account,
    Crowd,
    Impact,
    Members,
    compare,
    count_fill,
    count_fill_and_set,
    fill,
    sort_account,
    weigh,
)
from bot.core.setting import GroupId, Mode, Setting

A, B = GroupId("a"), GroupId("b")
EVERYONE, NOBODY, UNTOLD = Setting(Mode.EVERYONE), Setting(Mode.NOBODY), Setting(Mode.UNTOLD)
ON_A, ON_B = Setting(Mode.GROUP, A), Setting(Mode.GROUP, B)


def by_hand(kinds, before, after, direct):
    """Count one account after the other. *before* and *after* are who is covered, *direct* who is so directly."""

    def count(some, held):
        return Crowd(
            people=len(some),
            nested=sum(1 for user in some if held is not None and user not in held),
            guests=sum(1 for user in some if kinds[user] is Account.GUEST),
            disabled=sum(1 for user in some if kinds[user] is Account.DISABLED),
        )

    gain = [user for user in kinds if user in after and user not in before]
    lose = [user for user in kinds if user in before and user not in after]
    same = [user for user in kinds if (user in before) is (user in after)]
    return Impact(gain=count(gain, direct[1]), lose=count(lose, direct[0]), unchanged=len(same))


@st.composite
def worlds(draw):
    """A tenant of up to twelve accounts, two groups with nested members, and a list of people to add."""
    users = [f"u{number}" for number in range(draw(st.integers(0, 12)))]
    kinds = {user: draw(st.sampled_from(Account)) for user in users}
    some = st.sets(st.sampled_from(users)) if users else st.just(set())
    groups = []
    for _ in (A, B):
        direct, nested = draw(some), draw(some)
        groups.append(Members(accounts={user: kinds[user] for user in direct | nested}, direct=frozenset(direct)))
    added = [user for user in draw(some) if kinds[user] is Account.ORDINARY and user not in groups[1].direct]
    return kinds, *groups, added


def whole(kinds):
    return Members(accounts=kinds, direct=kinds.keys()).crowd


@given(worlds())
def test_all_nine_ways_count_as_a_person_would(world):
    kinds, a, b, _ = world
    sides = {
        EVERYONE: (set(kinds), None),
        NOBODY: (set(), None),
        ON_A: (a.accounts, a.direct),
        ON_B: (b.accounts, b.direct),
    }
    crowds = {ON_A: a.crowd, ON_B: b.crowd}
    for before, after in itertools.product(sides, repeat=2):
        (old, held), (new, wanted) = sides[before], sides[after]
        counted = weigh(before, after, everyone=whole(kinds), old=crowds.get(before), new=crowds.get(after))
        if {before, after} == {ON_A, ON_B}:
            assert counted == COUNTING
            counted = compare(*((a, b) if before == ON_A else (b, a)), everyone=len(kinds))
        assert counted == by_hand(kinds, old, new, (held, wanted)), (before, after)
        assert counted.gain.people + counted.lose.people + counted.unchanged == len(kinds)


@given(worlds())
def test_filling_a_group_and_selecting_it_counts_the_group_as_it_will_be(world):
    kinds, a, b, added = world
    filled = {*b.accounts, *added}
    held = b.direct | set(added)
    for before, old, old_direct in ((EVERYONE, set(kinds), None), (NOBODY, set(), None), (ON_A, a.accounts, a.direct)):
        counted = count_fill_and_set(before, B, added, members=b, everyone=whole(kinds), old=a)
        assert counted == by_hand(kinds, old, filled, (old_direct, held)), before
    assert count_fill_and_set(ON_A, B, added, members=b, everyone=whole(kinds)) == COUNTING
    assert count_fill_and_set(UNTOLD, B, added, members=b, everyone=whole(kinds)) == UNCOUNTED


@given(worlds())
def test_filling_alone_is_for_those_who_are_not_covered_yet(world):
    kinds, _, b, added = world
    gained = by_hand(kinds, b.accounts, {*b.accounts, *added}, (b.direct, b.direct | set(added)))
    assert count_fill(ON_B, B, added, members=b, everyone=whole(kinds)) == gained
    assert count_fill_and_set(ON_B, B, added, members=b, everyone=whole(kinds)) == gained
    for before in (EVERYONE, NOBODY, ON_A, UNTOLD):
        nothing = Impact(gain=NONE, lose=NONE, unchanged=len(kinds))
        assert count_fill(before, B, added, members=b, everyone=whole(kinds)) == nothing


@given(worlds())
def test_who_was_in_it_through_another_group_is_in_it_directly_once_added(world):
    _, a, _, _ = world
    added = [user for user in a.accounts if user not in a.direct]
    assert fill(a, added).crowd == Crowd(
        people=a.crowd.people, nested=0, guests=a.crowd.guests, disabled=a.crowd.disabled
    )
    assert fill(a, iter(added)).crowd == fill(a, [*added, *added]).crowd


CROWDS = st.builds(Crowd, people=st.integers(0, 9), nested=st.integers(0, 9), guests=st.integers(0, 9))
SETTINGS = st.sampled_from([EVERYONE, NOBODY, UNTOLD, ON_A, ON_B])


@given(SETTINGS, SETTINGS, CROWDS, st.none() | CROWDS, st.none() | CROWDS)
@example(EVERYONE, ON_A, Crowd(people=3, guests=1), None, Crowd(people=4, guests=2))
def test_counts_that_do_not_fit_each_other_make_no_negative_people(before, after, everyone, old, new):
    """The tenant moves on between two counts, and Graph's index lags."""
    impact = weigh(before, after, everyone=everyone, old=old, new=new)
    for crowd in (impact.gain, impact.lose):
        assert crowd is None or min(crowd.people, crowd.nested, crowd.guests, crowd.disabled) >= 0
    assert impact.unchanged is None or impact.unchanged >= 0
    assert impact.unchanged is None or None not in {impact.gain, impact.lose}


def test_what_could_not_be_counted_is_not_guessed():
    ten = Crowd(people=10)
    assert weigh(NOBODY, ON_A, everyone=ten, old=None, new=None) == Impact(gain=None, lose=NONE, unchanged=None)
    assert weigh(EVERYONE, ON_A, everyone=ten, old=None, new=None) == Impact(gain=NONE, lose=None, unchanged=None)
    assert weigh(ON_A, ON_B, everyone=ten, old=None, new=Crowd(people=3)) == UNCOUNTED
    assert weigh(ON_A, ON_B, everyone=ten, old=Crowd(people=3), new=None) == UNCOUNTED
    assert weigh(UNTOLD, NOBODY, everyone=ten, old=None, new=None) == Impact(gain=NONE, lose=None, unchanged=None)
    assert weigh(UNTOLD, EVERYONE, everyone=ten, old=None, new=None) == Impact(gain=None, lose=NONE, unchanged=None)
    assert weigh(UNTOLD, ON_A, everyone=ten, old=None, new=Crowd(people=3)) == UNCOUNTED


def test_a_guest_is_a_guest_whether_disabled_or_not():
    sorts = [sort_account(is_guest=guest, is_enabled=enabled) for guest in (True, False) for enabled in (True, False)]
    assert sorts == [Account.GUEST, Account.GUEST, Account.ORDINARY, Account.DISABLED]
