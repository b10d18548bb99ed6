"""Lists as admins have them come back whole, row by row, or with a reason and a line."""

import csv
import tracemalloc

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.core.decoding import decode
from bot.core.flaw import MOST_ROWS, Flaw, Misread, explain_misread
from bot.core.heading import find_columns
from bot.core.key import LONGEST, read_key
from bot.core.listing import Listing, Row, digest, read_file
from bot.core.speech.tongues import GERMAN
from bot.core.table import SEPARATORS, Record, read_records
from bot.core.text import flatten

ID = "8c3b1a52-4f0e-4d6b-9a77-0123456789ab"
OTHER_ID = "9832aad8-e4fe-496b-a604-95c6ef01ae75"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252")
ENDS = ("\n", "\r\n", "\r")


def keys(listing):
    assert isinstance(listing, Listing), listing
    return [row.key for row in listing.rows]


def read(text):
    return read_file(text.encode())


def write(records, *, separator=",", end="\r\n", is_all_quoted=False):
    """Write a table as programs do."""

    def spell(cell):
        if is_all_quoted or any(sign in cell for sign in (separator, '"', "\r", "\n")):
            return '"' + cell.replace('"', '""') + '"'
        return cell

    return "".join(separator.join(map(spell, cells)) + end for cells in records)


# What stands in a cell, and whom it names.
CELLS = {
    "ada@contoso.com": "ada@contoso.com",
    "ADA@Contoso.COM": "ada@contoso.com",
    "  ada@contoso.com\t": "ada@contoso.com",
    "\u00a0\u200bada@contoso.com\ufeff\u200e": "ada@contoso.com",
    "Ada Lovelace <ada@contoso.com>": "ada@contoso.com",
    '"Lovelace, Ada" <Ada@contoso.com>': "ada@contoso.com",
    "<ada@contoso.com>": "ada@contoso.com",
    "'ada@contoso.com'": "ada@contoso.com",
    "“ada@contoso.com”": "ada@contoso.com",
    "ada@contoso.com;": "ada@contoso.com",
    "mailto:ada@contoso.com": "ada@contoso.com",
    "MAILTO:ada@contoso.com?subject=Hi": "ada@contoso.com",
    "Ada <mailto:ada@contoso.com>": "ada@contoso.com",
    "[ada@contoso.com](mailto:ada@contoso.com)": "ada@contoso.com",
    "SMTP:ada@contoso.com": "ada@contoso.com",
    "ada@contoso.com <ADA@contoso.com>": "ada@contoso.com",
    "o'brien@contoso.com": "o'brien@contoso.com",
    "ada_fabrikam.com#EXT#@contoso.onmicrosoft.com": "ada_fabrikam.com#ext#@contoso.onmicrosoft.com",
    "müller@contoso.com": "müller@contoso.com",
    "mu\u0308ller@contoso.com": "müller@contoso.com",
    "ada@büro.example": "ada@büro.example",
    "ada.b-c_d@sub.contoso.co.uk": "ada.b-c_d@sub.contoso.co.uk",
    ID.upper(): ID,
    f"{{{ID}}}": ID,
    f"({ID})": ID,
    f'"{ID}"': ID,
    f"Ada <{ID}>": ID,
    # nobody
    "": "",
    "Ada Lovelace": "",
    "ada@contoso": "",
    "@contoso.com": "",
    "ada@": "",
    "ada@@contoso.com": "",
    "ada@contoso..com": "",
    "ada lovelace@contoso.com": "",
    "ada@contoso.com bob@contoso.com": "",
    "ada@contoso.com,bob@contoso.com": "",
    "bob@contoso.com <ada@contoso.com>": "",
    "[bob@contoso.com](mailto:ada@contoso.com)": "",
    f"{OTHER_ID} <{ID}>": "",
    "ada\u202e@contoso.com": "",
    "ada\u200b@contoso.com": "",
    "ada\x07@contoso.com": "",
    "\ud800@contoso.com": "",
    "\u212aarl@contoso.com": "",  # KELVIN SIGN, which is no k
    "https://contoso.com/@ada": "",
    ID[:-1]: "",
    ID + "0": "",
    ID.replace("-", ""): "",
    "x" * 310 + "@contoso.com": "",
    # what a spreadsheet would run
    '=HYPERLINK("https://evil.example","ada@contoso.com")': "",
    "=ada@contoso.com": "",
    "+ada@contoso.com": "",
    "-ada@contoso.com": "",
    "@ada@contoso.com": "",
    "＝ada@contoso.com": "",
    "'=ada@contoso.com": "",
    "\t=ada@contoso.com": "",
    "@SUM(1+1)*cmd|' /C calc'!A0": "",
    "-Ada <ada@contoso.com>": "",
}


