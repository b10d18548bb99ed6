"""The card that says where people see LinkedIn, and the table that stands on the card about a person as well."""

from collections.abc import Iterator, Mapping, Sequence

from bot.core import gloss, words
from bot.core.act import Act, Verb
from bot.core.cloud import Offer, tell_offer
from bot.core.effect import Cell, OfficeRule, Scope, Surface, judge, scope_tenant
from bot.core.setting import Doubt
from bot.core.speech.answers import AnswerPhrase
from bot.core.speech.effects import EffectPhrase
from bot.core.speech.labels import Button, Label
from bot.core.view import EffectView
from cards import kit
from cards.kit import Element, Look, Row, Tone

_SURFACES: Mapping[Surface, Label] = {
    Surface.WINDOWS: Label.WINDOWS,
    Surface.WEB: Label.WEB,
    Surface.PHONES: Label.PHONES,
}
_RULES: Mapping[OfficeRule, Label] = {
    OfficeRule.DISABLED: Label.POLICY_OFF,
    OfficeRule.ENABLED: Label.POLICY_ON,
    OfficeRule.NOT_CONFIGURED: Label.NOT_CONFIGURED,
}
_SCOPES: Mapping[Scope, Label] = {
    Scope.IN: Label.POLICY_ON,
    Scope.OUTSIDE: Label.SCOPE_OUTSIDE,
    Scope.OFF: Label.POLICY_OFF,
}
_BY_POLICY = (Surface.WINDOWS, Surface.PHONES)
_WIDTHS = (1, 1, 1)
"""On a phone the longest word fits into each column."""


def draw_effect(view: EffectView) -> Element:
    setting = view.reading.setting
    lead = gloss.tell_effect(view)
    source = Label.TRIED_AT if view.reading.doubt is Doubt.UNREADABLE else Label.READ_FROM
    return kit.frame(
        [
            kit.head(Label.EFFECT_TITLE, (EffectPhrase.ABOUT,)),
            kit.apart(kit.say(*lead, look=Look.STRONG)),
            *_draw_alarm(view),
            *draw_sights(scope_tenant(setting), view.rule, more=list(gloss.note_tenant(view))),
            kit.tabulate(_list_inputs(view)),
            kit.apart(kit.write(source, view.reading.at, look=Look.SMALL)),
        ],
        summary=lead,
        actions=[
            kit.unfold(Button.CASES, list(_draw_cases())),
            kit.press(Act(Verb.STATUS), Button.STATUS),
            kit.press(Act(Verb.HELP), Button.HELP),
        ],
    )


def _draw_alarm(view: EffectView) -> Iterator[Element]:
    offer = tell_offer(view.cloud) if view.cloud else Offer.YES
    if offer is not Offer.YES:
        yield kit.call_out(Tone.WARNING, Label.CLOUD_ALARM, [(words.OFFERS[offer],)])


def draw_sights(scope: Scope, rule: OfficeRule, *, more: Sequence[EffectPhrase] = ()) -> Iterator[Element]:
    """Draw what is seen where, by those who have connected an account and by the others, and what it rests on."""
    cells = {surface: _judge_both(scope, rule, surface) for surface in Surface}
    rows = [[_title(_SURFACES[surface]), *map(_draw_cell, pair)] for surface, pair in cells.items()]
    yield kit.grid((Label.SURFACE, Label.UNCONNECTED, Label.CONNECTED), rows, widths=_WIDTHS)
    notes = gloss.note_sights((cell.sight for pair in cells.values() for cell in pair), scope)
    for note in (*notes, *more, EffectPhrase.NOTE_LIMITS):
        yield kit.near(kit.say(note, look=Look.SMALL))


def _judge_both(scope: Scope, rule: OfficeRule, surface: Surface) -> tuple[Cell, Cell]:
    return judge(scope, rule, surface, is_connected=False), judge(scope, rule, surface, is_connected=True)


def _title(label: Label) -> list[Element]:
    return [kit.write(label)]


def _draw_cell(cell: Cell) -> list[Element]:
    look = Look.BODY if cell.sources else Look.LABEL
    return [kit.write(gloss.SIGHTS[cell.sight], look=look)]


def _list_inputs(view: EffectView) -> Iterator[Row]:
    yield Label.SETTING_NOW, [kit.say(*gloss.tell_setting(view.reading))]
    yield Label.OFFICE, [kit.say(*gloss.tell_rule(view.rule, view.why_office))]
    yield Label.CONSENTING, [kit.say(*gloss.tell_consents(view.consents, view.why_consent))]
    if view.cloud is None:
        yield Label.TENANT_CLOUD, [kit.say(AnswerPhrase.UNREAD)]


def _draw_cases() -> Iterator[Element]:
    """Draw every case in two tables: where the policy is not off, all surfaces are as the web."""
    yield kit.say(EffectPhrase.BY_POLICY, look=Look.LABEL)
    by_policy = [
        [_title(label), *(_draw_cell(judge(Scope.IN, rule, surface, is_connected=False)) for surface in _BY_POLICY)]
        for rule, label in _RULES.items()
    ]
    yield kit.grid((Label.OFFICE, Label.WINDOWS, Label.PHONES), by_policy, widths=_WIDTHS)
    yield kit.apart(kit.say(EffectPhrase.BY_SETTING, look=Look.LABEL))
    by_setting = [
        [_title(label), *map(_draw_cell, _judge_both(scope, OfficeRule.NOT_CONFIGURED, Surface.WEB))]
        for scope, label in _SCOPES.items()
    ]
    yield kit.grid((Label.SETTING_NOW, Label.UNCONNECTED, Label.CONNECTED), by_setting, widths=_WIDTHS)
    yield kit.near(kit.say(*gloss.name_documents(), look=Look.SMALL))
