"""What is pasted into a chat is read person by person, however a client or a mail program has written it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.flaw import MOST_ROWS, Flaw, Misread
from bot.core.listing import Listing, Row
from bot.core.pasted import read_pasted

ID = "8c3b1a52-4f0e-4d6b-9a77-0123456789ab"
ADA, BOB, EVE = "ada@contoso.com", "bob@contoso.com", "eve@contoso.com"

# What is pasted, and whom it names; "" stands for what nobody can be found by.
PASTES = {
    ADA: [ADA],
    f"{ADA}\n{BOB}\n{EVE}": [ADA, BOB, EVE],
    f"{ADA}\r\n\r\n{BOB}\r\n": [ADA, BOB],
    f"{ADA}, {BOB},{EVE}": [ADA, BOB, EVE],
    f"{ADA}; {BOB};{EVE};": [ADA, BOB, EVE],
    f"{ADA}\t{BOB}": [ADA, BOB],
    f"{ADA} {BOB}  {EVE}": [ADA, BOB, EVE],
    f"{ADA}\u00a0{BOB}\u00a0": [ADA, BOB],
    f"{ADA}\u2028{BOB}\v{EVE}": [ADA, BOB, EVE],
    f"{ADA}; {BOB}, {EVE} {ID}": [ADA, BOB, EVE, ID],
    f"Ada <{ADA}>; Bob <{BOB}>": [ADA, BOB],
    f"Ada Lovelace <{ADA}>, Bob <{BOB}>": [ADA, BOB],
    f"Lovelace, Ada <{ADA}>; Brown, Bob <{BOB}>": [ADA, BOB],
    f"Lovelace, Ada <{ADA}>, Brown, Bob <{BOB}>": [ADA, BOB],
    f"Lovelace, Ada <{ADA}>\nBrown, Bob <{BOB}>": [ADA, BOB],
    f'"Lovelace; Ada" <{ADA}>; "Brown, Bob" <{BOB}>': [ADA, BOB],
    f"Ada <{ADA}> Bob <{BOB}>": [ADA, BOB],
    f"'{ADA}'; '{BOB}'": [ADA, BOB],
    f"- {ADA}\n* {BOB}\n• {EVE}": [ADA, BOB, EVE],
    f"1. {ADA}\n2) {BOB}\n(3) {EVE}": [ADA, BOB, EVE],
    f"1.{ADA}": [f"1.{ADA}"],
    f"- [ ] {ADA}\n- [x] {BOB}": [ADA, BOB],
    f"> {ADA}\n> {BOB}": [ADA, BOB],
    f"[{ADA}](mailto:{ADA}), [{BOB}](mailto:{BOB})": [ADA, BOB],
    f"**{ADA}**": [ADA],
    f"{{{ID.upper()}}}": [ID],
    f"Ada Lovelace {ADA} Bob Brown {BOB}": [ADA, BOB],
    f"Please add {ADA} and {BOB}.": [ADA, BOB],
    f"Please add:\n{ADA}": ["", ADA],
    f"{ADA}, Bob": [ADA, ""],
    f"{ADA}, bob@contoso, {EVE}": [ADA, "", EVE],
    f"bob@contoso, Eve <{EVE}>": ["", EVE],
    f"bob7, Eve <{EVE}>": ["", EVE],
    f"{ADA} bob@contoso {EVE}": [ADA, "", EVE],
    f"{ID} {ID[:-1]}": [ID, ""],
    f"{ADA}; =cmd; -{BOB}": [ADA, "", ""],
    f'{ADA}; Bob "B {BOB}; {EVE} "E"': [ADA, BOB, EVE],
    f"{ADA}; <{BOB}; {EVE}": [ADA, "", EVE],
    f"{ADA}, {ADA}": [ADA, ADA],
    # tables
    f"UPN\n{ADA}\n{BOB}": [ADA, BOB],
    f"E-Mail:\n{ADA}; {BOB}": ["", ADA, BOB],
    f"Name\tUPN\nAda\t{ADA}\nBob\t": [ADA, ""],
    f"Ada\t{ADA}\tSales\nBob\t{BOB}\t": [ADA, BOB],
    f"Ada,{ADA}\nBob,{BOB}": [ADA, BOB],
    f'Name;UPN;Street\nAda;{ADA};"1\n2"\nBob;{BOB};': [ADA, BOB],
    f"{ADA}\t{BOB}\n{EVE}\t{ID}": [ADA, BOB, EVE, ID],
}


@pytest.mark.parametrize(("text", "people"), PASTES.items())
def test_what_is_pasted_names_people_in_their_order(text, people):
    """FILE-09."""
    listing = read_pasted(text)
    assert isinstance(listing, Listing), listing
    assert [row.key.replace("mailto:", "") for row in listing.rows] == people


def test_a_name_stays_with_its_address_and_a_line_has_its_number():
    assert read_pasted(f"\nAda Lovelace {ADA} (Sales)\r\n\r\n- Bob").rows == (
        Row(line=2, typed=f"Ada Lovelace {ADA} (Sales)", key=ADA),
        Row(line=4, typed="Bob", key=""),
    )


@pytest.mark.parametrize(
    ("text", "flaw", "line"),
    [
        ("", Flaw.EMPTY, 0),
        (" \n\u00a0\u200b\n- \n", Flaw.EMPTY, 0),
        ("Ada\nBob", Flaw.NO_PEOPLE, 0),
        (f"{ADA}\n\0", Flaw.NUL, 2),
        ("a@b.co " * 1_000 + "\n" + "a@b.co\n" * MOST_ROWS, Flaw.TOO_MANY_ROWS, MOST_ROWS - 1_000 + 2),
    ],
    ids=["nothing", "blank", "names", "NUL", "many"],
)
def test_what_names_nobody_says_why(text, flaw, line):
    """FILE-08, FILE-07."""
    assert read_pasted(text) == Misread(flaw=flaw, line=line)


ADDRESSES = st.from_regex(r"[a-z][a-z0-9.'_-]{0,9}@[a-z]{1,9}\.example", fullmatch=True)
ENTRIES = st.one_of(
    ADDRESSES,
    ADDRESSES.map("Ada <{}>".format),
    ADDRESSES.map('"Lovelace, Ada" <{}>'.format),
    ADDRESSES.map("mailto:{}".format),
    st.uuids().map(str),
)


@given(
    entries=st.lists(ENTRIES, min_size=1, max_size=12),
    between=st.sampled_from([", ", ",", "; ", ";", "\n", "\r\n", "\t", " ", "\u00a0", "\n- ", ",\n", ";\r\n\r\n"]),
)
def test_nobody_is_lost_between_any_separators(entries, between):
    """FILE-08."""
    listing = read_pasted(between.join(entries))
    assert isinstance(listing, Listing), listing
    wanted = [entry.rsplit("<")[-1].strip(">").removeprefix("mailto:") for entry in entries]
    assert [row.key for row in listing.rows if row.key] == wanted


@given(text=st.text(max_size=80) | st.text(st.sampled_from("ab@.1<>\"',; \t\n|-="), max_size=60))
def test_any_text_is_a_list_or_not(text):
    """FILE-08."""
    listing = read_pasted(text)
    assert isinstance(listing, Listing | Misread)
    if isinstance(listing, Listing):
        assert all(row.typed for row in listing.rows)
