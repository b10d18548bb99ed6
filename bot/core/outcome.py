"""What became of a write, told from what was answered and what is read back. Pure; the words are honest.

    read back          answer            before the patience ends    after it
    -----------------  ----------------  --------------------------  ----------------------------
    as wanted          any               applied                     applied
    as before          refused           failed                      failed
    as before          unsure            keep reading                failed  (it never arrived)
    as before          accepted, done    keep reading                unknown (accepted, not shown)
    something else     any               unknown                     unknown
    not readable       done              keep reading                applied (attested, and said so)
    not readable       any other         keep reading                unknown

The patience is the quarantine: within it a write whose answer was lost may still land, so nobody says "failed".
"""

from enum import StrEnum

from bot.core.setting import Setting


class Answer(StrEnum):
    """What the tenant said to a write, or a person who was asked to make it. A read-back tells what became of it."""

    ACCEPTED = "accepted"
    REFUSED = "refused"  # proved not to have been carried out
    UNSURE = "unsure"  # no answer, or one that proves nothing
    DONE = "done"  # a person says so


class Outcome(StrEnum):
    APPLIED = "applied"
    FAILED = "failed"
    UNKNOWN = "unknown"


def tell_outcome(
    *, before: Setting, wanted: Setting, found: Setting | None, answer: Answer, is_over: bool
) -> Outcome | None:
    """Tell the outcome, or None to keep reading. *found* is None when the setting could not be read."""
    if found == wanted:
        return Outcome.APPLIED
    if found == before and answer is Answer.REFUSED:
        return Outcome.FAILED
    if found not in {before, None}:
        return Outcome.UNKNOWN
    if not is_over:
        return None
    if found is None and answer is Answer.DONE:
        return Outcome.APPLIED
    return Outcome.FAILED if found == before and answer is Answer.UNSURE else Outcome.UNKNOWN
