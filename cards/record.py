"""The facts of a request as rows: who asked, why, who decided, what became of it, and when."""

from collections.abc import Iterator
from datetime import datetime

from bot.core import captions
from bot.core.change import Change, Proof, State, Told
from bot.core.policy import Person
from bot.core.rules import shorten
from bot.core.speech.labels import Label
from bot.core.text import Code, Foreign
from bot.core.words import TOLD
from cards import kit
from cards.kit import Element, Look, Row, Tone

_OPEN = frozenset({State.DRAFT, State.WAITING, State.RETURNED, State.APPROVED, State.APPLYING})
_REFUSED = {State.REJECTED: Label.REJECTED_BY, State.RETURNED: Label.RETURNED_BY}
_EVIDENCE = {
    Proof.VERIFIED: Label.READ_BACK,
    Proof.SCORED: Label.SCORED,
    Proof.ATTESTED: Label.SAID,
    None: Label.READ_BACK,
}
_TRIED = frozenset({State.APPLIED, State.FAILED, State.UNKNOWN})


def is_over(change: Change) -> bool:
    """Tell whether the request is behind us: what it called "now" may no longer be so."""
    return change.state not in _OPEN


def list_facts(change: Change, *, is_form: bool = False) -> Iterator[Row]:
    """List the facts; on a form, what it holds already is left out."""
    yield Label.REQUESTED_BY, _draw_person(change.requester, change.created_at)
    if change.reason and not is_form:
        yield Label.REASON, _draw_quote(change.reason, Label.BY_REQUESTER)
    if change.ticket and not is_form:
        yield Label.TICKET, [kit.say(Foreign(change.ticket))]
    if change.told and not is_form:
        yield Label.TOLD, [kit.say(TOLD[change.told], tone=Tone.WARNING if change.told is Told.NO else Tone.PLAIN)]
    yield from _list_decision(change)
    yield from _list_terms(change)
    yield from _list_outcome(change)
    yield from _list_end(change)


def _list_decision(change: Change) -> Iterator[Row]:
    names = [element for vote in change.votes for element in _draw_line(captions.shorten(vote.by.name), vote.at)]
    if change.state in {State.DRAFT, State.WAITING}:
        yield Label.APPROVALS, [kit.say(captions.count_approvals(change)), *names]
    elif names:
        yield Label.APPROVED_BY, names
    if change.state in _REFUSED and change.decider:
        yield _REFUSED[change.state], _draw_person(change.decider, change.updated_at)
    if change.state is State.REJECTED:
        yield Label.WHY_NOT, _draw_quote(change.note, Label.BY_DECIDER)


def _list_terms(change: Change) -> Iterator[Row]:
    """Name what the approval is for, and while what it counts."""
    if change.fingerprint:
        is_bound = change.state is State.WAITING and change.plan.roster
        limit = [kit.snug(kit.say(captions.allow_drift(change.drift), look=Look.SMALL))] if is_bound else []
        yield Label.FINGERPRINT, [kit.say(Code(shorten(change.fingerprint)), look=Look.CODE), *limit]
    if change.state is State.APPROVED and change.not_before:
        yield (
            Label.NOT_BEFORE,
            [kit.say(*captions.explain(change)), kit.snug(kit.write(change.not_before, look=Look.SMALL))],
        )


def _list_outcome(change: Change) -> Iterator[Row]:
    if change.state is State.APPLIED:
        read = kit.say(captions.name_result(change.plan))
        yield (
            _EVIDENCE[change.attempt.proof if change.attempt else None],
            [read, kit.snug(kit.write(change.updated_at, look=Look.SMALL))],
        )
    if change.attempt and change.attempt.made:
        made = Label.POLICY if change.plan.office else Label.GROUP
        yield made, [kit.say(captions.name_made(change.attempt.made))]
    if change.attempt and change.attempt.stopped:
        yield Label.STOPPED_BY, [kit.say(Foreign(change.attempt.stopped.name))]
    if change.attempt and change.attempt.filled and change.plan.sets:
        yield Label.FILLED_AT, [kit.write(change.attempt.filled)]
    if change.attempt and change.state in _TRIED:
        if change.attempt.executor:
            yield Label.APPLIED_AS, [kit.say(captions.name_executor(change.attempt.executor))]
        yield Label.CORRELATION, [kit.say(Code(change.attempt.token), look=Look.CODE)]


def _list_end(change: Change) -> Iterator[Row]:
    """Say when the request ends or ended; where a row above has said it, nothing."""
    if change.state in {State.WAITING, State.RETURNED, State.APPROVED} or change.waits_for:
        yield Label.EXPIRES, [kit.write(change.expires_at)]
    elif change.state is State.UNKNOWN:
        yield Label.SINCE, [kit.write(change.updated_at)]
    elif change.state in {State.FAILED, State.STALE, State.WITHDRAWN, State.EXPIRED}:
        yield Label.ENDED, [kit.write(change.updated_at)]


def _draw_person(person: Person, at: datetime) -> list[Element]:
    return _draw_line(captions.name_person(person), at)


def _draw_line(name: Foreign, at: datetime) -> list[Element]:
    """Draw who and when. Of names that can be many on one card it takes short ones: a card has a limit."""
    return [kit.say(name), kit.snug(kit.write(at, look=Look.SMALL))]


def _draw_quote(text: str, source: Label) -> list[Element]:
    """Show what a person wrote, and say that a person wrote it: it may look like a sentence of ours."""
    return [kit.say(Foreign(text)), kit.snug(kit.write(source, look=Look.SMALL))]
