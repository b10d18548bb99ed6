"""A report is opened by any spreadsheet as what it says, runs nothing, and can be sent back as a list."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.formula import is_formula, mark, unmark
from bot.core.listing import Listing, read_file
from bot.core.report import write_report

HEADER = ("Line", "User principal name", "Result")
TRIGGERS = "-=+@＝＋－＠"


def open_in_spreadsheet(data, *, separator=","):
    """Open it as a spreadsheet does whose country has another separator; quotes within a cell are text there."""
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def test_a_report_is_a_csv_with_a_bom_and_quotes_where_they_are_needed():
    data = write_report(HEADER, [("2", "ada@contoso.com", "added"), ("3", 'Müller, "Bob"', "not found; check it")])
    assert data == (
        b"\xef\xbb\xbfLine,User principal name,Result\r\n"
        b"2,ada@contoso.com,added\r\n"
        b'3,"M\xc3\xbcller, ""Bob""","not found; check it"\r\n'
    )
    assert write_report(HEADER, []) == b"\xef\xbb\xbfLine,User principal name,Result\r\n"


# What somebody wrote, and what stands in the report.
CELLS = {
    "=1+1": "'=1+1",
    "+1": "'+1",
    "-1": "'-1",
    "@SUM(A1)": "'@SUM(A1)",
    "\t=1": "' =1",
    "\r=1": " ⏎ =1",
    "\n=1": " ⏎ =1",
    "   =1": "'   =1",
    "\u00a0\u200b=1": "'\u00a0\u200b=1",
    "'=1": "''=1",
    '"=1"': '\'"=1"',
    "“=1": "'“=1",
    "＝1": "'＝1",
    "＋1": "'＋1",
    "－1": "'－1",
    "＠a": "'＠a",
    "x;=1": "x;'=1",
    'x,"=1': "x,'\"=1",
    "a|-1": "a|'-1",
    "x\t=1": "x =1",
    "=cmd|' /C calc'!A0": "'=cmd|' /C calc'!A0",
    # text that stays as it is
    "ada@contoso.com": "ada@contoso.com",
    "1-2": "1-2",
    "a = b": "a = b",
    "'quoted'": "'quoted'",
    "O'Brien; Ada": "O'Brien; Ada",
    "": "",
    "Größe 漢字 😀": "Größe 漢字 😀",
    # what nobody could see, or what would end a line
    "two\nlines": "two ⏎ lines",
    "two\r\nlines\rand\u2028one\x85more": "two ⏎ lines ⏎ and ⏎ one ⏎ more",
    "\x00\x07\x1b[31m": "␀␇␛[31m",
    "\x7f\x9b": "\ufffd\ufffd",
    "a\u202eb\u2066": "a\ufffdb\ufffd",
    "half \ud83d": "half \\ud83d",
}


@pytest.mark.parametrize(("cell", "shown"), CELLS.items(), ids=ascii)
def test_what_somebody_wrote_stays_text(cell, shown):
    """FILE-10."""
    assert open_in_spreadsheet(write_report(HEADER, [("1", cell, cell)]))[1:] == [["1", shown, shown]]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@given(cells=st.lists(st.text(st.sampled_from("=+-@＝'\" ,;|\t\r\n\u200bax1"), max_size=9), min_size=1, max_size=3))
def test_no_cell_begins_like_a_formula_in_any_country(separator, cells):
    """FILE-10."""
    for row in open_in_spreadsheet(write_report(HEADER, [cells]), separator=separator):
        for cell in row:
            assert not re.match(rf"[\s\u200b\"]*[{TRIGGERS}]", cell), cell


@given(text=st.text(st.sampled_from("=+-@＠'\" ,;|\u200bax1")))
def test_a_mark_comes_off_again_and_nothing_else(text):
    """FILE-10."""
    assert unmark(mark(text)) == text
    assert not is_formula(text) or mark(text).startswith("'")


@given(rows=st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12)), max_size=8))
def test_a_report_has_the_rows_and_cells_that_were_given(rows):
    """FILE-10."""
    opened = open_in_spreadsheet(write_report(HEADER, rows))
    assert [len(row) for row in opened] == [3] * (len(rows) + 1)


PEOPLE = st.one_of(
    st.from_regex(r"[a-z0-9][a-z0-9.'_-]{0,9}@[a-z]{1,9}\.example", fullmatch=True),
    st.uuids().map(str),
    st.text(st.sampled_from("=+-@＝'\",;|axü1 <>"), min_size=1, max_size=12).filter(lambda one: one.strip(" ,;|'\"")),
)


@given(people=st.lists(PEOPLE, max_size=12))
def test_a_report_can_be_sent_back_as_a_list(people):
    """FILE-09, FILE-10."""
    people = ["eve@contoso.com", *people]
    rows = [(str(line), who, "=1+1") for line, who in enumerate(people, 2)]
    first = read_file(write_report(HEADER, rows))
    assert isinstance(first, Listing), first
    assert [row.typed for row in first.rows] == [who.strip() for who in people]
    assert [row.line for row in first.rows] == list(range(2, len(people) + 2))
    again = read_file(write_report(HEADER, [(str(row.line), row.typed, "") for row in first.rows]))
    assert again == first
