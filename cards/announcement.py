"""The cards of an announcement: to read it, to say where it is posted, and as it stands in the channel then."""

from collections.abc import Iterator

from bot.core.act import Act, Verb
from bot.core.announcement import Announcement, Section, announce, mark_text, name_room
from bot.core.speech.announcements import AnnouncePhrase
from bot.core.speech.labels import Button, Label
from bot.core.speech.tongues import pick
from bot.core.text import ENGLISH, Sentence
from bot.core.view import AnnounceView, PostStep, PostView
from cards import form, kit
from cards.kit import Element, Icon, Look, Tone


def draw_announcement(view: AnnounceView) -> Element:
    announcement = announce(view.occasion)
    summary = (AnnouncePhrase.SUM_ANNOUNCED(title=announcement.title, lead=announcement.lead[0]),)
    if view.is_posted:
        head = kit.head(Label.SETTING, (announcement.title,))
        return kit.frame([head, *_draw_text(announcement)], summary=summary)
    badge = kit.tag(Label.PLANNED, Tone.ACCENT, Icon.CLOCK) if view.occasion.is_planned else None
    return kit.frame(
        [
            kit.head(Label.ANNOUNCE_TITLE, (AnnouncePhrase.FOR_PEOPLE,), badge),
            kit.apart(kit.say(announcement.title, look=Look.STRONG)),
            *_draw_text(announcement),
            *_draw_notes(view),
        ],
        summary=summary,
        actions=list(_list_buttons(view)),
    )


def _draw_text(announcement: Announcement) -> Iterator[Element]:
    for place, sentence in enumerate(announcement.lead):
        yield kit.near(kit.say(sentence, look=Look.LEAD)) if place else kit.apart(kit.say(sentence, look=Look.LEAD))
    for section in announcement.sections:
        yield from _draw_section(section)
    yield kit.apart(kit.say(AnnouncePhrase.READ_MORE, look=Look.STRONG))
    yield kit.near(kit.list_points((link.name, link.url) for link in announcement.links))


def _draw_section(section: Section) -> Iterator[Element]:
    yield kit.apart(kit.say(section.title, look=Look.STRONG))
    points = kit.list_points((item, "") for item in section.items)
    yield kit.near(points if len(section.items) > 1 else kit.say(*section.items))


def _draw_notes(view: AnnounceView) -> Iterator[Element]:
    notes = [AnnouncePhrase.IS_PLANNED] if view.occasion.is_planned else []
    first, *more = [kit.say(note, look=Look.SMALL) for note in (*notes, AnnouncePhrase.IN_TWO_LANGUAGES)]
    yield kit.apart(first)
    yield from map(kit.near, more)


def _list_buttons(view: AnnounceView) -> Iterator[Element]:
    yield kit.press(Act(Verb.MARKDOWN, about=view.about), Button.MARKDOWN)
    yield kit.press(Act(Verb.MAIL, about=view.about), Button.MAIL)
    if view.may_post:
        yield kit.press(Act(Verb.POST_MORE, about=view.about), Button.POST_MORE)


def draw_posting(view: PostView) -> Element:
    match view.step:
        case PostStep.ASKED | PostStep.CHANGED:
            return _ask(view)
        case PostStep.POSTED:
            badge = kit.tag(Label.POSTED, Tone.GOOD, Icon.CHECKMARK)
            return _tell(Label.POSTED_TITLE, view, _tell_where(view), badge)
        case PostStep.LEFT:
            return _tell(Label.LEFT_TITLE, view, (AnnouncePhrase.LEFT_UNPOSTED,))


def _tell_where(view: PostView) -> Sentence:
    room = name_room(view.room)
    return (AnnouncePhrase.POSTED_PARTLY(room=room) if view.is_partial else AnnouncePhrase.POSTED_IN(room=room),)


def _tell(title: Label, view: PostView, sentence: Sentence, badge: Element | None = None) -> Element:
    head = kit.head(title, (announce(view.occasion).title,), badge)
    return kit.frame([head, kit.apart(kit.say(*sentence, look=Look.LEAD))], summary=sentence)


def _ask(view: PostView) -> Element:
    """Ask where; the text stands there in the language in which it will be read, whoever is asked."""
    announcement, tongue = announce(view.occasion), pick(view.locale, otherwise=ENGLISH)
    text = [kit.apart(kit.say(announcement.title, look=Look.STRONG)), *_draw_text(announcement)]
    changed = [kit.call_out(Tone.WARNING, Label.TEXT_CHANGED, [(AnnouncePhrase.HAS_CHANGED,)])]
    more = [kit.near(kit.say(AnnouncePhrase.MORE_ROOMS, look=Look.SMALL))] if view.is_cut else []
    return kit.frame(
        [
            kit.head(Label.POST_TITLE, (AnnouncePhrase.NOT_YET,)),
            *(changed if view.step is PostStep.CHANGED else []),
            kit.apart(form.ask_room(view.rooms, view.room)),
            *more,
            kit.apart(kit.say(AnnouncePhrase.READS_SO, look=Look.SMALL)),
            kit.apart(kit.enclose(kit.voice(text, tongue))),
        ],
        summary=(AnnouncePhrase.SUM_ASK_ROOM(title=announcement.title),),
        actions=[
            kit.press(
                Act(Verb.POST, about=view.about, seen=mark_text(announcement, tongue)),
                Button.POST,
                style="positive",
                has_inputs=True,
            ),
            kit.press(Act(Verb.LEAVE, about=view.about), Button.LEAVE),
        ],
    )
