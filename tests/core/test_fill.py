"""A list becomes a plan: each row has one fate, nobody is added twice, and any other list is another plan."""

from collections import Counter
from dataclasses import replace

import pytest
from fakes.samples import ALICE, LATER, RULES, SALES, a_plan
from hypothesis import given
from hypothesis import strategies as st

from bot.core.fill import (
    AMBIGUOUS,
    NO_KEY,
    Creation,
    Fate,
    Fill,
    Item,
    Unfillable,
    count_fates,
    count_missed,
    judge_account,
    judge_fillable,
    list_items,
    take_digest,
)
from bot.core.fingerprint import Terms, take_fingerprint
from bot.core.group import Group, Kind
from bot.core.listing import Row
from bot.core.policy import Person, UserId
from bot.core.roster import Roster
from bot.core.setting import GroupId

ANN = Person(id=UserId("00000000-0000-4000-8000-00000000000a"), name="Ann")
BEN = Person(id=UserId("00000000-0000-4000-8000-00000000000b"), name="Ben")
GUEST = replace(BEN, id=UserId("00000000-0000-4000-8000-00000000000c"), is_guest=True)
DISABLED = replace(BEN, id=UserId("00000000-0000-4000-8000-00000000000d"), is_enabled=False)
TWIN = replace(ANN, id=UserId("00000000-0000-4000-8000-00000000000e"))
FOUND = {
    "ann@contoso.com": [ANN],
    "ann.miller@contoso.com": [ANN],
    ANN.id: [ANN],
    "ben@contoso.com": [BEN],
    "guest@fabrikam.com": [GUEST],
    "left@contoso.com": [DISABLED],
    "info@contoso.com": [ANN, TWIN],
}


def rows(*keys):
    return [Row(line=line, typed=key or "—", key=key) for line, key in enumerate(keys, start=2)]


def fates(*keys, members=()):
    return [item.fate for item in list_items(rows(*keys), FOUND, members)]


# What stands in a row, and what becomes of it. Ben is in the group.
TABLE = {
    "ann@contoso.com": (Fate.PENDING, ""),
    ANN.id: (Fate.PENDING, ""),
    "ben@contoso.com": (Fate.ALREADY, ""),
    "guest@fabrikam.com": (Fate.GUEST, ""),
    "left@contoso.com": (Fate.DISABLED, ""),
    "nobody@contoso.com": (Fate.NOT_FOUND, ""),
    "info@contoso.com": (Fate.FAILED, AMBIGUOUS),
    "": (Fate.FAILED, NO_KEY),
}


@pytest.mark.parametrize("key", TABLE)
def test_each_kind_of_row_has_its_fate(key):
    """FILE-09."""
    (item,) = list_items(rows(key), FOUND, {BEN.id})
    assert (item.fate, item.why) == TABLE[key]
    assert (item.place, item.line) == (0, 2)


def test_one_person_by_sign_in_name_object_id_and_mail_is_added_once():
    """FILE-09."""
    typed = ("ann.miller@contoso.com", ANN.id, "ann@contoso.com", "ann@contoso.com")
    assert fates(*typed) == [Fate.PENDING, Fate.TWICE, Fate.TWICE, Fate.TWICE]
    assert fates(*typed, members={ANN.id}) == [Fate.ALREADY, Fate.TWICE, Fate.TWICE, Fate.TWICE]


def test_two_rows_that_nobody_knows_are_two_rows_not_found():
    assert fates("x@contoso.com", "y@contoso.com", "", "") == [Fate.NOT_FOUND] * 2 + [Fate.FAILED] * 2


def test_a_guest_or_disabled_account_in_the_group_is_said_to_be_in_it():
    """Nothing is done about them; that they are in is what somebody has to know."""
    assert fates("guest@fabrikam.com", "left@contoso.com", members={GUEST.id, DISABLED.id}) == [Fate.ALREADY] * 2


