"""What is done to a group, as parts of a card: from which list, how many, how far it is, what to look at."""

from collections.abc import Iterator, Mapping

from bot.core import captions, filling, words
from bot.core.act import Act, Verb
from bot.core.change import Change
from bot.core.fill import LOST, Creation, Fate, Fill, Tally
from bot.core.notice import Audience
from bot.core.plan import Plan
from bot.core.setting import Mode
from bot.core.speech.labels import Button, Label
from bot.core.speech.lists import ListPhrase
from bot.core.speech.phrases import Phrase
from bot.core.summary import is_partly_done, is_stopped
from bot.core.text import Foreign
from bot.core.view import MOST_LOST, ChangeView
from cards import kit, record, step
from cards.kit import Element, Icon, Look, Row, Tone

Mark = tuple[Label, Tone, Icon]

_SIGNS: Mapping[Label, tuple[Phrase, Tone]] = {
    Label.TO_ADD: (Phrase.GAIN, Tone.GOOD),
    Label.ADDED: (Phrase.GAIN, Tone.GOOD),
}
"""Figures that are more than a number."""


_LONG_FIGURE = 10_000
"""From here on three figures do not fit on a phone side by side in the size of a title."""


def tell_tally(view: ChangeView) -> Tally:
    """Return how the rows stand, as far as is known: at the latest as they were planned."""
    fill = view.change.plan.fill
    return view.progress.tally or (fill.tally if fill else {})


def find_mark(view: ChangeView) -> Mark | None:
    """Say what stands on the badge, where a list ends or is stopped; None: what stands there for any request."""
    change = view.change
    if change.is_at_task and is_stopped(change):
        return Label.STOPPING, Tone.WARNING, Icon.CLOCK
    if is_partly_done(change) and is_stopped(change):
        return Label.STOPPED, Tone.WARNING, Icon.DISMISS
    if is_partly_done(change) and tell_tally(view).get(Fate.ADDED):
        return Label.PARTLY, Tone.WARNING, Icon.WARNING
    return None


def draw_task(view: ChangeView, *, most: int) -> Iterator[Element]:
    """Show from which list which group is filled, and what becomes of the rows, *most* by name; or which is made."""
    plan = view.change.plan
    if plan.fill:
        yield from _draw_fill(view, plan.fill, most)
    if plan.creation:
        yield _draw_creation(plan.creation, is_over=record.is_over(view.change))
    if plan.before.mode is Mode.UNTOLD and not plan.office and not record.is_over(view.change):
        yield kit.call_out(Tone.WARNING, Label.SETTING_ALARM, [(ListPhrase.UNTOLD_WARNING,)])


def _draw_fill(view: ChangeView, fill: Fill, most: int) -> Iterator[Element]:
    change, tally = view.change, tell_tally(view)
    first, second = filling.name_steps(change, fill, tally)
    if change.plan.sets:
        yield kit.apart(kit.write(first, look=Look.STRONG))
    yield _draw_way(fill, is_over=record.is_over(change))
    if view.audience is not Audience.EXECUTOR:
        yield from _draw_figures(change, tally)
        yield from _draw_lost(view, 0 if view.audience is Audience.ROOM else most)
        yield kit.near(kit.inset(kit.press(Act(Verb.REPORT, change.id, change.rev), Button.REPORT)))
    if change.plan.sets:
        yield kit.apart(kit.write(second, look=Look.STRONG))


def _draw_way(fill: Fill, *, is_over: bool) -> Element:
    """Draw the list, an arrow, and the group."""
    return kit.compare(
        [
            kit.snug(kit.say(filling.name_list(fill), look=Look.STRONG)),
            kit.snug(kit.say(filling.count_list(fill), look=Look.SMALL)),
        ],
        [
            kit.snug(kit.say(filling.name_group(fill), look=Look.STRONG)),
            kit.snug(kit.say(*filling.count_growth(fill, is_over=is_over))),
            kit.near(kit.say(filling.name_kind(fill), look=Look.SMALL)),
        ],
        widths=(4, 5),
    )