@pytest.mark.parametrize(("cell", "key"), CELLS.items())
def test_a_cell_names_one_person_or_nobody(cell, key):
    """FILE-09."""
    assert read_key(cell) == key


@pytest.mark.parametrize("cell", [cell for cell in CELLS if cell and "\ud800" not in cell])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_every_cell_stays_a_row_whomever_it_names(cell, encoding):
    """FILE-09."""
    text = write([["Name", "UPN"], ["Bob", "bob@contoso.com"], ["x", cell], ["Eve", "eve@contoso.com"]])
    listing = read_file(text.encode(encoding))
    assert keys(listing) == ["bob@contoso.com", CELLS[cell], "eve@contoso.com"]
    assert [row.line for row in listing.rows] == [2, 3, 4]


HEADINGS = {
    "userPrincipalName": 0,
    "User principal name": 0,
    "UPN": 0,
    "  Upn ": 0,
    "mail": 0,
    "email": 0,
    "E-Mail": 0,
    "Email address": 0,
    "E-Mail-Adresse": 0,
    "object id": 0,
    "objectId": 0,
    "Object_ID": 0,
    "id": 0,
    "ID": 0,
    "Benutzerprinzipalname": 0,
    "Objekt-ID": 0,
    "Username": 0,
    "Member object ID or user principal name [memberObjectIdOrUpn] Required": 0,
    "User name [userPrincipalName] Required": 0,
    "displayName,UPN": 1,
    "mail,userPrincipalName": 1,
    "mail,userPrincipalName,id": 2,
    "Objekt-ID,Benutzerprinzipalname,E-Mail-Adresse": 0,
    "PrimarySmtpAddress,DisplayName": 0,
}


@pytest.mark.parametrize(("heading", "column"), HEADINGS.items())
def test_a_known_heading_says_which_column_is_read(heading, column):
    """FILE-09."""
    names = heading.split(",")
    assert find_columns(names)[0] == column
    people = [f"p{number}@contoso.com" for number in range(len(names))]
    listing = read(write([names, people]))
    assert listing == Listing(
        rows=(Row(line=2, typed=people[column], key=people[column]),), column=names[column].strip(), has_header=True
    )


def test_an_unknown_heading_is_a_row_that_failed_and_a_missing_one_is_not_missed():
    """FILE-09."""
    people = [["Ada", "ada@contoso.com"], ["Bob", "bob@contoso.com"]]
    assert keys(read(write(people))) == ["ada@contoso.com", "bob@contoso.com"]
    listing = read(write([["Wer", "Wohin"], *people]))
    assert keys(listing) == ["", "ada@contoso.com", "bob@contoso.com"]
    assert (listing.rows[0].typed, listing.has_header) == ("Wohin", False)


def test_the_export_of_the_admin_center_is_read_by_its_object_ids():
    heading = ["userPrincipalName", "displayName", "surname", "mail", "givenName", "id", "userType", "jobTitle"]
    guest = ["eve_x.example#EXT#@contoso.com", "Eve", "", "eve@x.example", "", OTHER_ID, "Guest", ""]
    listing = read(
        write([heading, ["ada@contoso.com", "Ada", "L", "ada@contoso.com", "Ada", ID, "Member", "-"], guest])
    )
    assert (keys(listing), listing.column, listing.has_header) == ([ID, OTHER_ID], "id", True)


def test_what_stands_above_a_heading_is_no_row():
    template = "version:v1.0,\r\nMember object ID or user principal name [memberObjectIdOrUpn] Required,\r\n"
    assert keys(read(template + f"{ID},\r\n")) == [ID]
    typed = '#TYPE Selected.Microsoft.Open.AzureAD.Model.User\r\n"UserPrincipalName"\r\n"ada@contoso.com"\r\n'
    assert keys(read(typed)) == ["ada@contoso.com"]
    told = read("sep=;\r\nName;UPN\r\nLovelace, Ada;ada@contoso.com\r\n")
    assert told.rows == (Row(line=3, typed="ada@contoso.com", key="ada@contoso.com"),)
    assert keys(read("sep=:\nName:UPN\nAda:ada@contoso.com\n")) == ["ada@contoso.com"]


