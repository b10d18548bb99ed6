"""The status card: what is so, since when it is known, and what could not be read."""

from collections.abc import Iterator, Mapping

from bot.core import captions, findings, words
from bot.core.act import Act, Verb
from bot.core.change import Change, State
from bot.core.cloud import Offer, is_default_off, tell_offer
from bot.core.group import judge_fitness, list_cautions
from bot.core.setting import Doubt, Mode
from bot.core.speech.answers import AnswerPhrase
from bot.core.speech.kept import recall
from bot.core.speech.labels import Button, Label
from bot.core.speech.phrases import Phrase
from bot.core.speech.titles import MODE_BADGES
from bot.core.text import Foreign, Sentence
from bot.core.view import StatusView
from cards import impact, kit
from cards.kit import Element, Icon, Look, Row, Tone

_MARKS: Mapping[Mode | None, tuple[Tone, Icon]] = {
    Mode.EVERYONE: (Tone.ACCENT, Icon.PEOPLE),
    Mode.GROUP: (Tone.ACCENT, Icon.PEOPLE),
    Mode.NOBODY: (Tone.PLAIN, Icon.DISMISS),
    None: (Tone.WARNING, Icon.WARNING),
}


def draw_status(view: StatusView) -> Element:
    setting = view.reading.setting
    mode = setting.mode if setting else None
    badge = kit.tag(MODE_BADGES[mode], *_MARKS[mode])
    truth = _tell(view)
    return kit.frame(
        [
            kit.head(Label.SETTING, _name_tenant(view.tenant), badge),
            kit.apart(kit.say(*truth, look=Look.STRONG)),
            *_draw_alarms(view),
            kit.tabulate(_list_facts(view)),
            *_draw_limits(),
            kit.apart(kit.write(_name_source(view), view.reading.at, look=Look.SMALL)),
        ],
        summary=(AnswerPhrase.SUM_STATUS(truth=truth),) if setting else truth,
        actions=[
            kit.press(Act(Verb.STATUS), Button.REFRESH),
            kit.press(Act(Verb.REQUESTS), Button.REQUESTS),
            kit.press(Act(Verb.HELP), Button.HELP),
        ],
    )


def _name_source(view: StatusView) -> Label:
    return Label.TRIED_AT if view.reading.doubt is Doubt.UNREADABLE else Label.READ_FROM


def _name_tenant(tenant: str | None) -> Sentence:
    return (AnswerPhrase.NO_TENANT_NAME,) if tenant is None else (Foreign(tenant),)


def _tell(view: StatusView) -> Sentence:
    setting = view.reading.setting
    return captions.tell_truth(setting, view.group, view.everyone) if setting else (AnswerPhrase.IN_DOUBT,)


def _draw_alarms(view: StatusView) -> Iterator[Element]:
    if view.reading.doubt:
        yield kit.call_out(Tone.WARNING, Label.WHY_UNKNOWN, [recall(findings.tell_doubt(view.reading))])
    if view.brake:
        yield kit.call_out(Tone.WARNING, Label.BRAKE, [recall(view.brake)])
    if view.drifted:
        yield kit.call_out(Tone.WARNING, Label.OUTSIDE, [captions.tell_drift(view.drifted)])
    offer = tell_offer(view.cloud) if view.cloud else Offer.YES
    if offer is not Offer.YES:
        yield kit.call_out(Tone.WARNING, Label.CLOUD_ALARM, [(words.OFFERS[offer],)])
    if view.country and is_default_off(view.country):
        yield kit.call_out(Tone.ACCENT, Label.COUNTRY_HINT, [captions.hint_country(view.country)])
    if view.group:
        yield from impact.draw_cautions(list_cautions(view.group), unfit=judge_fitness(view.group))


def _list_facts(view: StatusView) -> Iterator[Row]:
    if view.reading.setting is None and not view.reading.why:
        raw = view.reading.raw
        yield Label.RAW, [kit.say(Foreign(raw) if raw else AnswerPhrase.UNREAD, look=Look.CODE if raw else Look.BODY)]
    elif view.reading.setting and view.reading.setting.mode is Mode.GROUP:
        yield Label.GROUP, impact.draw_group(view.group) if view.group else [kit.say(AnswerPhrase.UNREAD)]
    people = AnswerPhrase.UNREAD if view.everyone is None else words.count_people(view.everyone)
    yield Label.PEOPLE, [kit.say(people)]
    yield Label.OPEN, _draw_open(view)
    if view.cloud is None:
        yield Label.TENANT_CLOUD, [kit.say(AnswerPhrase.UNREAD)]
    if view.country is None:
        yield Label.COUNTRY, [kit.say(AnswerPhrase.UNREAD)]


def _draw_open(view: StatusView) -> list[Element]:
    return list(_draw_request(view.open)) if view.open else [kit.say(AnswerPhrase.NOTHING_OPEN)]


def _draw_request(change: Change) -> Iterator[Element]:
    yield kit.say(*captions.name_open(change))
    yield kit.snug(kit.say(*captions.name_step(change), look=Look.SMALL))
    if change.state is State.UNKNOWN:
        yield kit.snug(kit.say(AnswerPhrase.STILL_UNKNOWN, look=Look.SMALL))


def _draw_limits() -> Iterator[Element]:
    yield kit.apart(kit.write(Label.NOT_MEANT, look=Look.STRONG))
    for truth in (*words.TRUTHS, Phrase.EXCEPTIONS):
        yield kit.near(kit.say(truth, look=Look.SMALL))