def _draw_figures(change: Change, tally: Tally) -> Iterator[Element]:
    counts = dict(filling.list_figures(change, tally))
    look = Look.FIGURE if max(counts.values()) >= _LONG_FIGURE else Look.TITLE
    figures = [(_draw_figure(label, count, look), label) for label, count in counts.items()]
    yield kit.tile(figures)
    if kinds := filling.name_left_out(tally):
        yield kit.near(kit.say(ListPhrase.LEFT_OUT_ARE(kinds=kinds), look=Look.SMALL))


def _draw_figure(label: Label, count: int, look: Look) -> Element:
    phrase, tone = _SIGNS.get(label, (Phrase.NUMBER, Tone.PLAIN)) if count else (Phrase.NUMBER, Tone.PLAIN)
    return kit.say(phrase(count=count), look=look, tone=tone)


def _draw_lost(view: ChangeView, most: int) -> Iterator[Element]:
    """Count the rows that somebody has to look at, and name the first; in a room none, for they name people."""
    counts = filling.count_lost(tell_tally(view))
    if not counts:
        return
    lost = view.progress.lost[: min(most, MOST_LOST)]
    more = sum(view.progress.tally.get(fate, 0) for fate in LOST) - len(lost)
    rest = [(ListPhrase.LOST_MORE(count=more),)] if lost and more > 0 else []
    yield kit.call_out(Tone.WARNING, Label.LOST_ROWS, [counts, *filling.name_problems(lost), *rest])


def _draw_creation(creation: Creation, *, is_over: bool) -> Element:
    label = Label.BEFORE if is_over else Label.NOW
    return kit.compare(
        [
            kit.snug(kit.write(label, look=Look.SMALL)),
            kit.near(kit.say(ListPhrase.NOTHING_THERE, look=Look.STRONG)),
        ],
        [
            kit.snug(kit.write(Label.AFTER, look=Look.SMALL)),
            kit.near(kit.say(Foreign(creation.name), look=Look.STRONG)),
            kit.snug(kit.say(ListPhrase.GROUP_MADE, look=Look.SMALL)),
        ],
    )


def draw_progress(view: ChangeView) -> Iterator[Element]:
    """Show how far it is, and who has stopped it."""
    fill, attempt = view.change.plan.fill, view.change.attempt
    if fill is None:
        yield kit.progress()
        return
    done = filling.count_done(fill, view.progress.tally)
    left = filling.tell_left(view.progress.left, is_done=done >= fill.wanted)
    yield kit.bar(done, fill.wanted)
    yield kit.near(
        kit.ends(
            kit.say(ListPhrase.DONE_OF(count=done, total=fill.wanted), look=Look.STRONG),
            kit.say(*left, look=Look.SMALL) if attempt is None or attempt.stopped is None else None,
        )
    )
    if attempt and attempt.stopped:
        told = ListPhrase.STOPPING(name=Foreign(attempt.stopped.name))
        yield kit.call_out(Tone.WARNING, Label.WHAT_HAPPENED, [(told,)])


def list_rows(change: Change) -> Iterator[Row]:
    """Say what becomes of the setting, where the request does not change it."""
    plan = change.plan
    if plan.office:
        yield from step.list_rows(plan.office)
    if plan.task and not plan.sets and plan.before.mode is not Mode.UNTOLD and not record.is_over(change):
        yield Label.SETTING_NOW, list(_draw_setting(plan))


def _draw_setting(plan: Plan) -> Iterator[Element]:
    if plan.touches_setting:
        yield kit.say(ListPhrase.ON_FOR_THIS)
        return
    yield kit.say(words.MODES[plan.before.mode])
    if plan.before_group:
        yield kit.snug(kit.say(Foreign(plan.before_group.name)))
        yield kit.snug(kit.say(captions.name_id(plan.before_group), look=Look.SMALL))
    yield kit.snug(kit.say(ListPhrase.STAYS, look=Look.SMALL))


def has_figures(plan: Plan) -> bool:
    """Tell whether the card has figures of its own, of a group that is filled or made."""
    return plan.fill is not None or plan.creation is not None


def can_stop(change: Change) -> bool:
    return change.is_at_task and change.plan.fill is not None and not is_stopped(change)