def test_a_column_of_numbers_called_id_is_not_taken_for_object_ids():
    listing = read("id,mail,upn\n1,ada@contoso.com,a@contoso.com\n2,bob@contoso.com,b@contoso.com\n")
    assert (keys(listing), listing.column) == (["a@contoso.com", "b@contoso.com"], "upn")


def test_a_blank_cell_is_stood_in_for_by_the_same_persons_next_best():
    listing = read(f"mail,id\nada@contoso.com,{ID}\nbob@contoso.com,\neve@contoso.com,not an id\n,\n,,\n")
    assert keys(listing) == [ID, "bob@contoso.com", ""]
    assert listing.rows[2].typed == "not an id"


def test_a_row_whose_key_is_blank_is_kept_by_what_else_stands_in_it():
    listing = read("Name;UPN;Room\nAda;ada@contoso.com;1\nBob;;  2\nDan\n")
    assert [(row.line, row.typed, row.key) for row in listing.rows] == [
        (2, "ada@contoso.com", "ada@contoso.com"),
        (3, "Bob 2", ""),
        (4, "Dan", ""),
    ]


def test_blank_lines_are_no_rows_and_lines_keep_their_numbers():
    listing = read("\r\n \r\nUPN\r\n\r\nada@contoso.com\r\n;;\r\n\t\r\nbob@contoso.com;;\r\n\r\n")
    assert [(row.line, row.key) for row in listing.rows] == [(5, "ada@contoso.com"), (8, "bob@contoso.com")]


@pytest.mark.parametrize("sign", ["\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"])
def test_only_cr_and_lf_end_a_line(sign):
    """FILE-08: str.splitlines would see one more line, and every number below would be wrong."""
    listing = read(f"Name,UPN\nAda{sign}Countess,ada@contoso.com\nBob,{sign}bob@contoso.com{sign}\n")
    assert [(row.line, row.key) for row in listing.rows] == [(2, "ada@contoso.com"), (3, "bob@contoso.com")]
    inside = read(f"UPN\nada@contoso.com{sign}bob@contoso.com\neve@contoso.com\n")
    assert keys(inside) == ["", "eve@contoso.com"]


@pytest.mark.parametrize("end", ENDS)
def test_a_quoted_cell_of_another_column_may_have_several_lines(end):
    """FILE-08."""
    street = f"Main St 1{end}Berlin{end}{end}Germany"
    text = write([["UPN", "Street", "City"], ["ada@contoso.com", street, ""], ["bob@contoso.com", "", "x"]], end=end)
    assert [(row.line, row.key) for row in read(text).rows] == [(2, "ada@contoso.com"), (6, "bob@contoso.com")]


def test_doubled_quotes_and_quotes_within_a_cell_are_text():
    text = 'UPN,Name\nada@contoso.com,"Ada ""Countess"" L"\nbob@contoso.com,5" Bob\n"eve@contoso.com",\n'
    assert keys(read(text)) == ["ada@contoso.com", "bob@contoso.com", "eve@contoso.com"]