def test_a_disabled_guest_is_a_guest():
    assert judge_account(replace(GUEST, is_enabled=False)) is Fate.GUEST


keys = st.sampled_from([*FOUND, "nobody@contoso.com", "", "x@fabrikam.com"])


@given(st.lists(keys, max_size=40), st.sets(st.sampled_from([ANN.id, BEN.id, GUEST.id, DISABLED.id])))
def test_every_row_has_one_fate_and_nobody_stands_there_to_be_added_twice(typed, members):
    """FILE-09: nothing is shorter than what was given."""
    items = list(list_items(rows(*typed), FOUND, members))
    assert [(item.place, item.typed) for item in items] == [(place, key or "—") for place, key in enumerate(typed)]
    assert sum(count_fates(items).values()) == len(typed)
    added = [item.user for item in items if item.fate is Fate.PENDING]
    assert all(times == 1 for times in Counter(added).values())
    assert not set(added) & members
    assert set(added) <= {ANN.id, BEN.id}
    assert all(item.user for item in items if item.fate in {Fate.PENDING, Fate.ALREADY, Fate.TWICE})
    assert all(item.why for item in items if item.fate is Fate.FAILED)


# ---- one list is one plan --------------------------------------------------------------------------------------------

ITEMS = (
    Item(place=0, line=2, typed="ann@contoso.com", user=ANN.id),
    Item(place=1, line=3, typed="ben@contoso.com", user=BEN.id, fate=Fate.ALREADY),
)
OTHER_LISTS = {
    "a row less": ITEMS[:1],
    "a row more": (*ITEMS, Item(place=2, line=4, typed="x@contoso.com", fate=Fate.NOT_FOUND)),
    "the other order": ITEMS[::-1],
    "another word": (replace(ITEMS[0], typed="ann.miller@contoso.com"), ITEMS[1]),
    "another person": (replace(ITEMS[0], user=TWIN.id), ITEMS[1]),
    "another fate": (ITEMS[0], replace(ITEMS[1], fate=Fate.PENDING)),
    "another line": (replace(ITEMS[0], line=9), ITEMS[1]),
    "an empty list": (),
}


@pytest.mark.parametrize("other", OTHER_LISTS)
def test_any_other_list_has_another_digest(other):
    """FILE-11: a file that was swapped between preview and confirmation is another plan."""
    assert take_digest(SALES, OTHER_LISTS[other]) != take_digest(SALES, ITEMS)
    assert take_digest(SALES, list(ITEMS)) == take_digest(SALES, ITEMS)


def test_the_same_list_for_another_group_has_another_digest():
    """FILE-11."""
    assert take_digest(replace(SALES, id=GroupId("other")), ITEMS) != take_digest(SALES, ITEMS)


texts = st.text(alphabet='ab",[]\\ \n;', max_size=6)
lists = st.lists(st.tuples(st.integers(1, 3), texts, texts, st.sampled_from(list(Fate))), max_size=4)


@given(lists, lists)
def test_no_two_lists_share_a_digest_whatever_stands_in_them(one, other):
    """FILE-11: a row's words cannot end what they stand in."""

    def digest(listed):
        items = [
            Item(place=place, line=line, typed=typed, user=user, fate=fate)
            for place, (line, typed, user, fate) in enumerate(listed)
        ]
        return take_digest(SALES, items)

    assert (digest(one) == digest(other)) == (one == other)


def fingerprint(**fields):
    plan = replace(a_plan(), **fields)
    terms = Terms(
        tenant=RULES.tenant,
        before=plan.before,
        after=plan.after,
        roster=plan.roster,
        drift=5,
        rules=RULES.digest,
        expires_at=LATER,
        task=plan.spell_task(),
    )
    return take_fingerprint(terms)


def a_fill(items=ITEMS, group=SALES):
    digest = take_digest(group, items)
    return Fill(group=group, source="old.csv", digest=digest, tally=count_fates(items), after=Roster(people=13))


