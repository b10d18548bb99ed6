"""The announcement: what people have to be told about LinkedIn account connections, in no language yet.

    occasion --announce--> title, whom it concerns, sections, links   (said as a card, Markdown, a mail: `leaflet`)

Microsoft obliges whoever turns the connections on to tell people all about data sharing and privacy
(learn.microsoft.com, "LinkedIn account connections data sharing and consent", read 2026-11). Every statement here
stands in Microsoft's documents; none promises when something takes effect, because they do not.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.core.command import Announce, Audience
from bot.core.group import Group
from bot.core.office import OfficeState
from bot.core.place import Room
from bot.core.speech.announcements import AnnouncePhrase
from bot.core.text import Code, Foreign, Part, Tongue, flatten
from bot.core.words import cut

_GUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_ABOUT = re.compile(rf"now|everyone|nobody|group:({_GUID})|office:(disabled|enabled|not-configured)")
_NOW = "now"
_MARK = 16
_LONGEST_NAME = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What is announced: for whom the setting is *on*, or what the policy in *office* is. One of the two is there.

    *group* is the named one. What *is_planned* is not so yet.
    """

    on: Audience | None = None
    group: Group | None = None
    office: OfficeState | None = None
    is_planned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    title: AnnouncePhrase
    items: tuple[AnnouncePhrase, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A page that tells more; *url* is a constant of ours."""

    name: AnnouncePhrase
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """*title* has no name in it; *lead* says whom it concerns."""

    title: AnnouncePhrase
    lead: tuple[Part, ...]
    sections: tuple[Section, ...]
    links: tuple[Link, ...]


_TITLES: Mapping[tuple[Audience | OfficeState | None, bool], AnnouncePhrase] = {
    (Audience.EVERYONE, False): AnnouncePhrase.TITLE_ON,
    (Audience.EVERYONE, True): AnnouncePhrase.TITLE_ON_SOON,
    (Audience.GROUP, False): AnnouncePhrase.TITLE_GROUP,
    (Audience.GROUP, True): AnnouncePhrase.TITLE_GROUP_SOON,
    (Audience.NOBODY, False): AnnouncePhrase.TITLE_OFF,
    (Audience.NOBODY, True): AnnouncePhrase.TITLE_OFF_SOON,
    (OfficeState.DISABLED, False): AnnouncePhrase.TITLE_HIDDEN,
    (OfficeState.DISABLED, True): AnnouncePhrase.TITLE_HIDDEN_SOON,
    (OfficeState.ENABLED, False): AnnouncePhrase.TITLE_SHOWN,
    (OfficeState.ENABLED, True): AnnouncePhrase.TITLE_SHOWN_SOON,
    (OfficeState.NOT_CONFIGURED, False): AnnouncePhrase.TITLE_FREE,
    (OfficeState.NOT_CONFIGURED, True): AnnouncePhrase.TITLE_FREE_SOON,
}
_CONCERNED: Mapping[tuple[Audience | OfficeState | None, bool], AnnouncePhrase] = {
    (Audience.EVERYONE, False): AnnouncePhrase.FOR_ALL,
    (Audience.EVERYONE, True): AnnouncePhrase.FOR_ALL_SOON,
    (Audience.NOBODY, False): AnnouncePhrase.FOR_NOBODY,
    (Audience.NOBODY, True): AnnouncePhrase.FOR_NOBODY_SOON,
    (OfficeState.DISABLED, False): AnnouncePhrase.HIDDEN,
    (OfficeState.DISABLED, True): AnnouncePhrase.HIDDEN_SOON,
    (OfficeState.ENABLED, False): AnnouncePhrase.SHOWN,
    (OfficeState.ENABLED, True): AnnouncePhrase.SHOWN_SOON,
    (OfficeState.NOT_CONFIGURED, False): AnnouncePhrase.FREE,
    (OfficeState.NOT_CONFIGURED, True): AnnouncePhrase.FREE_SOON,
}
_EFFECTS: Mapping[OfficeState, AnnouncePhrase] = {
    OfficeState.DISABLED: AnnouncePhrase.HIDES,
    OfficeState.ENABLED: AnnouncePhrase.SHOWS,
    OfficeState.NOT_CONFIGURED: AnnouncePhrase.FREES,
}

_SHARED = (
    Section(title=AnnouncePhrase.SHARED, items=(AnnouncePhrase.BOTH_WAYS, AnnouncePhrase.ONE_WAY)),
    Section(
        title=AnnouncePhrase.FROM_LINKEDIN,
        items=(
            AnnouncePhrase.LINKEDIN_PROFILE,
            AnnouncePhrase.LINKEDIN_INTERESTS,
            AnnouncePhrase.LINKEDIN_SUBSCRIPTIONS,
            AnnouncePhrase.LINKEDIN_CONNECTIONS,
            AnnouncePhrase.LINKEDIN_NOT_KEPT,
        ),
    ),
    Section(
        title=AnnouncePhrase.FROM_MICROSOFT,
        items=(
            AnnouncePhrase.MICROSOFT_PROFILE,
            AnnouncePhrase.MICROSOFT_CALENDAR,
            AnnouncePhrase.MICROSOFT_INTERESTS,
            AnnouncePhrase.MICROSOFT_SUBSCRIPTIONS,
            AnnouncePhrase.MICROSOFT_CONTACTS,
            AnnouncePhrase.CONTACTS_STAY,
        ),
    ),
    Section(
        title=AnnouncePhrase.KNOW,
        items=(AnnouncePhrase.PUBLIC, AnnouncePhrase.OCEAN, AnnouncePhrase.OWN_PROFILE),
    ),
    Section(title=AnnouncePhrase.CONNECT, items=(AnnouncePhrase.CONNECT_HOW,)),
)
_STEPS = (
    AnnouncePhrase.DISCONNECT_BOTH,
    AnnouncePhrase.AT_MICROSOFT,
    AnnouncePhrase.AT_LINKEDIN,
    AnnouncePhrase.DISCONNECT_CONTACTS,
)
_DISCONNECT = Section(title=AnnouncePhrase.DISCONNECT, items=_STEPS)
_REMOVE_TOO = Section(title=AnnouncePhrase.REMOVE_TOO, items=_STEPS[:-1])

# Each of these addresses stands in the documents named above, or in Microsoft's support page on disconnecting.
_ABOUT_LINKEDIN = Link(
    AnnouncePhrase.LINK_ABOUT,
    "https://support.office.com/article/"
    "about-linkedin-information-and-features-in-microsoft-apps-and-services-dc81cc70-4d64-4755-9f1c-b9536e34d381",
)
_DATA = Link(
    AnnouncePhrase.LINK_DATA, "https://support.microsoft.com/office/your-data-ae9c08a7-4d06-45b5-a065-320a97bc1400"
)
_CONNECTING = Link(
    AnnouncePhrase.LINK_CONNECT,
    "https://support.microsoft.com/office/"
    "connect-your-linkedin-and-work-or-school-accounts-c7c245f2-fa56-4c9b-ba20-3fceb23c5772",
)
_ACCOUNT = Link(AnnouncePhrase.LINK_ACCOUNT, "https://account.activedirectory.windowsazure.com/profile")
_PRIVACY = Link(AnnouncePhrase.LINK_PRIVACY, "https://privacy.microsoft.com/privacystatement/")
_LINKEDIN = Link(AnnouncePhrase.LINK_LINKEDIN, "https://www.linkedin.com/help/linkedin/answer/84077")
_CONTACTS = Link(AnnouncePhrase.LINK_CONTACTS, "https://www.linkedin.com/help/linkedin/answer/43377")
_PROFILE = Link(AnnouncePhrase.LINK_PROFILE, "https://www.linkedin.com/help/linkedin/answer/83")
_OCEAN = Link(AnnouncePhrase.LINK_OCEAN, "https://www.linkedin.com/help/linkedin/answer/62533")
_POLICY = Link(AnnouncePhrase.LINK_POLICY, "https://www.linkedin.com/legal/privacy-policy")
_ALL_LINKS = (
    *(_ABOUT_LINKEDIN, _DATA, _CONNECTING, _ACCOUNT, _PRIVACY),
    *(_LINKEDIN, _CONTACTS, _PROFILE, _OCEAN, _POLICY),
)
_FEW_LINKS = (_ABOUT_LINKEDIN, _DATA, _ACCOUNT, _PRIVACY, _CONTACTS, _PROFILE, _POLICY)


def announce(occasion: Occasion) -> Announcement:
    """Say all that people have to be told on that occasion."""
    return Announcement(
        title=_TITLES[occasion.on or occasion.office, occasion.is_planned],
        lead=tuple(_lead(occasion)),
        sections=tuple(_list_sections(occasion)),
        links=_FEW_LINKS if occasion.on is Audience.NOBODY else _ALL_LINKS,
    )


def _lead(occasion: Occasion) -> Iterator[Part]:
    if occasion.group:
        concerned = AnnouncePhrase.FOR_GROUP_SOON if occasion.is_planned else AnnouncePhrase.FOR_GROUP
        yield concerned(group=Foreign(occasion.group.name))
    else:
        yield _CONCERNED[occasion.on or occasion.office, occasion.is_planned]
    yield AnnouncePhrase.NO_TIME
    if occasion.on is not Audience.NOBODY:
        yield AnnouncePhrase.OWN_CHOICE


def _list_sections(occasion: Occasion) -> Iterator[Section]:
    """List all that there is to say: where Office hides LinkedIn, accounts are connected and share all the same."""
    if occasion.office:
        effect = _EFFECTS[occasion.office]
        items = (effect, AnnouncePhrase.ON_THE_WEB, AnnouncePhrase.NOT_THE_CONSENT)
        yield Section(title=AnnouncePhrase.MEANS, items=items)
    if occasion.on is Audience.NOBODY:
        withdrawn = AnnouncePhrase.WITHDRAWN_SOON if occasion.is_planned else AnnouncePhrase.WITHDRAWN
        items = (withdrawn, AnnouncePhrase.IMPORTED_STAY, AnnouncePhrase.STILL_PUBLIC)
        yield Section(title=AnnouncePhrase.MEANS, items=items)
        yield _REMOVE_TOO
        return
    yield from _SHARED
    yield _DISCONNECT


def digest(announcement: Announcement, tongue: Tongue) -> str:
    """Tell the text, as it is said in a language, from any other."""
    sections = [[section.title, *section.items] for section in announcement.sections]
    parts = [announcement.title, *announcement.lead, *(part for section in sections for part in section)]
    said = [flatten((part,), tongue) for part in parts]
    said += [f"{tongue.say(link.name)} {link.url}" for link in announcement.links]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def mark_text(announcement: Announcement, tongue: Tongue) -> str:
    """Shorten the digest to what a button carries, which only tells an old card from a present one."""
    return digest(announcement, tongue)[:_MARK]


def name_room(room: Room | None) -> Part:
    """Name a channel as far as Teams told its names; the first one of a team bears the name of the team."""
    if room is None or not (room.name or room.team_name):
        return AnnouncePhrase.ROOM_UNNAMED(tail=Code(room.conversation[-12:] if room else "?"))
    if not (room.name and room.team_name):
        return cut(room.name or room.team_name, _LONGEST_NAME)
    return AnnouncePhrase.ROOM_OF_TEAM(room=cut(room.name, _LONGEST_NAME), team=cut(room.team_name, _LONGEST_NAME))


def spell_about(command: Announce) -> str:
    """Write as one word what is to be announced; *group* is an object id by now."""
    if command.office:
        return f"office:{command.office}"
    if command.on is Audience.GROUP:
        return f"group:{command.group}"
    return str(command.on) if command.on else _NOW


def read_about(text: str) -> Announce | None:
    """Read that word; None for anything else."""
    found = _ABOUT.fullmatch(text)
    if found is None:
        return None
    group, office = found.groups()
    if group:
        return Announce(on=Audience.GROUP, group=group)
    if office:
        return Announce(office=OfficeState(office))
    return Announce() if text == _NOW else Announce(on=Audience(text))
