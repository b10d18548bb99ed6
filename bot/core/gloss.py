"""What is said about what people get: where LinkedIn is seen, and whether they may consent to apps."""

from collections.abc import Iterable, Iterator, Mapping

from bot.core import findings
from bot.core.captions import shorten
from bot.core.consent import Allowance, Consents
from bot.core.effect import (
    ALL_PLATFORMS,
    CONNECTING,
    NEEDS_NO_CONSENT,
    OfficeRule,
    Scope,
    Sight,
    Surface,
    judge,
    scope_tenant,
)
from bot.core.setting import Mode, Reading, Setting
from bot.core.speech.answers import AnswerPhrase
from bot.core.speech.effects import EffectPhrase
from bot.core.speech.kept import recall
from bot.core.speech.labels import Label
from bot.core.text import Code, Sentence
from bot.core.view import ConsentView, EffectView
from bot.core.words import MODES, join

_MOST_NAMED = 3

SIGHTS: Mapping[Sight, Label] = {
    Sight.HIDDEN: Label.HIDDEN,
    Sight.PUBLIC: Label.SEEN_PUBLIC,
    Sight.CONNECTED: Label.SEEN_OWN,
    Sight.CHOICE: Label.SEEN_BY_CHOICE,
    Sight.WITHDRAWN: Label.WITHDRAWN_CONSENT,
    Sight.NOT_DOCUMENTED: Label.NOT_DOCUMENTED,
    Sight.DIFFERING: Label.SEEN_BY_SOME,
    Sight.UNKNOWN: Label.UNKNOWN,
}

_IN_SENTENCE: Mapping[Sight, EffectPhrase] = {
    Sight.HIDDEN: EffectPhrase.IS_HIDDEN,
    Sight.PUBLIC: EffectPhrase.IS_VISIBLE,
    Sight.CONNECTED: EffectPhrase.IS_VISIBLE,
    Sight.CHOICE: EffectPhrase.IS_CHOICE,
    Sight.WITHDRAWN: EffectPhrase.IS_HIDDEN,
    Sight.NOT_DOCUMENTED: EffectPhrase.IS_NOT_DOCUMENTED,
    Sight.DIFFERING: EffectPhrase.IS_DIFFERING,
    Sight.UNKNOWN: EffectPhrase.IS_UNKNOWN,
}

_WITH: Mapping[OfficeRule, EffectPhrase] = {
    OfficeRule.DISABLED: EffectPhrase.WITH_DISABLED,
    OfficeRule.ENABLED: EffectPhrase.WITH_ENABLED,
    OfficeRule.NOT_CONFIGURED: EffectPhrase.WITH_NOT_CONFIGURED,
    OfficeRule.SOME_DISABLED: EffectPhrase.WITH_SOME_DISABLED,
    OfficeRule.SOME_ENABLED: EffectPhrase.WITH_SOME_ENABLED,
    OfficeRule.SOME_EITHER: EffectPhrase.WITH_SOME_EITHER,
    OfficeRule.CONFLICTING: EffectPhrase.WITH_CONFLICTING,
    OfficeRule.UNKNOWN: EffectPhrase.WITH_UNKNOWN,
}

_FOR: Mapping[Mode, EffectPhrase] = {
    Mode.EVERYONE: EffectPhrase.FOR_EVERYONE,
    Mode.GROUP: EffectPhrase.FOR_GROUP,
    Mode.NOBODY: EffectPhrase.FOR_NOBODY,
    Mode.UNTOLD: EffectPhrase.FOR_UNKNOWN,
}

_RULES: Mapping[OfficeRule, EffectPhrase] = {
    OfficeRule.DISABLED: EffectPhrase.RULE_DISABLED,
    OfficeRule.ENABLED: EffectPhrase.RULE_ENABLED,
    OfficeRule.NOT_CONFIGURED: EffectPhrase.RULE_NOT_CONFIGURED,
    OfficeRule.SOME_DISABLED: EffectPhrase.RULE_SOME_DISABLED,
    OfficeRule.SOME_ENABLED: EffectPhrase.RULE_SOME_ENABLED,
    OfficeRule.SOME_EITHER: EffectPhrase.RULE_SOME_EITHER,
    OfficeRule.CONFLICTING: EffectPhrase.RULE_CONFLICTING,
    OfficeRule.UNKNOWN: EffectPhrase.RULE_UNKNOWN,
}

