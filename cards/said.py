"""The card of one sentence: why nothing came of what was asked, and where to go on."""

from collections.abc import Mapping

from bot.core.act import Act, Verb
from bot.core.speech.labels import Button, Label
from bot.core.view import Mood, SaidView
from cards import kit
from cards.kit import Element, Icon, Tone

_HEADS: Mapping[Mood, tuple[Label, Label, Tone, Icon]] = {
    Mood.REFUSED: (Label.REFUSED_TITLE, Label.REFUSED, Tone.ALARM, Icon.DISMISS),
    Mood.LIMITED: (Label.LIMITED_TITLE, Label.WAIT, Tone.WARNING, Icon.CLOCK),
    Mood.HALTED: (Label.HALTED_TITLE, Label.HALTED, Tone.WARNING, Icon.WARNING),
}


def draw_said(view: SaidView) -> Element | None:
    """Draw a sentence that needs a card; None for one that does not."""
    if view.mood is Mood.PLAIN and not view.has_help:
        return None
    return kit.frame(
        [*_draw_head(view.mood), kit.apart(kit.say(*view.sentence))],
        summary=view.sentence,
        actions=[kit.press(Act(Verb.HELP), Button.HELP)],
    )


def _draw_head(mood: Mood) -> list[Element]:
    if mood is Mood.PLAIN:
        return []
    title, badge, tone, icon = _HEADS[mood]
    return [kit.head(title, (Label.SETTING,), kit.tag(badge, tone, icon))]
