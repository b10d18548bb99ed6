"""The card that says whether people may consent to apps, and what becomes of a consent."""

from collections.abc import Iterator, Mapping, Sequence

from bot.core import gloss
from bot.core.act import Act, Verb
from bot.core.consent import Allowance
from bot.core.speech.effects import EffectPhrase
from bot.core.speech.labels import Button, Label
from bot.core.view import ConsentView
from cards import kit
from cards.kit import Element, Icon, Look, Tone

_MARKS: Mapping[Allowance, tuple[Label, Tone, Icon]] = {
    Allowance.ALL: (Label.MAY_CONSENT, Tone.GOOD, Icon.CHECKMARK),
    Allowance.RECOMMENDED: (Label.IN_PART, Tone.WARNING, Icon.WARNING),
    Allowance.LOW: (Label.IN_PART, Tone.WARNING, Icon.WARNING),
    Allowance.CUSTOM: (Label.UNKNOWN, Tone.WARNING, Icon.WARNING),
    Allowance.NONE: (Label.MAY_NOT_CONSENT, Tone.PLAIN, Icon.DISMISS),
    Allowance.UNKNOWN: (Label.UNKNOWN, Tone.WARNING, Icon.WARNING),
}
_PARTS: Sequence[tuple[Label, Sequence[EffectPhrase]]] = (
    (Label.NO_EFFECT, (EffectPhrase.NO_DOES, EffectPhrase.NO_LEAVES, EffectPhrase.NO_LIST)),
    (Label.TWO_CHOICES, (EffectPhrase.TWO_WAYS, EffectPhrase.ONE_WAY)),
    (Label.LEAVING, (EffectPhrase.LEAVE_ONE, EffectPhrase.LEAVE_TWO)),
)


def draw_consent(view: ConsentView) -> Element:
    answer = gloss.tell_allowance(view)
    further = gloss.name_further(view.consents)
    is_read = view.consents.allowance is not Allowance.UNKNOWN
    return kit.frame(
        [
            kit.head(Label.CONSENT_TITLE, (EffectPhrase.CONSENT_CONTEXT,), kit.tag(*_MARKS[view.consents.allowance])),
            kit.apart(kit.say(*answer, look=Look.LEAD)),
            *([kit.near(kit.say(*further, look=Look.SMALL))] if further else []),
            *_draw_parts(),
            kit.apart(kit.write(Label.READ_FROM if is_read else Label.TRIED_AT, view.at, look=Look.SMALL)),
        ],
        summary=answer,
        actions=[kit.press(Act(Verb.STATUS), Button.STATUS), kit.press(Act(Verb.HELP), Button.HELP)],
    )


def _draw_parts() -> Iterator[Element]:
    for title, sentences in _PARTS:
        yield kit.apart(kit.write(title, look=Look.STRONG))
        yield from (kit.near(kit.say(sentence)) for sentence in sentences)
