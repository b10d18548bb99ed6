"""What a change does, as parts of a card: before and after, for how many people, and what to look at first."""

from collections.abc import Iterable, Iterator

from bot.core import captions, words
from bot.core.group import Caution, Group, Unfit
from bot.core.impact import Impact
from bot.core.plan import Plan
from bot.core.setting import Setting
from bot.core.speech.labels import Label
from bot.core.speech.phrases import Phrase
from bot.core.text import Foreign, Sentence
from cards import kit
from cards.kit import Element, Look, Tone


def draw_step(plan: Plan, *, is_over: bool) -> Element:
    """Show before and after side by side; once a request is over, its before is no longer now."""
    return kit.compare(
        _draw_side(Label.BEFORE if is_over else Label.NOW, plan.before, plan.before_group, plan.before_people),
        _draw_side(Label.AFTER, plan.after, plan.after_group, plan.after_people),
    )


def draw_line(plan: Plan) -> Element:
    """Show before and after in one line, where the group stands on the card already."""
    before, after = (words.MODES[setting.mode] for setting in (plan.before, plan.after))
    if plan.before_group:
        name, tail = captions.shorten(plan.before_group.name), words.end_id(plan.before_group.id)
        return kit.near(kit.say(Phrase.STEP_FROM(before=before, group=name, tail=tail, after=after), look=Look.LEAD))
    return kit.near(kit.say(Phrase.STEP(before=before, after=after)))


def _draw_side(label: Label, setting: Setting, group: Group | None, people: int | None) -> list[Element]:
    heading = [
        kit.snug(kit.write(label, look=Look.SMALL)),
        kit.near(kit.say(words.MODES[setting.mode], look=Look.STRONG)),
    ]
    if group:
        return [*heading, *draw_group(group)]
    tail = [kit.snug(kit.say(words.end_id(setting.group)))] if setting.group else []
    return [*heading, *tail, kit.snug(kit.say(words.count_people(people), look=Look.SMALL))]


def draw_impact(impact: Impact) -> Iterator[Element]:
    """Show who gains, who loses and for whom nothing changes; below, what kinds of accounts those are."""
    waiting = Phrase.BEING_COUNTED if impact.is_counting else Phrase.NOT_COUNTED
    gain, lose = (crowd.people if crowd else None for crowd in (impact.gain, impact.lose))
    yield kit.tile(
        [
            (_draw_figure(gain, Phrase.GAIN, Tone.GOOD, waiting), Label.GAIN),
            (_draw_figure(lose, Phrase.LOSS, Tone.ALARM, waiting), Label.LOSE),
            (_draw_figure(impact.unchanged, Phrase.NUMBER, Tone.PLAIN, waiting), Label.UNCHANGED),
        ]
    )
    yield from _draw_kinds(impact)
    if impact.is_counting:
        yield kit.progress()
        yield from [] if impact.gain else [kit.near(kit.say(Phrase.COMPARING, look=Look.SMALL))]
    elif impact.at and impact.gain is None:
        yield kit.near(kit.say(Phrase.NOT_COMPARED, look=Look.SMALL))


def draw_impact_line(impact: Impact) -> Iterator[Element]:
    """Say the same in a line, on a card that has other figures."""
    yield kit.apart(kit.say(*captions.tell_impact(impact), look=Look.STRONG))
    yield from _draw_kinds(impact)
    if impact.is_counting:
        yield kit.progress()


def _draw_kinds(impact: Impact) -> Iterator[Element]:
    for crowd, phrase in ((impact.gain, Phrase.OF_GAIN), (impact.lose, Phrase.OF_LOSS)):
        if crowd and (kinds := words.list_kinds(crowd)):
            yield kit.near(kit.say(phrase(kinds=kinds), look=Look.SMALL))
    if impact.at and impact.gain:
        yield kit.near(kit.write(Label.COUNTED, impact.at, look=Look.SMALL))


def _draw_figure(number: int | None, sign: Phrase, tone: Tone, waiting: Phrase) -> Element:
    if number is None:
        return kit.say(waiting, look=Look.LABEL)
    if number == 0:
        return kit.say(Phrase.NUMBER(count=0), look=Look.TITLE)
    return kit.say(sign(count=number), look=Look.TITLE, tone=tone)


def draw_cautions(cautions: Iterable[Caution], *, unfit: Unfit | None = None) -> Iterator[Element]:
    """Say what to look at; first why the setting cannot use the group, where it is selected all the same."""
    first: list[Sentence] = [(words.UNFIT_SELECTED[unfit],)] if unfit else []
    sentences = [*first, *((words.CAUTIONS[caution],) for caution in cautions)]
    if sentences:
        yield kit.call_out(Tone.WARNING, Label.CHECK_GROUP, sentences)


def draw_group(group: Group) -> list[Element]:
    """Show a group so that it cannot be taken for another: its name, its kind, the end of its id, its size."""
    return [
        kit.snug(kit.say(Foreign(group.name))),
        kit.snug(kit.say(captions.name_kind(group), look=Look.SMALL)),
        kit.snug(kit.say(captions.name_id(group), look=Look.SMALL)),
    ]
