"""The card that asks which of several groups was meant."""

from bot.core import captions
from bot.core.act import Act, Verb
from bot.core.speech.labels import Button, Label
from bot.core.speech.phrases import Phrase
from bot.core.view import ChoiceView
from cards import form, kit


def draw_choice(view: ChoiceView) -> kit.Element:
    question = captions.ask_which(view.typed)
    more = [kit.say(Phrase.MORE_GROUPS, look=kit.Look.SMALL)] if view.is_cut else []
    return kit.frame(
        [
            kit.head(Label.WHICH_GROUP, (Phrase.NAMES_ALIKE,)),
            kit.apart(kit.say(*question, look=kit.Look.LEAD)),
            form.ask_group(view.groups),
            *more,
            kit.apart(form.ask_reason(view.reason, is_required=False)),
            form.ask_ticket(view.ticket),
        ],
        summary=question,
        actions=[kit.press(Act(Verb.CHOOSE), Button.CONTINUE, style="positive", has_inputs=True)],
    )
