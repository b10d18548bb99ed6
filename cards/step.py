"""A step to the Office policy, as parts of a card: which policy, from what to what, for whom, and what to look at."""

from collections.abc import Iterator

from bot.core import officing, policies, words
from bot.core.change import Change
from bot.core.office import Action, OfficeStep
from bot.core.speech.labels import Label
from bot.core.speech.office import OfficePhrase
from bot.core.speech.phrases import Phrase
from bot.core.speech.titles import POLICY_BADGES
from bot.core.text import Part
from cards import impact, kit, record
from cards.kit import Element, Look, Row, Tone

_LONGEST_IN_BOX = 96
_LONGEST_WHEN_TIGHT = 48
_MOST_RIVALS = 3


def name_action(step: OfficeStep) -> Element:
    """Say what is done in Intune, on a card whose title does not."""
    return kit.apart(kit.write(officing.name_action(step), look=Look.STRONG))


def draw_step(change: Change, step: OfficeStep, *, is_tight: bool) -> Iterator[Element]:
    """Show the policy before and after, and warn of one that is somebody else's."""
    is_over = record.is_over(change)
    longest = _LONGEST_WHEN_TIGHT if is_tight else _LONGEST_IN_BOX
    yield kit.compare(_draw_before(step, longest, is_over=is_over), _draw_after(step, longest))
    if (warning := officing.warn_of_others(step, longest)) and not is_over:
        yield kit.call_out(Tone.WARNING, Label.NOT_OURS, [warning])


def _draw_before(step: OfficeStep, longest: int, *, is_over: bool) -> list[Element]:
    lines = _draw_side(Label.BEFORE if is_over else Label.NOW, officing.name_before(step))
    if step.policy:
        lines += [
            kit.snug(kit.say(words.cut(step.policy.name, longest))),
            kit.near(kit.say(policies.tell_mark(step.policy), look=Look.SMALL)),
        ]
    return lines


def _draw_after(step: OfficeStep, longest: int) -> list[Element]:
    lines = _draw_side(Label.AFTER, POLICY_BADGES[step.state])
    if step.action is Action.REMOVE:
        told = OfficePhrase.OTHERS_STAY if officing.has_others(step) else OfficePhrase.DECIDE_ALONE
        return [*lines, kit.snug(kit.say(told, look=Look.SMALL))]
    lines.append(kit.snug(kit.say(words.cut(step.name, longest))))
    if step.action is Action.CREATE:
        lines.append(kit.near(kit.say(OfficePhrase.NEW_IN_INTUNE, look=Look.SMALL)))
    return lines


def _draw_side(label: Label, value: Label) -> list[Element]:
    return [kit.snug(kit.write(label, look=Look.SMALL)), kit.near(kit.say(value, look=Look.STRONG))]


def draw_plan(step: OfficeStep, *, most: int) -> Iterator[Element]:
    """Count whom it is for and what stands beside it, and say what to look at first; of rivals *most* by name.

    With none by name the card has no room for figures either; a row and the warning say the same.
    """
    if most:
        yield _draw_figures(step)
    if rivals := officing.list_rivals(step, most=min(most, _MOST_RIVALS)):
        yield kit.call_out(Tone.WARNING, Label.RIVALS, rivals)
    if step.group and step.group.is_dynamic:
        yield kit.call_out(Tone.ACCENT, Label.ABOUT_GROUP, [(OfficePhrase.DYNAMIC_HERE,)])


def _draw_figures(step: OfficeStep) -> Element:
    return kit.tile(
        [
            (_draw_people(step.people), Label.IN_GROUP if step.group else Label.AT_MOST),
            (_draw_figure(officing.count_beside(step)), Label.OTHER_POLICIES),
            (_draw_figure(len(step.rivals)), Label.OTHERWISE),
        ]
    )


def _draw_people(people: int | None) -> Element:
    return kit.say(Phrase.NOT_COUNTED, look=Look.LABEL) if people is None else _draw_figure(people)


def _draw_figure(number: int) -> Element:
    return kit.say(Phrase.NUMBER(count=number), look=Look.TITLE)


def list_rows(step: OfficeStep) -> Iterator[Row]:
    """Say for whom it is."""
    if step.group:
        yield Label.FOR_WHOM, impact.draw_group(step.group)
        return
    people = OfficePhrase.OF_ACCOUNTS(people=words.count_people(step.people))
    yield Label.FOR_WHOM, [kit.say(OfficePhrase.ALL_LICENSED), kit.snug(kit.say(people, look=Look.SMALL))]


def list_truths() -> tuple[Part, ...]:
    """Say what the policy does not mean."""
    return OfficePhrase.WINDOWS_ONLY, OfficePhrase.SETTING_APART
