"""The card that says whether a person is covered, and by which path."""

from collections.abc import Iterator, Mapping

from bot.core import answers, captions, gloss, words
from bot.core.act import Act, Verb
from bot.core.cover import Cover
from bot.core.effect import scope_person
from bot.core.group import judge_fitness, list_cautions
from bot.core.setting import Doubt
from bot.core.speech.answers import AnswerPhrase
from bot.core.speech.effects import EffectPhrase
from bot.core.speech.labels import Button, Label
from bot.core.speech.phrases import Phrase
from bot.core.text import Code, Foreign
from bot.core.view import CheckView
from cards import impact, kit
from cards.effect import draw_sights
from cards.kit import Element, Icon, Look, Row, Tone

_MARKS: Mapping[Cover, tuple[Label, Tone, Icon]] = {
    Cover.EVERYONE: (Label.COVERED, Tone.GOOD, Icon.CHECKMARK),
    Cover.DIRECT: (Label.COVERED, Tone.GOOD, Icon.CHECKMARK),
    Cover.NESTED: (Label.PERHAPS, Tone.WARNING, Icon.WARNING),
    Cover.OUTSIDE: (Label.NOT_COVERED, Tone.PLAIN, Icon.DISMISS),
    Cover.NOBODY: (Label.NOT_COVERED, Tone.PLAIN, Icon.DISMISS),
    Cover.UNKNOWN: (Label.UNKNOWN, Tone.WARNING, Icon.WARNING),
}


def draw_check(view: CheckView) -> Element:
    status = kit.press(Act(Verb.STATUS), Button.STATUS)
    members = [] if view.is_own else [kit.press(Act(Verb.MEMBERS), Button.MEMBERS)]
    return kit.frame(
        [
            kit.head(Label.CHECK_TITLE, (captions.shorten(view.person.name),), kit.tag(*_MARKS[view.cover])),
            kit.apart(kit.say(*answers.tell_cover(view), look=Look.LEAD)),
            *_draw_path(view),
            kit.tabulate(_list_facts(view)),
            *_draw_cautions(view),
            *_draw_sights(view),
            kit.apart(kit.write(_name_source(view), view.reading.at, look=Look.SMALL)),
        ],
        summary=answers.sum_check(view),
        actions=[status, *members, kit.press(Act(Verb.HELP), Button.HELP)],
    )


def _draw_path(view: CheckView) -> Iterator[Element]:
    """Draw the chain of groups from the person up to the one that is selected."""
    if not view.path:
        return
    yield kit.apart(kit.write(Label.PATH, look=Look.LABEL))
    links = [[kit.say(captions.shorten(view.person.name), look=Look.STRONG)]]
    for group in view.path:
        tail = words.end_id(group.id)
        links.append([kit.say(captions.shorten(group.name), Code(" "), tail)])
    yield kit.chain(links)
    if more := answers.count_paths(view.paths):
        yield kit.near(kit.say(*more, look=Look.SMALL))


def _list_facts(view: CheckView) -> Iterator[Row]:
    account = [
        kit.say(Foreign(view.person.name)),
        kit.snug(kit.say(words.tell_account(view.person), look=Look.SMALL)),
        kit.snug(kit.say(Phrase.ID(tail=words.end_id(view.person.id)), look=Look.SMALL)),
    ]
    yield Label.ACCOUNT, account
    if view.group:
        yield Label.GROUP, impact.draw_group(view.group)
    yield Label.OFFICE, [kit.say(*gloss.tell_rule(view.rule, view.why_office))]
    outlook = answers.tell_outlook(view.pending) if view.pending else (AnswerPhrase.NOTHING_OPEN,)
    yield Label.OPEN, [kit.say(*outlook)]


def _draw_cautions(view: CheckView) -> Iterator[Element]:
    if view.group and judge_fitness(view.group):
        yield from impact.draw_cautions(list_cautions(view.group), unfit=judge_fitness(view.group))


def _draw_sights(view: CheckView) -> Iterator[Element]:
    yield kit.apart(kit.write(Label.SEEN, look=Look.STRONG))
    yield from draw_sights(scope_person(view.cover), view.rule, more=[EffectPhrase.NOTE_BOTH])


def _name_source(view: CheckView) -> Label:
    return Label.TRIED_AT if view.reading.doubt is Doubt.UNREADABLE else Label.READ_FROM
