import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.sheet import disarm, write_sheet

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u00a0=1",
    '"=1',
    "'=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
)


def read(data, **dialect):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), **dialect))


def begins_like_a_formula(cell):
    return cell.strip().strip("\"' \t\r\n").startswith(tuple("=+-@＝＋－＠")) and not cell.startswith("'")


@pytest.mark.parametrize("text", FORMULAS)
def test_what_begins_like_a_formula_has_an_apostrophe_before_it(text):
    """FILE-10."""
    assert disarm(text).startswith("'")
    assert disarm(text).replace("'", "") == text.replace("'", "")
    assert disarm(f"x{text.strip()}") == f"x{text.strip()}"


def test_a_tab_or_a_line_end_does_not_begin_a_cell():
    """FILE-10."""
    assert disarm("\tx") == "'\tx"
    assert disarm("\rx") == "'\rx"
    assert disarm("x\ty") == "x\ty"


def test_a_cell_stays_one_cell_whatever_is_in_it():
    rows = [["plain", 'he said "no"', "a,b;c\td", "two\nlines", "x\r\ny", "", "Ölwerk 😀"]]
    data = write_sheet(("1", "2", "3", "4", "5", "6", "7"), rows)
    assert read(data) == [["1", "2", "3", "4", "5", "6", "7"], *rows]
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")


def test_signs_that_no_eye_sees_do_not_reach_a_spreadsheet():
    assert disarm("a\x00b\x1b[31m\x7f") == "a\ufffdb\ufffd[31m\ufffd"
    assert write_sheet(("a",), [["\ud800"]]).endswith(b'"?"\r\n')


def test_where_another_sign_separates_a_formula_is_none_either():
    """FILE-10: Excel in German takes semicolons, so it cuts `"x;=1"` in two and computes the second."""
    for text in (
        "x;=1+1",
        'x;"=1+1"',
        "x; =1",
        "x\t=1",
        "x|=1",
        "x,=1",
        "x\n=1",
        'x";=HYPERLINK("http://evil.example")',
    ):
        data = write_sheet(("note",), [["first", text]])
        for sign in ",;\t|":
            cells = [cell for row in read(data, delimiter=sign) for cell in row]
            naive = [cell for line in data.decode("utf-8-sig").splitlines() for cell in line.split(sign)]
            assert not any(map(begins_like_a_formula, cells)), (text, sign, cells)
            assert not any(cell.lstrip('" \t').startswith(tuple("=+-@")) for cell in naive), (text, sign, naive)


@given(st.lists(st.lists(st.text(), min_size=3, max_size=3), max_size=5))
def test_no_text_becomes_a_formula_or_another_cell(rows):
    """FILE-10."""
    read_back = read(write_sheet(("a", "b", "c"), rows))
    assert len(read_back) == len(rows) + 1
    assert all(len(row) == 3 for row in read_back)
    assert not any(begins_like_a_formula(cell) for row in read_back for cell in row)


@given(st.text("=+-@;,|\t\r\n\"' ax1", max_size=12))
def test_what_a_cell_says_stays_readable(text):
    """FILE-10: nothing is taken away, only apostrophes are put in."""
    assert disarm(text).replace("'", "") == text.replace("'", "")
