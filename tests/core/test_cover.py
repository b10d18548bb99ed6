"""What a change makes of how somebody is covered; of what nobody can tell, nothing is told."""

from itertools import product

import pytest

from bot.core.cover import Cover, Outlook, foresee, is_covered, rank

IN, OUT = {Cover.EVERYONE, Cover.DIRECT, Cover.NESTED}, {Cover.OUTSIDE, Cover.NOBODY}


@pytest.mark.parametrize(("now", "after"), list(product(Cover, Cover)))
def test_every_pair_is_a_gain_a_loss_no_change_or_unknown(now, after):
    told = foresee(now, after)
    if Cover.UNKNOWN in (now, after):
        assert told is Outlook.UNKNOWN
    else:
        assert (told is Outlook.GAIN) is (now in OUT and after in IN)
        assert (told is Outlook.LOSE) is (now in IN and after in OUT)
        assert told is not Outlook.UNKNOWN


def test_each_way_of_being_covered_is_known_to_be_one_or_not():
    assert {cover for cover in Cover if is_covered(cover)} == IN
    assert {cover for cover in Cover if is_covered(cover) is False} == OUT


def test_who_is_in_the_group_itself_does_not_need_the_nested_ones():
    assert rank(is_direct=True, is_inside=True) is Cover.DIRECT
    assert rank(is_direct=False, is_inside=True) is Cover.NESTED
    assert rank(is_direct=False, is_inside=False) is Cover.OUTSIDE
