"""Hostile texts without end, made safe by `shown` and read by two readers: `make fuzz-text`.

Whoever finds one that is active has its seed and its number, and the text itself.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from deck.readers import READERS

from bot.core.text import shown

PIECES = (
    *"*_`~\\[]()<>!#&{}$@:/.|-+=^'\"1aZé \n\t\r%;,?",
    *("](", "![", "[^1]", "[^1]: ", "**", "__", "~~", "```", "~~~", "{{", "}}", "${", "{\u200b{", "<!--", "-->", "]]>"),
    *(
        "&lt;",
        "&#60;",
        "&#x3c;",
        "&colon;",
        "<b>",
        "</b>",
        "<br/>",
        "<img src=x>",
        "<a href='//e.example'>",
        "<?x",
        "<!X",
    ),
    *(
        "\n1. ",
        "\n# ",
        "\n- ",
        "\n> ",
        "\n\n",
        "\n---\n",
        "\n===\n",
        "\n    ",
        "\n\t",
        "- [ ] ",
        "- [x] ",
        ": ",
        "\n: ",
    ),
    *(
        "https://evil.example",
        "http://[::1]/",
        "HTTP://A",
        "mailto:a@b.example",
        "javascript:alert(1)",
        "data:text/html,",
    ),
    *(
        "www.evil.example",
        "evil.example",
        "a@b.example",
        "//evil.example",
        "ftp://e",
        "tel:1",
        "msteams:/x",
        "a@b.com",
        "evil.com",
    ),
    *(
        "xmpp:a@b.c",
        "evil.рф",
        "https:",
        "/",
        "file:///c",
        "<https://e.example>",
        "<a@b.example>",
        "https\u200b://e.ex",
    ),
    *("<at>", "</at>", "<at>Everyone</at>", "<at id='1'>x</at>", "@everyone"),
    *("{{DATE(2020-01-01T00:00:00Z)}}", "{{TIME(2020-01-01T00:00:00Z)}}", "{{DATE(", ",SHORT)}}", "${name}", "$(x)"),
    *(
        "| a | b |\n|---|---|\n",
        "| ",
        " |",
        "|-|",
        "[x]: https://evil.example\n",
        "[x]",
        "[x](",
        "](//e.ex)",
        "![x](y)",
    ),
    *("*[HTML]: x", "<script>", "</script>", "<style>", "<svg/onload=x>", "\\*", "\\\\", "\\[", "\\\n", "  \n"),
    *("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u202d", "\u2066", "\u2067", "\u2068"),
    *("\u2069", "\u200e", "\u061c", "\u0301", "\u20dd", "\ufe0f", "\U000e0041", "\ud800", "\ue000", "\uffff", "\x00"),
    *(
        "\x1b[31m",
        "\x85",
        "\u2028",
        "\u2029",
        "\u00a0",
        "\u3000",
        "\u3164",
        "﷽",
        "👩‍💻",
        "محمد",
        "می‌خواهم",
        "張偉",
        "ⅷ",
    ),
    *("＊", "＿", "｀", "［", "］", "（", "）", "＜", "＞", "：／／", "．", "＠", "{", "｛｛", "｝｝", "∗", "ˋ"),
    *("Ada", "Sales", "reason", "and", "W" * 40, "a" * 300),
)
ORDINARY = (
    *(
        "Sales",
        "Zoë",
        "Müller",
        "EMEA",
        "für",
        "Straße",
        "O'Brien",
        "team",
        "LinkedIn",
        "CHG-1234",
        "R&D",
        "first_last",
    ),
    *("محمد", "علي", "張偉", "สมชาย", "Ελλάδα", "Привет", "שלום", "می‌خواهم", "👩‍💻", "1️⃣", "🇸🇪", "naïve", "2026-11-24"),
    *("https://contoso.example/a_b?c=d&e=f#g", "ada@contoso.example", "www.contoso.example", "C:\\Temp", "a*b", "`x`"),
    *(
        "(EU)",
        "[draft]",
        "<D>",
        "50 %",
        "#3",
        "3.14",
        "–",
        "…",
        "!",
        "?",
        "~5",
        "{x}",
        "A/B",
        "12:30",
        "1.",
        "-",
        "+",
        "=",
    ),
)
LOOK_ALIKES = str.maketrans({"∗": "*", "ˍ": "_", "ˋ": "`", "∖": "\\", "∼": "~"})
INVISIBLE = str.maketrans("", "", "\u200b\u2068\u2069")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    number: int
    reader: str
    kinds: frozenset[str]
    text: str


def write_hostile(dice: Random) -> str:
    pieces = (dice.choice(PIECES) if dice.random() < 0.93 else _throw_sign(dice) for _ in range(dice.randint(1, 24)))
    return "".join(pieces)


def _throw_sign(dice: Random) -> str:
    return chr(dice.choice((dice.randrange(0x100), dice.randrange(0x3000), dice.randrange(0x11_0000))))


def write_ordinary(dice: Random) -> str:
    return " ".join(dice.choice(ORDINARY) for _ in range(dice.randint(1, 14)))


def undo(safe: str) -> str:
    """Return what an eye reads."""
    return safe.translate(INVISIBLE).translate(LOOK_ALIKES)


def list_places(safe: str, before: str) -> tuple[str, ...]:
    """Set a safe text where texts stand: alone, in a sentence, beside another, and where no isolate is kept."""
    return safe, f"Approved by {before}: {safe}.", (before + safe).translate({0x2068: "", 0x2069: ""})


def keep_letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isascii() and sign.isalnum())


def judge(number: int, text: str, before: str) -> Iterator[Finding]:
    safe = shown(text)
    for place in list_places(safe, before):
        for name, ask in READERS.items():
            if kinds := ask(place):
                yield Finding(number=number, reader=name, kinds=frozenset(kinds), text=text)
    if len(text) <= 1_000 and keep_letters(undo(safe)) != keep_letters(text):
        yield Finding(number=number, reader="eye", kinds=frozenset({"not readable"}), text=text)


def run(samples: int, seed: int) -> Iterator[Finding]:
    """Throw *samples* texts, one in eight of them ordinary: those have to read as they were written."""
    dice = Random(seed)  # noqa: S311  that it can be thrown again is the point
    before = ""
    for number in range(samples):
        is_ordinary = number % 8 == 0
        text = write_ordinary(dice) if is_ordinary else write_hostile(dice)
        yield from judge(number, text, before)
        if is_ordinary and undo(shown(text)) != text:
            yield Finding(number=number, reader="eye", kinds=frozenset({"not as written"}), text=text)
        before = shown(text)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=int, default=120_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    start = time.monotonic()
    found = 0
    for finding in run(asked.samples, asked.seed):
        found += 1
        if found <= 20:
            sys.stdout.write(f"{finding}\n")
    seconds = time.monotonic() - start
    sys.stdout.write(f"seed {asked.seed}: {asked.samples:,} texts in {seconds:.0f} s, {found} findings\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
