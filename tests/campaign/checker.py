"""The checker: from what a world has come to, whether anything was lost, doubled, torn, unowned or untrue.

    lost      somebody was told that it is done, and neither store nor ledger knows
    doubled   two writes of one request, two requests of one message, somebody let into a group twice
    torn      a state without its entry, an entry without its state, votes that the ledger has otherwise, a broken chain
    unowned   somebody is owed a word or a newer card, and nobody will bring it
    untrue    what is said of a request, or of a row of its list, is not what its write came to
    unended   it has not come to rest

It is written from the README, not from the code that it judges; of that it takes only the shape of rows and `replay`.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from campaign.history import History, Shown

from bot.core.chain import verify
from bot.core.change import Change, State
from bot.core.fill import LOST, Fate
from bot.core.ledger import Entry, Event
from bot.core.notice import Notice
from bot.core.replay import NO_STEPS, ReplayError, account, replay
from bot.core.setting import Mode

HTTP_OK = 200
_VALUES: Mapping[Mode, int] = {Mode.EVERYONE: 0, Mode.NOBODY: 1, Mode.GROUP: 4}
RESTLESS = frozenset({State.APPROVED, State.APPLYING, State.UNKNOWN})
_WORKED = frozenset({State.APPLIED, State.FAILED})
_TOLD = frozenset({"approved", "rejected", "returned", "expired", "applied", "failed", "unknown", "stale"})
"""States of which the requester hears in a message of its own."""


class Kind(StrEnum):
    LOST = "lost"
    DOUBLED = "doubled"
    TORN = "torn"
    UNOWNED = "unowned"
    UNTRUE = "untrue"
    UNENDED = "unended"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must never be."""

    kind: Kind
    sentence: str


def check(history: History) -> tuple[Finding, ...]:
    """List all that is wrong; nothing, when all is well."""
    rules: tuple[tuple[Kind, Callable[[History], Iterator[str]]], ...] = (
        (Kind.LOST, _find_lost_words),
        (Kind.LOST, _find_lost_clicks),
        (Kind.DOUBLED, _find_double_requests),
        (Kind.DOUBLED, _find_double_writes),
        (Kind.DOUBLED, _find_double_members),
        (Kind.TORN, _find_torn),
        (Kind.TORN, _find_unclaimed),
        (Kind.TORN, _find_unsealed),
        (Kind.UNOWNED, _find_undelivered),
        (Kind.UNOWNED, _find_untold),
        (Kind.UNOWNED, _find_old_cards),
        (Kind.UNTRUE, _find_untrue),
        (Kind.UNTRUE, _find_untrue_rows),
        (Kind.UNENDED, _find_restless),
        (Kind.UNENDED, _find_open_rows),
    )
    return tuple(Finding(kind, sentence) for kind, rule in rules for sentence in rule(history))


def count_torn(revisions: int, steps: int) -> str:
    """Compare how many steps the rows have taken with how many the ledger tells, at one moment; empty when equal."""
    if revisions == steps:
        return ""
    return f"At one moment the requests had taken {revisions} steps, and the ledger told of {steps}."


def is_owed(notice: Notice, rev: int) -> bool:
    """Tell whether something is still to be delivered, about a request that has come to *rev*."""
    if notice.is_dead:
        return False
    return not notice.message or (notice.topic is None and notice.shown < rev)


def _find_lost_words(history: History) -> Iterator[str]:
    """A message that was taken made a request, or was answered."""
    origins = {change.origin for change in history.changes}
    for asked in history.asked:
        if asked.status == HTTP_OK and asked.origin not in origins and not asked.is_told:
            yield f"The message {asked.origin} was taken, and nothing came of it."


