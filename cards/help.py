"""The help card; it also bids welcome."""

from collections.abc import Iterable, Mapping

from bot.core import captions, guide
from bot.core.act import Act, Verb
from bot.core.guide import Part, Topic
from bot.core.speech.answers import AnswerPhrase
from bot.core.speech.labels import Button, Label
from bot.core.text import Code, Sentence
from bot.core.view import HelpView
from bot.core.words import join
from cards import kit
from cards.kit import Element, Look

_PARTS: Mapping[Part, Label] = {Part.LOOK: Label.LOOK, Part.ASK: Label.ASK, Part.DECIDE: Label.DECIDE}


def draw_help(view: HelpView) -> Element:
    topic = guide.find_topic(view.topic)
    unknown = [kit.apart(kit.say(*captions.know_no_topic(view.topic)))] if view.topic and not topic else []
    return kit.frame(
        [
            kit.head(Label.WELCOME if view.is_welcome else Label.HELP_TITLE, (AnswerPhrase.ABOUT,)),
            *([kit.apart(kit.say(AnswerPhrase.WELCOME))] if view.is_welcome else []),
            *unknown,
            *(_draw_topic(topic) if topic else _draw_topics(view)),
            kit.apart(kit.say(AnswerPhrase.RECORDED, look=Look.SMALL)),
        ],
        summary=_summarise(view),
        actions=_list_buttons(view),
    )


def _summarise(view: HelpView) -> Sentence:
    topics = guide.list_topics(may_ask=view.may_ask, may_decide=view.may_decide)
    return captions.list_forms(topics)


def _draw_topics(view: HelpView) -> Iterable[Element]:
    topics = guide.list_topics(may_ask=view.may_ask, may_decide=view.may_decide)
    for part, label in _PARTS.items():
        own = [topic for topic in topics if topic.part is part]
        if own:
            yield kit.apart(kit.write(label, look=Look.STRONG))
        for topic in own:
            yield from _draw_line(topic, is_brief=bool(view.topic))


def _draw_line(topic: Topic, *, is_brief: bool) -> Iterable[Element]:
    """Draw what to type; *is_brief* where something else was looked for: then what it is for is a word away."""
    examples = join((Code(example) for example in topic.examples), Code("\n"))
    yield kit.near(kit.say(*examples, look=Look.CODE))
    if not is_brief:
        yield kit.snug(kit.say(topic.purpose, look=Look.SMALL))


def _draw_topic(topic: Topic) -> Iterable[Element]:
    yield kit.apart(kit.say(topic.purpose))
    yield from (kit.say(Code(form), look=Look.CODE) for form in topic.forms)
    yield kit.say(topic.details)
    if topic.examples != topic.forms:
        yield kit.tabulate([(Label.EXAMPLE, [kit.say(Code(example), look=Look.CODE) for example in topic.examples])])


def _list_buttons(view: HelpView) -> list[Element]:
    status = kit.press(Act(Verb.STATUS), Button.STATUS)
    if not (view.may_ask or view.may_decide):
        return [status]
    return [status, kit.press(Act(Verb.REQUESTS), Button.REQUESTS), kit.press(Act(Verb.HISTORY), Button.HISTORY)]