# What is no list, why, and in which line.
FLAWS = {
    b"": (Flaw.EMPTY, 0),
    b"\xef\xbb\xbf": (Flaw.EMPTY, 0),
    b"\n\r\n ;; \n": (Flaw.EMPTY, 0),
    b"UPN\n": (Flaw.EMPTY, 0),
    b"UPN,mail\n\n,\n": (Flaw.EMPTY, 0),
    b"sep=;\nUPN\n": (Flaw.EMPTY, 0),
    b"Ada\nBob\n": (Flaw.NO_PEOPLE, 0),
    b"UPN\nAda\nBob\n": (Flaw.NO_PEOPLE, 0),
    b"PK\x03\x04\x14\x00": (Flaw.BINARY, 0),
    b"%PDF-1.7\n": (Flaw.BINARY, 0),
    b"\xd0\xcf\x11\xe0\xa1\xb1": (Flaw.BINARY, 0),
    b"\x1f\x8b\x08": (Flaw.BINARY, 0),
    b"\r\n <!DOCTYPE html><a href='mailto:ada@contoso.com'>": (Flaw.BINARY, 0),
    b"UPN\nada@contoso.com\nb\x00b@contoso.com\n": (Flaw.NUL, 3),
    b"UPN\r\rada@contoso.com\r\x00": (Flaw.NUL, 4),
    b"UPN\nM\xfcller <ada@contoso.com>\n\x81\n": (Flaw.UNREADABLE, 3),
    b"\xef\xbb\xbfUPN\r\nada@contoso.com\r\n\xff": (Flaw.UNREADABLE, 3),
    b"\xff\xfe" + "UPN\nada@contoso.com\n".encode("utf-16-le") + b"x": (Flaw.UNREADABLE, 3),
    b"\xff\xfe" + "UPN\n".encode("utf-16-le") + b"\x00\xdca\x00": (Flaw.UNREADABLE, 2),
    b'UPN,x\nada@contoso.com,"open\nbob@contoso.com,\n': (Flaw.OPEN_QUOTE, 2),
    b'UPN,x\nada@contoso.com,"a\nb"\nbob@contoso.com,"open\neve@contoso.com,': (Flaw.OPEN_QUOTE, 4),
    b'UPN,x\nada@contoso.com,"a ""b"" c\nbob@contoso.com,': (Flaw.OPEN_QUOTE, 2),
    b'UPN,x\n\nada@contoso.com,"two\nlines","open\nbob@contoso.com': (Flaw.OPEN_QUOTE, 4),
    b'UPN,x\nada@contoso.com,"Ada\nbob@contoso.com,Bob\neve@contoso.com,"Eve"\n': (Flaw.OPEN_QUOTE, 2),
    b'UPN,x\nada@contoso.com,"Ada\nbob@contoso.com,Bob\neve@contoso.com,"\n': (Flaw.LONG_QUOTE, 2),
    b'UPN,x,y\nada@contoso.com,"a\nb","Ada\nbob@contoso.com,Bob"\n': (Flaw.LONG_QUOTE, 3),
    b'UPN,x,y\nada@contoso.com,"Ada\nBob,Sales,1\nEve,",2\n': (Flaw.LONG_QUOTE, 2),
    b'UPN\nada@contoso.com\n"bob@contoso.com\neve@contoso.com"\n': (Flaw.LONG_QUOTE, 3),
    b'UPN\nada@contoso.com\n"Bob\nEve"\n': (Flaw.LONG_QUOTE, 3),
    b'UPN,x\n"Bob\nEve",1\nada@contoso.com,2\n': (Flaw.LONG_QUOTE, 2),
    b'UPN,x\nada@contoso.com,"' + b"line\n" * 25 + b'"\n': (Flaw.LONG_QUOTE, 2),
    b'UPN,x\nada@contoso.com,\nbob@contoso.com,"Bob" B\n': (Flaw.LOOSE_QUOTE, 3),
    b'"UPN";"x"\n"ada@contoso.com" ;"x"\n': (Flaw.LOOSE_QUOTE, 2),
    b"UPN\nada@contoso.com\n" + b"x" * 200_000 + b"\n": (Flaw.LONG_CELL, 3),
    b'UPN,x\nada@contoso.com,\n\nbob@contoso.com,"' + b"x" * 200_000 + b'"\n': (Flaw.LONG_CELL, 4),
    b'UPN,x\nada@contoso.com,"' + b"u@contoso.com,x\n" * 10_000: (Flaw.OPEN_QUOTE, 2),
    b"x,ada@contoso.com,bob@contoso.com\ny,eve@contoso.com,dan@contoso.com\n": (Flaw.WHICH_COLUMN, 1),
    b"ada@contoso.com\nbob@contoso.com\neve@contoso.com; dan@contoso.com\n": (Flaw.WHICH_COLUMN, 3),
    b"UPN\nada@contoso.com\nbob@contoso.com;eve@contoso.com\n": (Flaw.WHICH_COLUMN, 3),
    b"upn;x;UPN\nada@contoso.com;1;ADA@contoso.com\nbob@contoso.com\neve@contoso.com;;dan@contoso.com": (
        Flaw.WHICH_COLUMN,
        4,
    ),
    f"x,{ID}\ny,{OTHER_ID}\nz,{ID},{OTHER_ID}\n".encode(): (Flaw.WHICH_COLUMN, 3),
}


@pytest.mark.parametrize(("data", "expected"), FLAWS.items(), ids=lambda one: str(one)[:60])
def test_what_is_no_list_says_why_and_in_which_line(data, expected):
    """FILE-08."""
    flaw, line = expected
    assert read_file(data) == Misread(flaw=flaw, line=line)


def test_a_quote_that_swallows_a_thousand_rows_is_found_where_it_opens():
    """FILE-08."""
    people = [f"u{number}@contoso.com,x" for number in range(1_000)]
    assert len(keys(read("UPN,Name\n" + "\n".join(people)))) == 1_000
    people[500] = 'u500@contoso.com,"x'
    assert read("UPN,Name\n" + "\n".join(people)) == Misread(flaw=Flaw.OPEN_QUOTE, line=502)


