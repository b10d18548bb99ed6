"""Half a sign could never be stored; however it is written, it does not get in. Whole signs do."""

import json

import pytest

from bot.edges.teams.door import RefusedError, read_body

HALVES = [f"\\u{letter}{second}{end}" for letter in "dD" for second in "89abcdefABCDEF" for end in ("00", "fF")]


@pytest.mark.parametrize("half", HALVES)
def test_half_a_sign_is_refused_in_a_value_and_in_a_name(half):
    for body in (f'{{"a": ["{half}x"]}}', f'{{"x{half}": 1}}'):
        with pytest.raises(RefusedError) as refused:
            read_body(body.encode(), "application/json")
        assert refused.value.status == 400


@pytest.mark.parametrize(
    "text", ["\\ud83d\\ude00", "\\uD83D\\uDE00", "\\\\ud800", "\\u00d8", "\\ud7ff", "\\ue000", "😀"]
)
def test_whole_signs_and_what_only_looks_like_half_of_one_are_read(text):
    body = f'{{"a": "{text}"}}'
    assert read_body(body.encode(), "application/json") == json.loads(body)
