"""What is done to a group, as parts of a card: who is added, how far it is, and which rows somebody has to look at."""

from collections.abc import Iterator

from bot.core import captions, words
from bot.core.change import Change, State
from bot.core.fill import LOST, Creation, Fate, Fill, Tally
from bot.core.setting import Mode
from bot.core.speech.labels import Label
from bot.core.speech.lists import ListPhrase
from bot.core.speech.phrases import Phrase
from bot.core.text import Foreign
from bot.core.view import MOST_LOST, ChangeView
from cards import kit
from cards.impact import draw_group
from cards.kit import Element, Look, Row, Tone


def draw_task(change: Change) -> Iterator[Element]:
    """Show the group before and after."""
    plan = change.plan
    if plan.fill:
        yield _draw_fill(plan.fill, change.state)
    if plan.creation:
        yield _draw_creation(plan.creation)
    if plan.before.mode is Mode.UNTOLD:
        yield kit.call_out(Tone.WARNING, Label.WHY_UNKNOWN, [(ListPhrase.UNTOLD_WARNING,)])


def _draw_fill(fill: Fill, state: State) -> Element:
    label = Label.NOW if state in {State.DRAFT, State.WAITING, State.RETURNED} else Label.BEFORE
    before, after = fill.group.people, fill.after.people if fill.after else None
    people = ListPhrase.AFTER_FILL(people=words.count_people(after), added=fill.wanted) if before is not None else None
    return kit.compare(
        [kit.snug(kit.write(label, look=Look.SMALL)), *draw_group(fill.group)],
        [
            kit.snug(kit.write(Label.AFTER, look=Look.SMALL)),
            kit.near(kit.say(Phrase.GAIN(count=fill.wanted), look=Look.TITLE, tone=Tone.GOOD)),
            kit.snug(kit.say(people or words.count_people(after), look=Look.SMALL)),
        ],
    )


def _draw_creation(creation: Creation) -> Element:
    return kit.compare(
        [
            kit.snug(kit.write(Label.NOW, look=Look.SMALL)),
            kit.near(kit.say(ListPhrase.NOTHING_THERE, look=Look.STRONG)),
        ],
        [
            kit.snug(kit.write(Label.AFTER, look=Look.SMALL)),
            kit.near(kit.say(Foreign(creation.name), look=Look.STRONG)),
            kit.snug(kit.say(ListPhrase.GROUP_MADE, look=Look.SMALL)),
        ],
    )


def draw_progress(view: ChangeView) -> Iterator[Element]:
    """Show how far the filling is."""
    fill = view.change.plan.fill
    if fill is None:
        yield kit.progress()
        return
    tally = view.progress.tally or fill.tally
    done = fill.wanted - tally.get(Fate.PENDING, 0)
    yield kit.measure(done, fill.wanted)
    yield kit.near(kit.say(Phrase.COUNT_OF(count=done, total=fill.wanted), look=Look.STRONG))
    yield kit.snug(kit.say(*captions.tell_left(view.progress.left), look=Look.SMALL))


def list_rows(view: ChangeView) -> Iterator[Row]:
    """List how the rows of the list stand, fate by fate."""
    fill = view.change.plan.fill
    if fill:
        yield Label.LIST, [kit.say(*captions.name_source(fill)), *_draw_tally(view.progress.tally or fill.tally)]


def _draw_tally(tally: Tally) -> Iterator[Element]:
    for fate in Fate:
        if tally.get(fate):
            yield kit.snug(kit.say(ListPhrase.FATE_COUNT(count=tally[fate], fate=words.FATES[fate]), look=Look.SMALL))


def draw_lost(view: ChangeView) -> Iterator[Element]:
    """Name the first rows that somebody has to look at."""
    if not view.progress.lost:
        return
    total = sum(view.progress.tally.get(fate, 0) for fate in LOST)
    sentences = [captions.name_lost(item) for item in view.progress.lost[:MOST_LOST]]
    if total > len(sentences):
        sentences.append((ListPhrase.LOST_MORE(count=total - len(sentences)),))
    yield kit.call_out(Tone.WARNING, Label.LOST_ROWS, sentences)