_MAY: Mapping[Allowance, EffectPhrase] = {
    Allowance.ALL: EffectPhrase.MAY_ALL,
    Allowance.RECOMMENDED: EffectPhrase.MAY_RECOMMENDED,
    Allowance.LOW: EffectPhrase.MAY_LOW,
    Allowance.CUSTOM: EffectPhrase.MAY_CUSTOM,
    Allowance.NONE: EffectPhrase.MAY_NOT,
}

_SHORT: Mapping[Allowance, EffectPhrase | AnswerPhrase] = {
    Allowance.ALL: EffectPhrase.SHORT_ALL,
    Allowance.RECOMMENDED: EffectPhrase.SHORT_RECOMMENDED,
    Allowance.LOW: EffectPhrase.SHORT_LOW,
    Allowance.CUSTOM: EffectPhrase.SHORT_CUSTOM,
    Allowance.NONE: EffectPhrase.SHORT_NONE,
    Allowance.UNKNOWN: AnswerPhrase.UNREAD,
}


def tell_effect(view: EffectView) -> Sentence:
    """Say in one sentence what somebody sees who has not connected."""
    scope, setting = scope_tenant(view.reading.setting), view.reading.setting
    windows, web = (
        judge(scope, view.rule, surface, is_connected=False).sight for surface in (Surface.WINDOWS, Surface.WEB)
    )
    is_still = windows is Sight.HIDDEN and web is Sight.PUBLIC
    return (
        EffectPhrase.LEAD(
            office=_WITH[view.rule],
            setting=_FOR[setting.mode] if setting else EffectPhrase.FOR_UNKNOWN,
            windows=_IN_SENTENCE[windows],
            web=EffectPhrase.IS_STILL_VISIBLE if is_still else _IN_SENTENCE[web],
        ),
    )


def tell_setting(reading: Reading) -> Sentence:
    setting: Setting | None = reading.setting
    return (MODES[setting.mode],) if setting else recall(findings.tell_doubt(reading))


def tell_rule(rule: OfficeRule, why: str) -> Sentence:
    """Say what the Office policy says, or why that could not be read."""
    return recall(why) if why else (_RULES[rule],)


def tell_consents(consents: Consents, why: str) -> Sentence:
    return recall(why) if why else (_SHORT[consents.allowance],)


def note_sights(sights: Iterable[Sight], scope: Scope) -> Iterator[EffectPhrase]:
    """Say what the words of a table mean that do not say it themselves."""
    found = frozenset(sights)
    if Sight.CHOICE in found:
        yield EffectPhrase.NOTE_CHOICE
    if scope is Scope.OFF:
        yield EffectPhrase.NOTE_OFF
    elif Sight.NOT_DOCUMENTED in found:
        yield EffectPhrase.NOTE_NOT_DOCUMENTED


def note_tenant(view: EffectView) -> Iterator[EffectPhrase]:
    """Say what holds for all of a table that is about nobody in particular."""
    setting = view.reading.setting
    if setting and setting.mode is Mode.GROUP:
        yield EffectPhrase.NOTE_GROUP
    if view.consents.allowance is Allowance.NONE:
        yield EffectPhrase.NOTE_CONSENT
    yield EffectPhrase.NOTE_BOTH


def name_documents() -> Sentence:
    pages = dict.fromkeys(source.page for source in (NEEDS_NO_CONSENT, CONNECTING, ALL_PLATFORMS))
    return (EffectPhrase.SOURCES(pages=join([Code(page.rsplit("/", 1)[-1]) for page in pages], Code(", "))),)


def tell_allowance(view: ConsentView) -> Sentence:
    """Say whether people may consent to apps, or why that is not known."""
    allowance = view.consents.allowance
    if allowance is Allowance.UNKNOWN:
        return (EffectPhrase.MAY_UNKNOWN(why=recall(view.why)),)
    return (_MAY[allowance],)


def name_further(consents: Consents) -> Sentence:
    """Name the policies that Linkgate does not know; empty without any."""
    if not consents.others:
        return ()
    named = join([shorten(id_) for id_ in consents.others[:_MOST_NAMED]], Code(", "))
    left = len(consents.others) - _MOST_NAMED
    return (EffectPhrase.FURTHER(named=(AnswerPhrase.AND_MORE(named=named, count=left),) if left > 0 else named),)
