import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.act import ABOUT_A_CHANGE, ABOUT_AN_ANNOUNCEMENT, Act, Verb, decode, encode
from bot.core.change import ChangeId
from bot.core.office import OfficeState
from bot.core.page import Leaf

HANDLE = "0123456789abcdef0123456789abcdef"
handles = st.text("0123456789abcdef", min_size=32, max_size=32).map(ChangeId)
numbers = st.integers(1, 1_000_000_000)
leaves = st.builds(Leaf, before=numbers) | st.builds(Leaf, after=numbers)
words = st.from_regex(r"[a-z0-9:-]{1,64}", fullmatch=True)
acts = st.one_of(
    st.builds(Act, st.sampled_from(sorted(ABOUT_A_CHANGE)), handles, st.integers(1, 1_000_000)),
    st.builds(Act, st.sampled_from(sorted(set(Verb) - ABOUT_A_CHANGE - ABOUT_AN_ANNOUNCEMENT))),
    st.builds(Act, st.sampled_from(sorted(ABOUT_AN_ANNOUNCEMENT - {Verb.POST})), about=words),
    st.builds(Act, st.just(Verb.POST), about=words, seen=st.text("0123456789abcdef", min_size=16, max_size=16)),
    st.builds(Act, st.sampled_from([Verb.REQUESTS, Verb.HISTORY]), leaf=leaves),
    st.builds(Act, st.just(Verb.CHOOSE), about=st.sampled_from(OfficeState)),
)


@given(acts)
def test_an_act_comes_back_as_it_was_sent(act):
    data = encode(act)
    assert decode(str(act.verb), json.loads(json.dumps(data)) | {"reason": "typed by a person"}) == act
    assert len(json.dumps(data).encode("utf-16")) < 200


@pytest.mark.parametrize(
    ("verb", "data"),
    [
        ("apply", {"id": HANDLE, "rev": 1}),
        ("approve", {}),
        ("approve", {"id": HANDLE}),
        ("approve", {"rev": 1}),
        ("approve", {"id": HANDLE, "rev": "1"}),
        ("approve", {"id": HANDLE, "rev": True}),
        ("approve", {"id": HANDLE, "rev": 0}),
        ("approve", {"id": HANDLE, "rev": 10**9}),
        ("approve", {"id": HANDLE, "rev": 1.0}),
        ("approve", {"id": HANDLE.upper(), "rev": 1}),
        ("approve", {"id": HANDLE + "0", "rev": 1}),
        ("approve", {"id": [HANDLE], "rev": 1}),
        ("status", {"id": HANDLE, "rev": 1}),
        (None, {}),
        (["approve"], {"id": HANDLE, "rev": 1}),
        ("APPROVE", {"id": HANDLE, "rev": 1}),
        ("approve ", {"id": HANDLE, "rev": 1}),
        ("approve", {"id": HANDLE, "rev": -1}),
        ("approve", {"id": HANDLE, "rev": None}),
        ("approve", {"id": HANDLE, "rev": 10**400}),
        ("approve", {"id": HANDLE, "rev": float("nan")}),
        ("approve", {"id": HANDLE + "\n", "rev": 1}),
        ("approve", {"id": "٣" * 32, "rev": 1}),
        ("approve", {"id": "0" * 1_000_000, "rev": 1}),
        ("approve", {"id": {"$ne": ""}, "rev": 1}),
        ("approve", {"ID": HANDLE, "REV": 1}),
        ("choose", {"rev": 1}),
        ("choose", {"about": "everyone"}),
        ("choose", {"about": ["disabled"]}),
        ("choose", {"about": "disabled", "before": 1}),
        ("status", {"before": 1}),
        ("history", {"before": 1, "after": 1}),
        ("history", {"before": 1, "rev": 1}),
        ("history", {"before": 0}),
        ("history", {"before": -1}),
        ("history", {"before": "1"}),
        ("history", {"before": True}),
        ("requests", {"after": 10**10}),
        ("requests", {"after": None}),
        ("requests", {"about": "now"}),
        ("status", {"about": "now"}),
        ("markdown", {}),
        ("markdown", {"about": ""}),
        ("markdown", {"about": ["now"]}),
        ("markdown", {"about": "a" * 65}),
        ("markdown", {"about": "now\n"}),
        ("markdown", {"about": "Everybody gets a rise."}),
        ("markdown", {"about": "now", "id": HANDLE, "rev": 1}),
        ("markdown", {"about": "now", "seen": "0" * 16}),
        ("post", {"about": "now"}),
        ("post", {"about": "now", "seen": "0" * 15}),
        ("post", {"about": "now", "seen": ["0" * 16]}),
        ("post", {"seen": "0" * 16}),
    ],
)
def test_a_click_that_no_card_could_send_is_nothing(verb, data):
    """CARD-01."""
    assert decode(verb, data) is None


@given(
    st.one_of(st.none(), st.text(), st.integers(), st.lists(st.text())),
    st.dictionaries(st.text(), st.integers() | st.text()),
)
def test_reading_a_click_never_raises(verb, data):
    decode(verb, data)


@given(
    acts.filter(lambda act: act.change),
    st.dictionaries(st.text(), st.none() | st.booleans() | st.integers() | st.text()),
)
def test_whatever_else_a_click_says_is_not_looked_at(act, more):
    """CARD-01."""
    strange = {name: value for name, value in more.items() if name not in {"id", "rev"}}
    forged = {"actor": "somebody else", "plan": {"mode": "everyone"}, "votes": 9, "state": "approved", "nonce": "x"}
    assert decode(str(act.verb), forged | strange | encode(act)) == act