def _find_lost_clicks(history: History) -> Iterator[str]:
    """Whoever was shown a state was shown what is kept; whoever was told that they have voted has."""
    reached = {(entry.request, entry.after) for entry in _steps(history)}
    voted = {(entry.request, entry.by) for entry in history.entries if entry.event is Event.APPROVED}
    for click in history.clicked:
        shown = click.shown
        if shown.state and (shown.number, str(shown.state)) not in reached:
            yield f"{click.by} was shown LI-{shown.number} as {shown.state}, which it never was."
        if shown.has_voted and (shown.number, click.by) not in voted:
            yield f"{click.by} was told that they approved LI-{shown.number}, and the ledger has no such vote."


def _find_double_requests(history: History) -> Iterator[str]:
    """One message makes one request, and so do the same words of one person, however often they are delivered."""
    origins = Counter(change.origin for change in history.changes)
    words = Counter((change.requester.id, change.reason) for change in history.changes)
    for origin, times in origins.items():
        if times > 1:
            yield f"The message {origin} made {times} requests."
    for (who, reason), times in words.items():
        if times > 1:
            yield f"{who} asked once, {reason!r}, and that made {times} requests."


def _find_double_writes(history: History) -> Iterator[str]:
    """A claim is for one write, and one write of a request lands at most."""
    for name, times in Counter(put.id for put in history.puts).items():
        if times > 1:
            yield f"The write {name} was sent {times} times."
    for change in history.changes:
        landed = _list_landed(history, change)
        if len(landed) > 1:
            yield f"LI-{change.number} was written {len(landed)} times."


def _find_double_members(history: History) -> Iterator[str]:
    """Nobody is let into a group twice; here nobody leaves one."""
    for joined, times in Counter(history.joined).items():
        if times > 1:
            yield f"{joined.user} was let into {joined.group} {times} times."


def _find_torn(history: History) -> Iterator[str]:
    """The ledger alone tells how every request stands, and the rows stand so."""
    try:
        told = replay(history.entries)
    except ReplayError as error:
        yield str(error)
        return
    stored = {change.number: account(change) for change in history.changes}
    for number in sorted(told.keys() | stored.keys()):
        if told.get(number) != stored.get(number):
            yield f"LI-{number} is {stored.get(number)} in the store, and {told.get(number)} by the ledger."


def _find_unclaimed(history: History) -> Iterator[str]:
    """Before something is sent it is kept who sends what."""
    claimed = {entry.details.get("correlation") for entry in history.entries if entry.event is Event.CLAIMED}
    for put in history.puts:
        if put.id not in claimed:
            yield f"The write {put.id} was sent, and no claim in the ledger stands for it."


def _find_unsealed(history: History) -> Iterator[str]:
    """The chain is whole, and has all that anchors tell of."""
    report = verify(history.lines, history.key, history.anchors)
    yield from (finding.sentence for finding in report.findings if not finding.is_note)


def _find_undelivered(history: History) -> Iterator[str]:
    """Whatever is owed is delivered in the end, and not given up."""
    changes = {change.id: change for change in history.changes}
    for notice in history.notices:
        change = changes.get(notice.change)
        if change is None:
            yield f"The notice {notice.id} is about no request."
        elif notice.is_dead:
            yield f"A notice of LI-{change.number} was given up."
        elif is_owed(notice, change.rev):
            yield f"A notice of LI-{change.number} ({notice.topic or 'card'}) is still owed."


def _find_untold(history: History) -> Iterator[str]:
    """The requester has a card, and hears of all that others brought about; every approver has a card."""
    for change in history.changes:
        notices = [notice for notice in history.notices if notice.change == change.id]
        words = Counter(notice.topic for notice in notices if notice.to == change.requester.id and notice.topic)
        news = Counter(entry.after for entry in _steps(history) if entry.request == change.number and _is_news(entry))
        for topic, times in news.items():
            if words[topic] < times:
                yield f"LI-{change.number} became {topic}, and nobody owes its requester that."
        if missing := _list_without_card(change, notices):
            yield f"LI-{change.number} is owed as a card to nobody of {', '.join(missing)}."


