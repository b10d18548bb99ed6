"""Foreign text, made safe: nothing in it is active anywhere, and what it says can still be read."""

import re
from random import Random

import pytest
from deck.fuzz import INVISIBLE, PIECES, judge, run, undo, write_hostile
from deck.readers import READERS
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.core.speech.lessons import Lesson
from bot.core.text import Foreign, flatten, shown
from cards.gallery import HOSTILE

MOST_IN_THE_GATE = 1_000
SEED = 6
TEXTS = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=40).map("".join)


def test_no_text_of_many_is_active_in_any_reader_and_all_can_be_read() -> None:
    """TEXT-01 TEXT-02. The long form is `make fuzz-text`."""
    assert list(run(MOST_IN_THE_GATE, SEED)) == []


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "[x]: https://evil.example\n\n[x]",
        "{\u200b{DATE(2020-01-01T00:00:00Z)}}",
        "a\n=\n\n| a |\n|---|",
        "_it_ __strong__ a _b_",  # found by mistune: what stands between invisible signs leans
        "reason javascript:",  # found where two texts stand side by side: a scheme, and what follows in the next
    ],
)
def test_what_was_once_active_is_not_any_more(text: str) -> None:
    """TEXT-01 TEXT-02."""
    for before in ("", shown("javascript:"), shown("[x]")):
        assert list(judge(0, text, before)) == []


@pytest.mark.parametrize(
    ("raw", "reader"),
    [
        ("[x](https://evil.example)", {"markdown-it", "mistune", "plain"}),
        ("![x](p.png)", {"markdown-it", "mistune"}),
        ("<at>Everyone</at>", {"markdown-it", "mistune", "plain"}),
        ("see www.evil.example now", {"markdown-it", "plain"}),
        ("see https://evil.example now", {"markdown-it", "mistune", "plain"}),
        ("mail a@evil.example", {"markdown-it", "plain"}),
        ("<b>b</b>", {"markdown-it", "mistune", "plain"}),
        ("{{DATE(2020-01-01T00:00:00Z)}}", {"plain"}),
        ("| a | b |\n|---|---|\n| 1 | 2 |", {"markdown-it", "mistune"}),
        ("~~gone~~", {"markdown-it", "mistune"}),
        ("_it_ and **b**", {"markdown-it", "mistune"}),
        ("- [ ] task", {"markdown-it", "mistune"}),
    ],
)
def test_the_readers_see_what_is_active(raw: str, reader: set[str]) -> None:
    assert {name for name, ask in READERS.items() if ask(raw)} == reader


def test_the_dice_fall_the_same_way_again() -> None:
    def throw(seed: int) -> list[str]:
        dice = Random(seed)  # noqa: S311  no secret is made of it
        return [write_hostile(dice) for _ in range(50)]

    assert throw(SEED) == throw(SEED) != throw(SEED + 1)


@settings(max_examples=500, derandomize=True, deadline=None)
@given(TEXTS)
@example(HOSTILE)
@example("//localhost HTTP://[::1] a.b@c.d sip:x")
def test_no_macro_address_or_mention_survives(text: str) -> None:
    """TEXT-01 TEXT-02."""
    safe = shown(text)
    assert "{{" not in safe
    assert "${" not in safe
    assert not re.search(r"\w:/|//|\.\w|@\w|<\S(?<!\u200b)", safe)
    assert not re.search("[\u202a-\u202e\u2066\u2067\u200e\u200f\ud800-\udfff\n\r\t]", safe)
    assert safe.count("\u2068") == safe.count("\u2069") == 1


@pytest.mark.parametrize(
    "name",
    [
        "Sales & Marketing – EMEA",
        "محمد علي",
        "می‌خواهم",
        "O'Brien",
        "張偉",
        "สมชาย ใจดี",
        "Zoë Müller-Lüdenscheidt",
        "👩‍💻 Team 1️⃣",
        "R&D (EU) #3, 50 % off!",
        "first_last.name@contoso.com",
        "A: B/C <D>",
    ],
)
def test_an_ordinary_name_stays_readable(name: str) -> None:
    assert undo(shown(name)) == name
    assert shown(name).startswith("\u2068")


def test_what_cannot_be_seen_is_told_or_dropped() -> None:
    assert shown("Sales \u202egpj.exe").translate(INVISIBLE) == "Sales \ufffdgpj.exe"
    assert shown("Sa\u00adl\u200be\ufeffs\U000e0041").translate(INVISIBLE) == "Sales"
    assert shown(" two\r\n\tlines\u2028here ").translate(INVISIBLE) == "two lines here"
    assert shown("a" + "\u0301\u200d" * 9).count("\u0301") == 2


def test_a_long_text_is_cut_and_a_long_word_can_wrap() -> None:
    assert shown("a b " * 1_000, longest=9).translate(INVISIBLE) == "a b a b…"
    assert len(shown("ab " * 2_000).translate(INVISIBLE)) <= 1_000
    assert max(map(len, shown("W" * 256).split("\u200b"))) <= 9


def test_a_sentence_is_flattened_with_its_foreign_parts_made_safe() -> None:
    assert flatten((Lesson.OTHERS(asker=Foreign("Bob **B**")),)) == "\u2068Bob ∗∗B∗∗\u2069 asked for it."