def test_the_fingerprint_covers_list_and_group():
    """FILE-11 APPR-09: an approval of one list is for no other."""
    approved = fingerprint(fill=a_fill())
    assert fingerprint(fill=a_fill()) == approved
    others = [a_fill(items) for items in OTHER_LISTS.values()]
    others.append(a_fill(group=replace(SALES, id=GroupId("other"))))
    others.append(replace(a_fill(), after=Roster(people=14)))
    told = [fingerprint(fill=other) for other in others] + [fingerprint()]
    assert len({approved, *told}) == len(told) + 1


def test_the_fingerprint_covers_the_name_of_a_group_to_be_made():
    made = Creation(name="LinkedIn users", nickname="linkgate-1")
    others = [None, replace(made, name="LinkedIn  users"), replace(made, nickname="linkgate-2")]
    assert fingerprint(creation=made) not in {fingerprint(creation=other) for other in others}
    spelt = {fingerprint(creation=made), fingerprint(creation=Creation(name="b", nickname="a"))}
    assert fingerprint(creation=Creation(name="1 LinkedIn users", nickname="linkgate-")) not in spelt


# ---- which groups ----------------------------------------------------------------------------------------------------

PLAIN = Group(id=GroupId("g"), name="G", direct=3, people=3)
GROUPS = {
    "plain": (PLAIN, None),
    "dynamic": (replace(PLAIN, is_dynamic=True), Unfillable.DYNAMIC),
    "synced": (replace(PLAIN, is_synced=True), Unfillable.SYNCED),
    "role-assignable": (replace(PLAIN, is_role_assignable=True), Unfillable.ROLE_ASSIGNABLE),
    "Microsoft 365": (replace(PLAIN, kind=Kind.MICROSOFT_365), Unfillable.MICROSOFT_365),
    "mail-enabled": (replace(PLAIN, kind=Kind.MAIL_SECURITY), Unfillable.MAIL_SECURITY),
    "distribution": (replace(PLAIN, kind=Kind.DISTRIBUTION), Unfillable.DISTRIBUTION),
    "one whose members nobody may see": (replace(PLAIN, direct=None, people=None), Unfillable.UNREADABLE),
    "dynamic Microsoft 365": (replace(PLAIN, is_dynamic=True, kind=Kind.MICROSOFT_365), Unfillable.DYNAMIC),
}


@pytest.mark.parametrize("kind", GROUPS)
def test_only_a_plain_cloud_security_group_can_be_filled(kind):
    """PLAN-08."""
    group, reason = GROUPS[kind]
    assert judge_fillable(group) is reason


def test_every_kind_of_group_is_judged():
    assert {judge_fillable(replace(PLAIN, kind=kind)) is None for kind in Kind} == {True, False}


# ---- what is missing -------------------------------------------------------------------------------------------------


def test_who_came_otherwise_is_not_missed():
    """Of 10 to be added 6 were, and 2 joined by somebody else's hand; 3 had been in before."""
    fill = replace(a_fill(), tally={Fate.PENDING: 10, Fate.ALREADY: 3})
    assert count_missed(fill, {Fate.ADDED: 6, Fate.ALREADY: 5, Fate.FAILED: 2}) == 2
    assert count_missed(fill, {Fate.ADDED: 10, Fate.ALREADY: 3}) == 0
    assert count_missed(fill, {Fate.PENDING: 10, Fate.ALREADY: 3}) == 10
    assert count_missed(fill, {Fate.ADDED: 8, Fate.ALREADY: 3, Fate.UNSURE: 2}) == 2


def test_alice_may_be_listed_in_her_own_list():
    """Whoever asks is a person like any other."""
    (item,) = list_items(rows("alice@contoso.com"), {"alice@contoso.com": [ALICE]}, ())
    assert (item.fate, item.user) == (Fate.PENDING, ALICE.id)