def test_undefined_signs_of_windows_are_found_and_the_others_read():
    """FILE-08."""
    for byte in range(0x80, 0x100):
        data = b"Name;UPN\nx" + bytes([byte]) + b";ada@contoso.com\n"
        if byte in {0x81, 0x8D, 0x8F, 0x90, 0x9D}:
            assert read_file(data) == Misread(flaw=Flaw.UNREADABLE, line=2)
        else:
            assert keys(read_file(data)) == ["ada@contoso.com"]


def test_one_row_more_than_the_most_is_refused():
    """FILE-07."""
    people = "a@b.example\n" * MOST_ROWS
    assert len(keys(read("\nUPN\n" + people + "\n \n"))) == MOST_ROWS
    assert read("\nUPN\n" + people + "Bob\n") == Misread(flaw=Flaw.TOO_MANY_ROWS, line=MOST_ROWS + 3)
    assert read(people + "Bob\n") == Misread(flaw=Flaw.TOO_MANY_ROWS, line=MOST_ROWS + 1)


def test_a_million_rows_are_refused_at_the_first_too_many():
    """FILE-07."""
    data = b"someone.with.a.name@contoso.com\n" * 1_000_000
    assert read_file(data) == Misread(flaw=Flaw.TOO_MANY_ROWS, line=MOST_ROWS + 1)


def test_of_many_rows_nothing_is_kept_while_they_are_counted():
    """FILE-07."""
    data = b"someone@contoso.com\n" * 20_000
    tracemalloc.start()
    try:
        list(read_records(data.decode(), ","))[:0]
        _, kept = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        assert sum(isinstance(one, Record) for one in read_records(data.decode(), ",")) == 20_000
        _, streamed = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert streamed < 2 * len(data) < kept


def test_blank_lines_without_end_are_refused_too():
    """FILE-07."""
    assert read_file(b"\n" * 1_000 + b"ada@contoso.com").rows[0].line == 1_001
    assert read_file(b"\r" * 600_000 + b"ada@contoso.com") == Misread(flaw=Flaw.TOO_MANY_ROWS, line=500_001)


def test_what_was_typed_is_cut_and_then_names_nobody():
    long = "Ada " * 100 + "<ada@contoso.com>"
    (bob, ada) = read(f"UPN\nbob@contoso.com\n{long}\n").rows
    assert (bob.key, ada.key) == ("bob@contoso.com", "")
    assert len(ada.typed) == LONGEST
    assert ada.typed.endswith("…")


def test_the_limit_of_csv_stays_as_it_was():
    before = csv.field_size_limit()
    read_file(b'UPN,x\nada@contoso.com,"' + b"x" * 300_000 + b'"\n')
    assert csv.field_size_limit() == before


def test_a_single_row_of_people_is_a_list():
    assert keys(read("ada@contoso.com, bob@contoso.com,eve@contoso.com")) == [
        "ada@contoso.com",
        "bob@contoso.com",
        "eve@contoso.com",
    ]
    assert keys(read("Ada,ada@contoso.com")) == ["ada@contoso.com"]
    assert keys(read("\r\nada@contoso.com\r\n\x1a")) == ["ada@contoso.com"]


def test_an_id_and_an_address_side_by_side_are_one_person():
    assert keys(read(f"ada@contoso.com,{ID}\nbob@contoso.com,{OTHER_ID}\n")) == [ID, OTHER_ID]
    assert keys(read("ada@contoso.com,ADA@contoso.com\nbob@contoso.com,\n")) == ["ada@contoso.com", "bob@contoso.com"]


def test_the_digest_is_of_who_in_which_order_and_line():
    """FILE-11."""
    ada, bob = Row(line=1, typed="x", key="ada@contoso.com"), Row(line=2, typed="y", key="bob@contoso.com")
    assert digest([ada, bob]) == digest([Row(line=1, typed="z", key="ada@contoso.com"), bob])
    others = [
        *([ada], [bob], [bob, ada], [ada, bob, bob], [ada, Row(line=3, typed="y", key="bob@contoso.com")]),
        *([ada, Row(line=2, typed="y", key="")], []),
    ]
    assert len({digest(one) for one in (*others, [ada, bob])}) == len(others) + 1


