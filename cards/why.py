"""The card that explains a verdict, one line for each rule."""

from collections.abc import Iterator

from bot.core import captions
from bot.core.act import Act, Verb
from bot.core.grounds import Ground
from bot.core.speech.labels import Button, Label
from bot.core.text import Code, Foreign
from bot.core.view import WhyView
from cards import kit
from cards.kit import Element, Look


def draw_why(view: WhyView) -> Element:
    return kit.frame(
        [
            kit.head(Label.WHOAMI if view.change is None else Label.WHY_TITLE, (Foreign(view.name),)),
            *([kit.apart(kit.say(*captions.head_line(view.change), look=Look.LEAD))] if view.change else []),
            kit.tabulate([(_mark(ground), list(_draw(ground))) for ground in view.grounds]),
        ],
        summary=captions.count_grounds(view.grounds),
        actions=[kit.press(Act(Verb.REQUESTS), Button.REQUESTS), kit.press(Act(Verb.HELP), Button.HELP)],
    )


def _mark(ground: Ground) -> Label:
    if ground.is_met is None:
        return Label.OPEN_RULE
    return Label.MET if ground.is_met else Label.NOT_MET


def _draw(ground: Ground) -> Iterator[Element]:
    yield kit.say(Code(ground.rule), look=Look.STRONG)
    yield kit.snug(kit.say(*ground.sentence))
    if ground.until:
        yield kit.snug(kit.write(Label.EXPIRES, ground.until, look=Look.SMALL))
