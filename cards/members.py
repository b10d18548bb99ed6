"""The card that shows who is in a group."""

from collections.abc import Iterator, Sequence

from bot.core import answers, captions, words
from bot.core.act import Act, Verb
from bot.core.group import judge_fitness, list_cautions
from bot.core.speech.answers import AnswerPhrase
from bot.core.speech.labels import Button, Label
from bot.core.text import Part
from bot.core.view import MembersView
from cards import impact, kit
from cards.kit import Element, Icon, Look, Row, Tone


def draw_members(view: MembersView) -> Element:
    group = view.group
    badge = kit.tag(Label.SELECTED, Tone.ACCENT, Icon.PEOPLE) if view.is_selected else None
    return kit.frame(
        [
            kit.head(Label.MEMBERS_TITLE, (answers.tell_selection(view),), badge),
            kit.apart(kit.say(captions.shorten(group.name), look=Look.STRONG)),
            kit.snug(kit.say(captions.name_kind(group), look=Look.SMALL)),
            kit.snug(kit.say(captions.name_id(group), look=Look.SMALL)),
            *impact.draw_cautions(list_cautions(group), unfit=judge_fitness(group) if view.is_selected else None),
            kit.tabulate(_list_facts(view)),
            kit.apart(kit.write(Label.READ_FROM, view.at, look=Look.SMALL)),
        ],
        summary=answers.sum_members(view),
        actions=[
            kit.press(Act(Verb.STATUS), Button.STATUS),
            kit.press(Act(Verb.MEMBERS), Button.MEMBERS),
            kit.press(Act(Verb.HELP), Button.HELP),
        ],
    )


def _list_facts(view: MembersView) -> Iterator[Row]:
    yield Label.DIRECTLY, [kit.say(words.count_people(view.group.direct))]
    yield Label.NESTED_ONLY, [kit.say(answers.count_nested_only(view.group))]
    yield Label.GUESTS, [kit.say(words.count_people(view.guests))]
    yield Label.DISABLED, [kit.say(words.count_people(view.disabled))]
    yield Label.FIRST_PEOPLE, list(_draw_people(view))
    yield Label.GROUPS_IN_IT, list(_draw_groups(view))


def _draw_people(view: MembersView) -> Iterator[Element]:
    if view.group.people is None:
        yield kit.say(AnswerPhrase.UNREAD)
    elif view.group.people == 0:
        yield kit.say(AnswerPhrase.NOBODY_IN_IT)
    elif not view.people:
        yield kit.say(AnswerPhrase.NOT_LISTED)
    else:
        yield from _stack([answers.name_member(member) for member in view.people])
        yield from _draw_more(len(view.people), view.group.people)


def _draw_groups(view: MembersView) -> Iterator[Element]:
    if view.nested is None:
        yield kit.say(AnswerPhrase.UNREAD)
    elif not view.groups:
        yield kit.say(AnswerPhrase.NO_GROUPS_IN_IT)
    else:
        yield from _stack([(captions.shorten(group.name),) for group in view.groups])
        yield from _draw_more(len(view.groups), view.nested)


def _stack(lines: Sequence[Sequence[Part]]) -> Iterator[Element]:
    for place, line in enumerate(lines):
        yield kit.snug(kit.say(*line)) if place else kit.say(*line)


def _draw_more(shown: int, total: int) -> Iterator[Element]:
    if more := answers.count_more(shown, total):
        yield kit.snug(kit.say(*more, look=Look.SMALL))