def _list_without_card(change: Change, notices: list[Notice]) -> list[str]:
    cards = [notice for notice in notices if notice.topic is None]
    has_own = any(notice.place == change.home for notice in cards)
    reached = {notice.to for notice in cards}
    asked = change.deciders if change.sent_at else ()
    return [*([] if has_own else [change.requester.id]), *(who for who in asked if who not in reached)]


def _is_news(entry: Entry) -> bool:
    is_put_off = entry.before == State.APPLYING and entry.after == State.APPROVED
    return entry.after in _TOLD and entry.after != entry.before and not is_put_off


def _find_old_cards(history: History) -> Iterator[str]:
    """Nobody looks at a card that is behind."""
    changes = {change.id: change for change in history.changes}
    for notice in history.notices:
        change = changes.get(notice.change)
        if change is None or not notice.message:
            continue
        seen = history.cards.get(notice.message, ())
        if not seen:
            yield f"The message of a notice of LI-{change.number} is nowhere to be seen."
        yield from (_tell_old(change, shown) for shown in seen if notice.topic is None and _is_old(change, shown))


def _is_old(change: Change, shown: Shown) -> bool:
    return (shown.number, shown.state) != (change.number, change.state)


def _tell_old(change: Change, shown: Shown) -> str:
    return f"A card shows LI-{shown.number} as {shown.state}, and LI-{change.number} is {change.state}."


def _find_untrue(history: History) -> Iterator[str]:
    """Applied: it landed, or what it wanted was there. Anything else that has ended: nothing of it landed."""
    for change in history.changes:
        landed = _list_landed(history, change)
        if not change.plan.sets:
            continue
        if change.state is State.APPLIED and not landed and not _is_found(history, change):
            yield f"LI-{change.number} is applied, and the tenant never had that."
        if landed and change.state not in {State.APPLIED, State.APPLYING, State.UNKNOWN}:
            yield f"LI-{change.number} is {change.state}, and its write landed."


def _find_untrue_rows(history: History) -> Iterator[str]:
    """Who is said to have been added was let in for it, and of nobody else is said that they are missing."""
    joined = {(one.group, one.user) for one in history.joined}
    for change in history.changes:
        group = change.plan.fill.group.id if change.plan.fill else ""
        for item in history.rows.get(change.number, ()):
            is_in = (group, item.user) in joined
            if item.fate is Fate.ADDED and not is_in:
                yield f"LI-{change.number} says that {item.user} was added, and the tenant never let them in."
            if item.fate in LOST and item.user and is_in and change.state in _WORKED:
                yield f"LI-{change.number} says that {item.user} is missing, and the tenant let them in."


def _find_open_rows(history: History) -> Iterator[str]:
    """Behind a request that was carried out no row is left without a fate."""
    for change in history.changes:
        left = sum(item.fate is Fate.PENDING for item in history.rows.get(change.number, ()))
        if left and change.state in _WORKED:
            yield f"LI-{change.number} is {change.state}, and {left} rows have no fate."


def _find_restless(history: History) -> Iterator[str]:
    for change in history.changes:
        if change.state in RESTLESS:
            yield f"LI-{change.number} is still {change.state}."


def _list_landed(history: History, change: Change) -> list[str]:
    """List the writes of a request that landed, by what its claims and its last attempt call them."""
    names = {
        entry.details.get("correlation", "")
        for entry in history.entries
        if entry.request == change.number and entry.event is Event.CLAIMED
    }
    return [landed.id for landed in history.landed if landed.id and landed.id in names]


def _is_found(history: History, change: Change) -> bool:
    """Tell whether somebody else made what the request wanted, after it was claimed."""
    wanted, since = _VALUES[change.plan.after.mode], change.attempt.at if change.attempt else None
    return any(landed.value == wanted and since is not None and landed.at >= since for landed in history.landed)


def _steps(history: History) -> Iterator[Entry]:
    return (entry for entry in history.entries if entry.event not in NO_STEPS)
