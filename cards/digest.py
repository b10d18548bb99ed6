"""The card that reminds an approver of everything that waits for them, in one message."""

from collections.abc import Iterator, Sequence

from bot.core import captions, summary, words
from bot.core.act import Act, Verb
from bot.core.change import Change
from bot.core.speech.labels import Button, Label
from bot.core.speech.phrases import Phrase
from bot.core.view import DigestView
from cards import kit
from cards.kit import Element, Icon, Look, Tone

_MOST_SHOWN = 8


def draw_digest(view: DigestView) -> Element:
    more = len(view.changes) - _MOST_SHOWN
    return kit.frame(
        [
            kit.head(
                Label.DIGEST_TITLE,
                (Phrase.WAITING_FOR_YOU(count=len(view.changes)),),
                kit.tag(Label.YOUR_DECISION, Tone.WARNING, Icon.CLOCK),
            ),
            kit.grid((Label.WHO, Label.CHANGE, Label.EXPIRES), map(_draw_line, view.changes[:_MOST_SHOWN])),
            *([kit.near(kit.say(Phrase.MORE_WAIT(count=more), look=Look.SMALL))] if more > 0 else []),
            kit.apart(kit.say(Phrase.DECIDE_ON_CARDS, look=Look.SMALL)),
        ],
        summary=summary.remind(view.changes, at=view.at),
        actions=[kit.press(Act(Verb.REQUESTS), Button.REQUESTS)],
    )


def _draw_line(change: Change) -> Sequence[Sequence[Element]]:
    return (list(_draw_asker(change)), [kit.say(*captions.name_step(change))], [kit.write(change.expires_at)])


def _draw_asker(change: Change) -> Iterator[Element]:
    yield kit.say(words.name_request(change.number), look=Look.STRONG)
    yield kit.snug(kit.say(captions.shorten(change.requester.name)))
    yield kit.snug(kit.write(change.sent_at or change.created_at, look=Look.SMALL))
