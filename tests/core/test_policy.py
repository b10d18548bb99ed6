"""Who may do what: every right for every kind of person, against the handbook's table."""

from dataclasses import replace

import pytest
from fakes.samples import ALICE, BOB, CAROL

from bot.core.policy import Reason, Right, Standing, judge, list_deciders

GUEST, DISABLED, ASK, APPROVE, OWN, LOOK = (
    Reason.GUEST,
    Reason.DISABLED,
    Reason.NOT_OPERATOR,
    Reason.NOT_APPROVER,
    Reason.OWN_REQUEST,
    Reason.NOT_INVOLVED,
)

# (admin, operator, approver): what see, ask, decide (somebody else's request) and look are answered with; None: allowed
HANDBOOK = {
    (False, False, False): (None, ASK, APPROVE, LOOK),
    (False, False, True): (None, ASK, None, None),
    (False, True, False): (None, None, APPROVE, None),
    (False, True, True): (None, None, None, None),
    (True, False, False): (None, None, APPROVE, None),
    (True, False, True): (None, None, None, None),
    (True, True, False): (None, None, APPROVE, None),
    (True, True, True): (None, None, None, None),
}
RIGHTS = (Right.SEE, Right.ASK, Right.DECIDE, Right.LOOK)


def standing(roles, **person):
    admin, operator, approver = roles
    return Standing(person=replace(BOB, **person), is_admin=admin, is_operator=operator, is_approver=approver)


@pytest.mark.parametrize("roles", HANDBOOK)
def test_each_right_is_judged_as_the_handbook_says(roles):
    someone = standing(roles)
    assert tuple(judge(someone, right, requester=ALICE.id).reason for right in RIGHTS) == HANDBOOK[roles]


@pytest.mark.parametrize("roles", HANDBOOK)
@pytest.mark.parametrize("right", RIGHTS)
def test_guests_and_disabled_accounts_may_nothing_whatever_their_roles(roles, right):
    """ID-03 ID-07."""
    assert judge(standing(roles, is_guest=True), right).reason is GUEST
    assert judge(standing(roles, is_enabled=False), right).reason is DISABLED


@pytest.mark.parametrize("roles", HANDBOOK)
def test_nobody_decides_on_their_own_request_not_even_an_admin(roles):
    """APPR-01."""
    assert judge(standing(roles), Right.DECIDE, requester=BOB.id).reason is OWN


def test_only_enabled_members_besides_the_requester_could_decide():
    guest, gone = replace(CAROL, id="g", is_guest=True), replace(CAROL, id="x", is_enabled=False)
    assert list_deciders([CAROL, BOB, BOB, ALICE, guest, gone], ALICE.id) == (BOB, CAROL)
    assert list_deciders([ALICE], ALICE.id) == ()
