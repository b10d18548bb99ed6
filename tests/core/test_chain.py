import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.core.chain import Anchor, Fault, Head, Line, seal, verify
from bot.core.evidence import End, judge_end, read_anchor, read_head, read_line, spell_anchor, spell_end, spell_line

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def a_body(number, *, minutes=None, **fields):
    at = START + timedelta(minutes=number if minutes is None else minutes)
    return json.dumps({"at": at.isoformat(timespec="microseconds"), "name": "", "note": f"step {number}"} | fields)


def chained(bodies, *, key=KEY, events=None):
    """Seal one line after the other."""
    lines = []
    for seq, body in enumerate(bodies, start=1):
        line = Line(seq=seq, request=seq // 3, event=(events or {}).get(seq, "sent"), body=body, seal="")
        lines.append(replace(line, seal=seal(key, line, lines[-1].seal if lines else "")))
    return lines


def a_ledger(length=6, **options):
    return chained([a_body(number) for number in range(1, length + 1)], **options)


def an_anchor(lines, count, **fields):
    return Anchor(head=Head(count=count, seal=lines[count - 1].seal if count else ""), **fields)


def found(lines, anchors=(), *, key=KEY):
    """Return the faults as (row, fault)."""
    report = verify(iter(lines), key, anchors)
    return [(finding.row, finding.fault) for finding in report.findings if not finding.is_note]


ledgers = st.integers(2, 8).map(a_ledger)


@st.composite
def ledger_and_row(draw, *, least=1):
    lines = draw(ledgers)
    return lines, draw(st.integers(least, len(lines)))


@given(st.integers(0, 8).map(a_ledger), st.lists(st.integers(0, 8)))
def test_what_nobody_touched_is_sound(lines, counts):
    anchors = [an_anchor(lines, count) for count in counts if count <= len(lines)]
    report = verify(lines, KEY, anchors)
    assert report.is_sound
    assert report.findings == ()
    assert report.head == Head(count=len(lines), seal=lines[-1].seal if lines else "")
    assert report.anchored == max((anchor.head.count for anchor in anchors), default=0)


@given(
    ledger_and_row(),
    st.sampled_from(["request", "event", "body", "seal"]),
    st.text(max_size=4) | st.sampled_from(["\ud800", "\x00"]),
)
def test_an_edited_row_is_named(case, name, text):
    """AUD-01."""
    lines, row = case
    value = 99 if name == "request" else text
    assume(getattr(lines[row - 1], name) != value)
    forged = [*lines]
    forged[row - 1] = replace(lines[row - 1], **{name: value})
    ((first, fault),) = found(forged)
    assert first == row
    # of two lines, one with another seal leaves none that fits
    assert fault is Fault.EDITED or (fault, row, len(lines), name) == (Fault.FOREIGN, 1, 2, "seal")


@given(ledgers)
def test_a_ledger_that_was_written_anew_with_another_key_fits_no_row(lines):
    """AUD-02."""
    again = chained([line.body for line in lines], key=OTHER_KEY)
    assert found(again) == [(1, Fault.FOREIGN)]
    assert found(lines, key=OTHER_KEY) == [(1, Fault.FOREIGN)]
    report = verify(again, KEY, [an_anchor(lines, len(lines))])
    assert [finding.fault for finding in report.findings] == [Fault.FOREIGN, Fault.REWRITTEN]


@given(ledger_and_row(), st.integers(0, 8))
def test_a_ledger_that_was_written_anew_with_the_key_contradicts_its_anchors(case, count):
    """AUD-02."""
    lines, row = case
    assume(count <= len(lines))
    bodies = [line.body for line in lines]
    again = chained([*bodies[: row - 1], a_body(row, note="another"), *bodies[row:]])
    anchors = [an_anchor(lines, count), an_anchor(lines, 0)]
    assert found(again, anchors) == ([(count, Fault.REWRITTEN)] if count >= row else [])
    assert verify(again, KEY, anchors).anchored == (0 if count >= row else count)


@given(ledger_and_row(least=2))
def test_rows_that_stand_in_another_order_are_named(case):
    """AUD-05."""
    lines, later = case
    for earlier in range(1, later):
        swapped = [*lines]
        swapped[earlier - 1], swapped[later - 1] = lines[later - 1], lines[earlier - 1]
        assert found(swapped) == [(earlier, Fault.MISPLACED)]
        moved = [*lines[: earlier - 1], lines[later - 1], *lines[earlier - 1 : later - 1], *lines[later:]]
        assert found(moved) == [(earlier, Fault.MISPLACED)]


@given(ledger_and_row(), st.data())
def test_a_missing_row_is_named(case, data):
    """AUD-05."""
    lines, row = case
    assume(row < len(lines))
    count = data.draw(st.integers(1, len(lines) - row))
    assert found([*lines[: row - 1], *lines[row - 1 + count :]]) == [(row, Fault.MISSING)]


@given(ledger_and_row(), st.integers(1, 12))
def test_an_inserted_row_is_named(case, seq):
    """AUD-05."""
    lines, row = case
    forged = replace(chained([a_body(0)], key=OTHER_KEY)[0], seq=seq)
    ((first, fault),) = found([*lines[: row - 1], forged, *lines[row - 1 :]])
    assert (first, fault) == (row, Fault.INSERTED)
    repeated = [*lines[:row], lines[row - 1], *lines[row:]]
    assert found(repeated) == [(row + 1, Fault.INSERTED)]
    assert found([*lines, replace(forged, seq=99)]) == [(len(lines) + 1, Fault.MISSING)]


def renumbered(lines):
    return [replace(line, seq=seq) for seq, line in enumerate(lines, start=1)]


@given(ledger_and_row())
def test_rows_that_were_numbered_anew_are_found_too(case):
    """AUD-05."""
    lines, row = case
    forged = chained([a_body(0)], key=OTHER_KEY)[0]
    assert found(renumbered([*lines[: row - 1], forged, *lines[row - 1 :]])) == [(row, Fault.INSERTED)]
    if row < len(lines):
        swapped = [*lines[: row - 1], lines[row], lines[row - 1], *lines[row + 1 :]]
        assert found(renumbered(swapped)) == [(row, Fault.MISPLACED)]
    if row < len(lines) - 1:
        assert found(renumbered([*lines[: row - 1], *lines[row:]])) == [(row, Fault.MISSING)]


@given(ledgers, st.data())
def test_an_end_that_was_cut_off_is_found_as_far_as_an_anchor_tells(lines, data):
    """AUD-03."""
    anchored = data.draw(st.integers(0, len(lines)))
    left = data.draw(st.integers(0, len(lines) - 1))
    anchors = [an_anchor(lines, count) for count in {0, anchored // 2, anchored}]
    report = verify(lines[:left], KEY, anchors)
    faults = [(finding.row, finding.fault) for finding in report.findings]
    assert faults == ([(left + 1, Fault.CUT_OFF)] if left < anchored else [])
    if left >= anchored:
        told = f"Row {anchored} is the last" if anchored else "No anchor confirms a row"
        assert report.unseen.startswith(told)
        assert "cannot be seen" in report.unseen


def test_the_first_anchor_that_is_not_true_is_told_with_its_time():
    """AUD-03."""
    lines = a_ledger(9)
    anchors = [an_anchor(lines, count, at=START + timedelta(hours=count)) for count in (8, 6, 2)]
    (finding,) = verify(lines[:4], KEY, anchors).findings
    assert finding.sentence.startswith("Rows 5 to 6 were cut off")
    assert "2026-03-02T15:00" in finding.sentence
    assert lines[5].seal in finding.sentence


def test_a_clock_that_went_back_is_a_note_and_no_fault():
    """AUD-05."""
    lines = chained([a_body(1), a_body(2, minutes=9), a_body(3), a_body(4)])
    report = verify(lines, KEY)
    assert [(finding.row, finding.fault) for finding in report.findings] == [(3, Fault.WENT_BACK)]
    assert report.is_sound


def test_anchors_from_before_an_acknowledgement_are_excused_and_it_is_told():
    """AUD-04."""
    lost = a_ledger(9)
    bodies = [line.body for line in lost[:4]] + [a_body(60, name="root", note="restored"), a_body(70)]
    lines = chained(bodies, events={5: "acknowledged"})
    before = [an_anchor(lost, count, at=START + timedelta(minutes=count)) for count in (3, 5, 9)]
    after = an_anchor(lines, 5, at=START + timedelta(minutes=61))
    report = verify(lines, KEY, [*before, after])
    (note,) = report.findings
    assert (note.row, note.fault, note.is_note) == (5, Fault.ACKNOWLEDGED, True)
    assert "root" in note.sentence
    assert "restored" in note.sentence
    assert report.anchored == 5
    late = an_anchor(lost, 9, at=START + timedelta(minutes=61))
    assert found(lines, [*before, late]) == [(7, Fault.CUT_OFF)]
    from_the_channel = an_anchor(lost, 9)
    assert found(lines, [*before, from_the_channel]) == [(7, Fault.CUT_OFF)]
    forged = [*lines[:4], replace(lines[4], body=a_body(60, name="root", note="nothing"))]
    assert found(forged, before)[0] == (5, Fault.EDITED)


@given(ledgers, st.integers(0, 1 << 40), st.text())
def test_an_export_comes_back_as_it_was(lines, minutes, ledger):
    """AUD-09."""
    assert [read_line(spell_line(line)) for line in lines] == lines
    head, at = Head(ledger=ledger, count=len(lines), seal=lines[-1].seal), START + timedelta(seconds=minutes % 10**9)
    end = read_line(spell_end(head, KEY, at=at))
    assert isinstance(end, End)
    assert end.head == head
    report = verify(lines, KEY)
    assert judge_end(end, KEY, report) == ()
    assert [finding.fault for finding in judge_end(None, KEY, report)] == [Fault.CUT_OFF]
    for forged in (
        replace(end, at="2020-01-01T00:00:00+00:00"),
        replace(end, head=replace(head, ledger=ledger + "x")),
        replace(end, head=replace(head, count=head.count - 1, seal=lines[-2].seal)),
        replace(end, signature="é"),
    ):
        assert [finding.fault for finding in judge_end(forged, KEY, report)] == [Fault.UNSIGNED]
    assert [finding.fault for finding in judge_end(end, OTHER_KEY, report)] == [Fault.UNSIGNED]
    shorter = judge_end(end, KEY, verify(lines[:-1], KEY))
    assert [finding.fault for finding in shorter] == [Fault.CUT_OFF]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "[" * 100_000,
            "",
            "[]",
            "1",
            "{",
            "{}",
            '{"seq": 1}',
            '{"end": 1, "signature": ""}',
            '{"end": {}, "signature": ""}',
        ),
        '{"seq": "1", "request": 1, "event": "", "body": "", "seal": ""}',
        '{"seq": true, "request": 1, "event": "", "body": "", "seal": ""}',
        '{"seq": 1, "request": 1, "event": "", "body": {}, "seal": ""}',
        '{"end": {"ledger": "", "count": 1.0, "seal": "", "at": ""}, "signature": ""}',
    ],
)
def test_what_is_no_line_of_an_export_or_no_anchor_is_refused(text):
    assert not is_readable(read_line, text)
    assert not is_readable(read_anchor, text)


def is_readable(read, text):
    try:
        read(text)
    except ValueError:
        return False
    return True


@given(st.integers(0, 1 << 60), st.text(), st.text())
def test_an_anchor_comes_back_as_it_was(count, seal_text, message):
    anchor = Anchor(head=Head(ledger="t/i", count=count, seal=seal_text), at=START, message=message)
    assert read_anchor(spell_anchor(anchor)) == anchor


def test_a_head_is_read_as_the_channel_shows_it():
    head = Head(count=41, seal="9f" * 32)
    assert read_head(f" {head}\n") == head
    for text in ("", "41", "41:9f", "x" + str(head), "-" + str(head), str(head) + "0"):
        assert not is_readable(read_head, text)
