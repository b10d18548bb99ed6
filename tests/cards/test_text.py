"""Foreign text, made safe: nothing in it is active anywhere, and what it says can still be read."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.core.speech.phrases import Phrase
from bot.core.text import Foreign, flatten, shown
from cards.gallery import HOSTILE

INVISIBLE = str.maketrans("", "", "\u200b\u2068\u2069")
MARKDOWN = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(["table", "strikethrough"])
INERT = {"paragraph_open", "inline", "paragraph_close", "text", "text_special"}
PIECES = st.sampled_from(
    [
        *"*_`~\\[]()<>!#&{}$@:/.|-+=1aé \n\t\r\"'",
        *(
            "](",
            "![",
            "**",
            "__",
            "~~",
            "```",
            "{{",
            "}}",
            "${",
            "&lt;",
            "&#60;",
            "<b>",
            "<!--",
            "1. ",
            "# ",
            "- ",
            "> ",
        ),
        *("https://evil.example", "mailto:a@b.example", "javascript:", "www.evil.example", "<at>", "</at>"),
        *(
            "{{DATE(2020-01-01T00:00:00Z)}}",
            "| a | b |\n|---|---|\n",
            "[x]: https://evil.example\n",
            "\u200b",
            "\u202e",
        ),
        *("\u0301", "\u200d", "\u2066", "\ufeff", "\U000e0041", "\ud800"),
    ]
)
TEXTS = st.lists(PIECES | st.characters(), max_size=40).map("".join)


def activity(text: str) -> set[str]:
    """Name the markdown in *text* that a renderer would act on."""
    tokens = MARKDOWN.parse(text)
    kinds = {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}
    return kinds - INERT


@settings(max_examples=500, derandomize=True, deadline=None)
@given(TEXTS)
@example(HOSTILE)
@example("[x]: https://evil.example\n\n[x]")
@example("{\u200b{DATE(2020-01-01T00:00:00Z)}}")
@example("a\n=\n\n| a |\n|---|")
def test_no_markdown_is_active_in_foreign_text(text: str) -> None:
    """TEXT-01 TEXT-02."""
    safe = shown(text)
    for place in (safe, f"Reason: {safe}.", safe.strip("\u2068\u2069")):
        assert activity(place) == set()


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
    assert shown(name).translate(INVISIBLE) == name
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
    assert flatten((Phrase.OTHERS(asker=Foreign("Bob **B**")),)) == "\u2068Bob ∗∗B∗∗\u2069 asked for it."