@pytest.mark.parametrize("flaw", list(Flaw))
def test_every_flaw_is_explained(flaw):
    for tongue in (None, GERMAN):
        said = flatten(explain_misread(Misread(flaw=flaw, line=4_711)), *([tongue] if tongue else []))
        assert said.endswith(".")
        assert ("4,711" in said or "4.711" in said) == (flaw not in WHOLE)


WHOLE = {Flaw.EMPTY, Flaw.BINARY, Flaw.TOO_MANY_ROWS, Flaw.NO_PEOPLE}


LOCALS = st.from_regex(r"[a-z0-9][a-z0-9._'-]{0,12}", fullmatch=True)
ADDRESSES = st.builds("{}@{}.example".format, LOCALS, st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True))
PEOPLE = st.one_of(ADDRESSES, st.uuids().map(str))
SIGNS = bytes(range(1, 256)).decode("cp1252", errors="ignore").replace("@", "")
NAMES = st.text(st.sampled_from(SIGNS), max_size=12)
UNKNOWN = st.from_regex(r"[A-Za-zäöü ]{1,9}[a-z]", fullmatch=True)


@given(
    people=st.lists(
        st.tuples(NAMES, PEOPLE | UNKNOWN, st.sampled_from(["", "x", "two\nlines", "a\r\n\r\nb"])), min_size=1
    ),
    separator=st.sampled_from(SEPARATORS),
    end=st.sampled_from(ENDS),
    encoding=st.sampled_from(ENCODINGS),
    is_all_quoted=st.booleans(),
)
def test_what_is_written_in_any_way_comes_back_whole(people, separator, end, encoding, is_all_quoted):
    """FILE-08."""
    assume(any(read_key(cell) for _, cell, _ in people))
    records = [["Name", "User principal name", "Notes"], *(["x" + name, cell, notes] for name, cell, notes in people)]
    text = write(records, separator=separator, end=end, is_all_quoted=is_all_quoted)
    data = text.encode(encoding)
    assume(encoding != "cp1252" or decode(data) == text)  # it may be UTF-8 by chance
    listing = read_file(data)
    if isinstance(listing, Misread):
        assert listing.flaw is Flaw.LONG_QUOTE  # a name may look as if it were rows
        assert any("\n" in name or "\r" in name for name, _, _ in people)
        return
    assert [(row.typed, row.key) for row in listing.rows] == [(cell.strip(), read_key(cell)) for _, cell, _ in people]


@given(
    people=st.lists(PEOPLE, min_size=3, max_size=40, unique=True),
    place=st.integers(min_value=0),
    column=st.integers(min_value=0, max_value=2),
    separator=st.sampled_from(SEPARATORS),
    is_heading=st.booleans(),
    is_all_quoted=st.booleans(),
)
def test_a_quote_too_much_anywhere_makes_no_list_shorter(people, place, column, separator, is_heading, is_all_quoted):
    """FILE-08."""
    heading = ["Name", "UPN", "Room"]
    lines = write([["N", one, "1"] for one in people], separator=separator, is_all_quoted=is_all_quoted).splitlines()
    cells = lines[place % len(lines)].split(separator)
    cells[column] = '"' + cells[column]
    lines[place % len(lines)] = separator.join(cells)
    listing = read("\n".join([separator.join(heading)] * is_heading + lines))
    assert isinstance(listing, Misread) or [row.key for row in listing.rows if row.key] == people


@given(data=st.binary(max_size=400) | st.text(st.sampled_from('",;\t|\r\n@.x=-\0ü <>'), max_size=80).map(str.encode))
def test_any_bytes_are_a_list_or_not(data):
    """FILE-08."""
    listing = read_file(data)
    assert isinstance(listing, Listing | Misread)
    if isinstance(listing, Listing):
        assert any(row.key for row in listing.rows)
        assert all(row.typed for row in listing.rows)


@given(lines=st.lists(st.text(st.sampled_from("ab@.x,; \t-=<>ü"), max_size=12), max_size=20))
def test_every_line_that_is_not_blank_is_a_row_or_the_heading(lines):
    """FILE-08: without quotation marks a line is a row, whatever stands in it."""
    listing = read("\n".join(["eve@contoso.com", *lines]))
    if isinstance(listing, Misread):
        assert listing.flaw is Flaw.WHICH_COLUMN
        return
    filled = [number for number, line in enumerate(lines, 2) if line.strip(" ,;\t|")]
    assert [row.line for row in listing.rows] == [1, *filled]
