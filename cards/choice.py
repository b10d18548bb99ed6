"""The card that asks which of several groups was meant."""

from bot.core import captions
from bot.core.act import Act, Verb
from bot.core.speech.answers import AnswerPhrase
from bot.core.speech.labels import Button, Label
from bot.core.text import Sentence
from bot.core.view import ChoiceView
from bot.core.words import find_no_group
from cards import form, kit


def draw_choice(view: ChoiceView) -> kit.Element:
    question = _ask(view)
    more = [kit.say(AnswerPhrase.MORE_GROUPS, look=kit.Look.SMALL)] if view.is_cut else []
    return kit.frame(
        [
            kit.head(Label.WHICH_GROUP, (AnswerPhrase.NAMES_ALIKE,)),
            kit.apart(kit.say(*question, look=kit.Look.LEAD)),
            form.ask_group(view.groups),
            *more,
            kit.apart(form.ask_reason(view.reason, is_required=False)),
            form.ask_ticket(view.ticket),
        ],
        summary=question,
        actions=[
            kit.press(Act(Verb.CHOOSE, about=view.office or ""), Button.CONTINUE, style="positive", has_inputs=True)
        ],
    )


def _ask(view: ChoiceView) -> Sentence:
    if not view.typed:
        return (AnswerPhrase.ASK_GROUP,)
    return captions.ask_which(view.typed) if view.is_exact else find_no_group(view.typed)
