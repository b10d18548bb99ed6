"""Requests and history as tables. Three columns, because a fourth one does not fit on a phone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.core import captions, summary, words
from bot.core.act import Act, Verb
from bot.core.change import Change
from bot.core.page import Leaf, Page
from bot.core.speech.answers import AnswerPhrase
from bot.core.speech.labels import Button, Label
from bot.core.view import ListKind, ListView
from cards import kit
from cards.kit import Element, Look, Tone

_HEAVIEST = 13_000
"""Bytes of what stands in the rows, in UTF-16 as Teams counts; a card stays below 20 KB, far from Teams' own limit."""

_KINDS: Mapping[ListKind, tuple[Verb, Verb, Button]] = {
    ListKind.REQUESTS: (Verb.REQUESTS, Verb.HISTORY, Button.HISTORY),
    ListKind.HISTORY: (Verb.HISTORY, Verb.REQUESTS, Button.REQUESTS),
}

Line = Sequence[Sequence[Element]]


def draw_list(view: ListView) -> Element:
    fitting = _fit(view)
    lines = [_draw_line(change) for change in fitting.changes]
    title = Label.OPEN_REQUESTS if view.kind is ListKind.REQUESTS else Label.ENDED_REQUESTS
    empty = AnswerPhrase.NO_REQUESTS if view.kind is ListKind.REQUESTS else AnswerPhrase.NO_HISTORY
    count = captions.count_rows(fitting)
    table = kit.grid((Label.WHO, Label.CHANGE, Label.OUTCOME), lines) if lines else kit.apart(kit.say(empty))
    return kit.frame(
        [
            kit.head(title, (count,) if lines else (AnswerPhrase.NOTHING_LISTED,)),
            table,
            *_draw_undelivered(view),
            kit.apart(kit.write(Label.AS_OF, view.at, look=Look.SMALL)),
        ],
        summary=(AnswerPhrase.SUM_LIST(title=title, rows=count),) if lines else (empty,),
        actions=_list_buttons(view.kind, fitting),
    )


def _draw_undelivered(view: ListView) -> Iterator[Element]:
    if view.undelivered:
        yield kit.call_out(Tone.WARNING, Label.NOT_DELIVERED, [captions.tell_undelivered(view.undelivered)])


def _list_buttons(kind: ListKind, page: Page) -> list[Element]:
    """Offer the pages beside this one, and the other list; without further pages the status."""
    this, other, name = _KINDS[kind]
    turns = []
    if page.newer:
        turns.append(kit.press(Act(this, leaf=Leaf(after=page.changes[0].number)), Button.NEWER))
    if page.newer + len(page.changes) < page.total and page.changes:
        turns.append(kit.press(Act(this, leaf=Leaf(before=page.changes[-1].number)), Button.OLDER))
    return [*(turns or [kit.press(Act(Verb.STATUS), Button.STATUS)]), kit.press(Act(other), name)]


def _fit(view: ListView) -> Page:
    """Take as many changes as the card may weigh: from the newest on, or back from the oldest, where one came from.

    Everybody's pages are the same: a line weighs what it does in the language in which it is heaviest.
    """
    page, weight = view.page, 0
    fitting: list[Change] = []
    for change in reversed(page.changes) if view.is_back else page.changes:
        weight += kit.weigh([*_draw_line(change)])
        if weight > _HEAVIEST:
            break
        fitting.append(change)
    left_out = len(page.changes) - len(fitting) if view.is_back else 0
    kept = tuple(reversed(fitting)) if view.is_back else tuple(fitting)
    return replace(page, changes=kept, newer=page.newer + left_out)


def _draw_line(change: Change) -> Line:
    return (
        [
            kit.say(words.name_request(change.number), look=Look.STRONG),
            kit.snug(kit.say(captions.shorten(change.requester.name))),
            kit.snug(kit.write(change.updated_at, look=Look.SMALL)),
        ],
        [kit.say(*captions.name_step(change))],
        _draw_outcome(change),
    )


def _draw_outcome(change: Change) -> list[Element]:
    decider = captions.name_decider(change)
    state = kit.say(summary.name_outcome(change), look=Look.STRONG)
    return [state, kit.snug(kit.say(*decider))] if decider else [state]
