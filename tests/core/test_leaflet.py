"""An announcement in Markdown, HTML and plain text: what is foreign in it does nothing in any of them."""

from html.parser import HTMLParser
from itertools import product
from random import Random

import mistune
import pytest
from deck.fuzz import write_hostile
from markdown_it import MarkdownIt

from bot.core.announcement import Occasion, announce
from bot.core.command import Audience
from bot.core.group import Group
from bot.core.leaflet import mark, write_html, write_markdown, write_plain
from bot.core.setting import GroupId
from bot.core.speech.tongues import TONGUES
from bot.core.text import ENGLISH
from cards.gallery.samples import HOSTILE, LONG_NAME, RTL_NAME

SEED, MANY = 6, 60
DICE = Random(SEED)  # noqa: S311  no secret is made of it
NAMES = [
    *(
        HOSTILE,
        LONG_NAME,
        RTL_NAME,
        "Sales",
        "# head",
        "- item",
        "1. one",
        "a\n\n# b",
        "---",
        "> q",
        "\\",
        "`",
        "``` x",
    ),
    *(
        "</p><script>alert(1)</script>",
        '"><img src=x onerror=a()>',
        "&amp;&#x41;",
        "[a]: https://evil.example",
        "|a|b|",
    ),
    *("https://evil.example/a?b=c", "www.evil.example", "a@evil.example", "<https://evil.example>", "http://1.1.1.1"),
    *(write_hostile(DICE) for _ in range(MANY)),
]
IT = MarkdownIt("commonmark", {"html": True, "linkify": True}).enable(["table", "strikethrough", "linkify"])
IT.linkify.set({"fuzzy_link": True, "fuzzy_email": True, "fuzzy_ip": True})
MISTUNE = mistune.create_markdown(escape=False, renderer="ast", plugins=["strikethrough", "table", "url", "footnotes"])


def named(name):
    group = Group(id=GroupId("5a1e5000-0000-4000-8000-000000000000"), name=name)
    return announce(Occasion(on=Audience.GROUP, group=group, is_planned=True))


PLAIN = named("Sales")
LINKS = [link.url for link in PLAIN.links] * len(TONGUES)


def shape_it(text):
    """List what markdown-it sees, without the words."""
    tokens = [child for token in IT.parse(text) for child in (token, *(token.children or ()))]
    kinds = [token.type for token in tokens if token.type not in {"text", "text_special", "inline"}]
    return kinds, [token.attrs["href"] for token in tokens if token.type == "link_open"]


def shape_mistune(text):
    kinds, links = [], []

    def walk(tokens):
        for token in tokens:
            if token["type"] not in {"text", "blank_line"}:
                kinds.append(token["type"])
            if token["type"] == "link":
                links.append(token["attrs"]["url"])
            walk(token.get("children", []))

    walk(MISTUNE(text))
    return kinds, links


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.links, self.words = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, sorted(name for name, _ in attrs)))
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data):
        self.words.append(data)


def shape_html(text):
    reader = Reader()
    reader.feed(text)
    return reader.tags, reader.links


SHAPES = {
    "markdown-it": (shape_it, write_markdown),
    "mistune": (shape_mistune, write_markdown),
    "html": (shape_html, write_html),
}


@pytest.mark.parametrize("reader", SHAPES)
def test_whatever_a_group_is_called_the_shape_and_the_links_are_the_same(reader):
    """TEXT-01."""
    shape, write = SHAPES[reader]
    kinds, links = shape(write(PLAIN, TONGUES))
    assert links == LINKS
    for name in NAMES:
        assert shape(write(named(name), TONGUES)) == (kinds, links), name


def test_the_readers_would_see_what_is_active():
    raw = write_markdown(PLAIN, TONGUES).replace("Sales", "[x](https://evil.example)")
    assert shape_it(raw) != shape_it(write_markdown(PLAIN, TONGUES))
    assert shape_mistune(raw) != shape_mistune(write_markdown(PLAIN, TONGUES))
    assert (
        shape_html(write_html(PLAIN, TONGUES).replace("Sales", "<b>"))[0] != shape_html(write_html(PLAIN, TONGUES))[0]
    )


def test_an_ordinary_name_can_be_read_in_each_form():
    name = "R&D (EU) #3 <Sales> _x_"
    page = Reader()
    page.feed(write_html(named(name), TONGUES))
    rendered = Reader()
    rendered.feed(IT.render(write_markdown(named(name), TONGUES)))
    for text in ("".join(page.words), "".join(rendered.words), write_plain(named(name), TONGUES)):
        seen = text.translate(dict.fromkeys(map(ord, "\u2068\u2069\u200b")))
        assert seen.count("R&D (EU) #3 <Sales> ˍxˍ") == len(TONGUES)


def test_both_languages_stand_in_one_file_one_below_the_other():
    kinds, _ = shape_it(write_markdown(PLAIN, TONGUES))
    assert kinds.count("hr") == len(TONGUES) - 1
    text = write_markdown(PLAIN, TONGUES)
    assert text.index("It is planned") < text.index("\n---\n") < text.index("Geplant ist")
    assert text.startswith("# ")
    assert text.endswith("\n")
    assert not [line for line in text.splitlines() if line != line.rstrip()]


def test_html_says_which_language_is_which_and_fetches_nothing():
    tags, _ = shape_html(write_html(PLAIN, TONGUES))
    assert [attrs for tag, attrs in tags if tag == "div"] == [["lang"]] * len(TONGUES)
    assert not {tag for tag, _ in tags} & {"img", "script", "link", "iframe", "object", "form", "input"}
    assert write_html(PLAIN, TONGUES).isascii() is False


def test_one_announcement_has_a_mark_of_its_own():
    assert mark(PLAIN) == mark(named("Sales")) != mark(named("Sales EMEA"))
    assert all(mark(named(name)).isalnum() for name in NAMES)
    assert len({write_plain(PLAIN, [tongue]) for tongue, _ in product(TONGUES, [ENGLISH])}) == len(TONGUES)
