"""What people have to be told is all there, for each occasion and in each language.

What has to be said is written down here a second time, by hand, from Microsoft's documents (learn.microsoft.com/entra,
identity/users/linkedin-user-consent and linkedin-integration; support.microsoft.com, on disconnecting accounts).
"""

import re
from itertools import product

import pytest

from bot.core.announcement import Occasion, announce, digest, mark_text, name_room, read_about, spell_about
from bot.core.command import Announce, Audience
from bot.core.group import Group
from bot.core.leaflet import write_plain
from bot.core.office import OfficeState
from bot.core.place import Room, sort_rooms
from bot.core.setting import GroupId
from bot.core.speech.tongues import GERMAN, TONGUES
from bot.core.text import ENGLISH, flatten

SALES = Group(id=GroupId("5a1e5000-0000-4000-8000-000000000000"), name="Sales")
PLANS = (False, True)


def occasion(what, *, is_planned=False):
    if isinstance(what, OfficeState):
        return Occasion(office=what, is_planned=is_planned)
    return Occasion(on=what, group=SALES if what is Audience.GROUP else None, is_planned=is_planned)


OCCASIONS = [occasion(what, is_planned=planned) for what, planned in product([*Audience, *OfficeState], PLANS)]


def read(what, tongue, *, is_planned=False):
    """Return all that people read, on one line, without the signs that nobody sees."""
    text = write_plain(announce(occasion(what, is_planned=is_planned)), [tongue])
    return " ".join(text.translate(dict.fromkeys(map(ord, "\u2068\u2069\u200b"))).split())


SHARED = {
    "choice of both directions": ("Both ways", "Beide Richtungen"),
    "choice of one direction": ("One way: only Microsoft gets data from LinkedIn", "Eine Richtung: Nur Microsoft"),
    "LinkedIn's profile data": ("who you are on LinkedIn, how to reach you", "wer Sie bei LinkedIn sind"),
    "LinkedIn's interests": ("people and topics that you follow, courses, groups", "denen Sie folgen, Kurse, Gruppen"),
    "LinkedIn's subscriptions": ("LinkedIn's apps and services that you use", "Apps und Dienste von LinkedIn"),
    "LinkedIn's connections": ("those you are directly connected with", "mit denen Sie direkt verbunden sind"),
    "not stored at Microsoft": ("Microsoft does not keep this data permanently", "nicht dauerhaft auf"),
    "Microsoft's profile data": ("photo, e-mail address, your manager", "Foto, E-Mail-Adresse, wer Sie führt"),
    "the calendar": ("when and where your meetings are", "wann und wo Ihre Besprechungen sind"),
    "who takes part": ("contact details of those who take part", "Kontaktdaten der Teilnehmenden"),
    "not its titles": ("not their titles, agendas or contents", "nicht Titel, Tagesordnung oder Inhalt"),
    "Microsoft's interests": ("what Microsoft's services conclude", "was Microsofts Dienste daraus schließen"),
    "Microsoft's subscriptions": ("that our organisation has for you", "die unsere Organisation für Sie hat"),
    "contact lists": ("your contact lists from Outlook", "Ihre Kontaktlisten aus Outlook"),
    "imported again and again": ("imports them again and again, stores them", "importiert sie immer wieder"),
    "contacts stay": ("they stay on LinkedIn until you remove them there", "bis Sie sie dort entfernen"),
    "even when disconnected": ("also after you have disconnected", "auch nachdem Sie die Konten getrennt haben"),
    "public without consent": ("can be seen in Microsoft apps without consent", "ohne Zustimmung sehen"),
    "outside of the group": ("in a selected group or not", "in einer ausgewählten Gruppe oder nicht"),
    "EU and US": ("European Union to the United States and back", "aus der Europäischen Union in die USA und zurück"),
    "one's own choice": ("It is your own choice", "Es ist Ihre eigene Entscheidung"),
    "nothing before consent": ("share nothing before you agree", "teilen nichts, bevor Sie der Verbindung zustimmen"),
    "how to connect": (
        "profile card in Outlook, OneDrive or SharePoint",
        "Profilkarte in Outlook, OneDrive oder SharePoint",
    ),
    "who sees the profile": ("you decide how others see your profile", "bestimmen Sie, wie andere Ihr Profil sehen"),
}
DISCONNECT = {
    "both sides": ("remove the permission on both sides", "entfernen Sie die Berechtigung auf beiden Seiten"),
    "one side": ("if one way, only on LinkedIn", "sonst nur bei LinkedIn"),
    "Microsoft's side": ("find LinkedIn among your apps", "suchen Sie LinkedIn unter Ihren Apps"),
    "LinkedIn's side": ("Partners and services > Microsoft > Change", "Partner und Dienste > Microsoft > Ändern"),
}
AFTERWARDS = {"contacts afterwards": ("are not deleted by this", "werden damit nicht gelöscht")}
WITHDRAWN = {
    "for everybody": ("for everybody in our organisation", "für alle in unserer Organisation"),
    "contacts stay": (
        "stay on LinkedIn until you remove them there",
        "bleiben bei LinkedIn, bis Sie sie dort entfernen",
    ),
    "public profiles": ("public on a LinkedIn profile stays public", "bleibt öffentlich"),
}
OFFICE = {
    "on Windows desktops": ("on Windows desktops", "auf Windows-Desktops"),
    "on the web": (
        "Microsoft 365 on the web does not follow this policy",
        "Microsoft 365 im Web richtet sich nicht danach",
    ),
    "not the consent": ("Connected accounts stay connected", "Verbundene Konten bleiben verbunden"),
}
ALWAYS = {
    "no time": ("Microsoft does not say when", "wann, sagt Microsoft nicht"),
    "Microsoft's privacy": ("https://privacy.microsoft.com/privacystatement/",) * 2,
    "LinkedIn's privacy": ("https://www.linkedin.com/legal/privacy-policy",) * 2,
    "Microsoft's page": ("dc81cc70-4d64-4755-9f1c-b9536e34d381",) * 2,
    "your data": ("ae9c08a7-4d06-45b5-a065-320a97bc1400",) * 2,
    "deleting contacts": ("https://www.linkedin.com/help/linkedin/answer/43377",) * 2,
    "the account": ("https://account.activedirectory.windowsazure.com/profile",) * 2,
}
CONCERNED = {
    Audience.EVERYONE: ("Everybody in our organisation may", "Alle in unserer Organisation dürfen"),
    Audience.GROUP: ("The people in the group Sales may", "Die Personen der Gruppe Sales dürfen"),
    Audience.NOBODY: ("Nobody in our organisation may", "Niemand in unserer Organisation darf"),
    OfficeState.DISABLED: ("turns off LinkedIn features", "schaltet LinkedIn-Funktionen"),
    OfficeState.ENABLED: ("turns on LinkedIn features", "schaltet LinkedIn-Funktionen"),
    OfficeState.NOT_CONFIGURED: ("No policy of our organisation says", "Keine Richtlinie unserer Organisation"),
}
REQUIRED = {
    Audience.EVERYONE: ALWAYS | SHARED | DISCONNECT | AFTERWARDS,
    Audience.GROUP: ALWAYS | SHARED | DISCONNECT | AFTERWARDS,
    Audience.NOBODY: ALWAYS | WITHDRAWN | DISCONNECT,
    OfficeState.DISABLED: ALWAYS
    | SHARED
    | OFFICE
    | DISCONNECT
    | AFTERWARDS
    | {"hidden": ("you cannot change it", "nicht ändern")},
    OfficeState.ENABLED: ALWAYS | SHARED | OFFICE | DISCONNECT | AFTERWARDS,
    OfficeState.NOT_CONFIGURED: ALWAYS
    | SHARED
    | OFFICE
    | DISCONNECT
    | {"own": ("is yours to set", "stellen Sie die Option")},
}


@pytest.mark.parametrize("is_planned", PLANS)
@pytest.mark.parametrize("what", REQUIRED)
def test_all_that_has_to_be_said_is_said_in_both_languages(what, is_planned):
    english, german = (read(what, tongue, is_planned=is_planned) for tongue in (ENGLISH, GERMAN))
    for name, (one, other) in REQUIRED[what].items():
        assert one in english, name
        assert other in german, name


@pytest.mark.parametrize("what", CONCERNED)
def test_it_is_said_whom_it_concerns_and_what_is_only_planned(what):
    for place, tongue in enumerate((ENGLISH, GERMAN)):
        now, soon = read(what, tongue), read(what, tongue, is_planned=True)
        assert CONCERNED[what][place] in now
        assert ("It is planned", "Geplant ist")[place] in soon
        assert ("It is planned", "Geplant ist")[place] not in now


def test_a_withdrawal_says_that_what_was_agreed_to_is_withdrawn_and_offers_no_connection():
    assert "is withdrawn" in read(Audience.NOBODY, ENGLISH)
    assert "will be withdrawn then" in read(Audience.NOBODY, ENGLISH, is_planned=True)
    assert "How to connect" not in read(Audience.NOBODY, ENGLISH)
    assert "your own choice" not in read(Audience.NOBODY, ENGLISH)


def test_nothing_promises_when_it_takes_effect():
    promise = re.compile(r"\b(immediately|at once|within|minutes|hours|days|sofort|innerhalb|Minuten|Stunden|Tage)\b")
    for one, tongue in product(OCCASIONS, TONGUES):
        assert not promise.search(write_plain(announce(one), [tongue]))


def test_the_languages_have_the_same_structure():
    for one in OCCASIONS:
        english, german = (write_plain(announce(one), [tongue]).splitlines() for tongue in (ENGLISH, GERMAN))
        assert [line[:2] == "- " for line in english] == [line[:2] == "- " for line in german]
        assert not {line for line in english if line} & {line for line in german if line}


def test_a_digest_tells_each_text_from_any_other():
    told = {digest(announce(one), tongue) for one, tongue in product(OCCASIONS, TONGUES)}
    assert len(told) == len(OCCASIONS) * len(TONGUES)
    other = Occasion(on=Audience.GROUP, group=Group(id=SALES.id, name="Sales EMEA"))
    assert mark_text(announce(other), ENGLISH) != mark_text(announce(occasion(Audience.GROUP)), ENGLISH)


@pytest.mark.parametrize(
    ("command", "word"),
    [
        (Announce(), "now"),
        (Announce(on=Audience.EVERYONE), "everyone"),
        (Announce(on=Audience.NOBODY), "nobody"),
        (Announce(on=Audience.GROUP, group=SALES.id), f"group:{SALES.id}"),
        (Announce(office=OfficeState.DISABLED), "office:disabled"),
        (Announce(office=OfficeState.NOT_CONFIGURED), "office:not-configured"),
    ],
)
def test_a_button_carries_a_word_that_leads_back_to_what_was_asked_for(command, word):
    assert spell_about(command) == word
    assert read_about(word) == command


@pytest.mark.parametrize(
    "word", ["", "group", "group:", "group:Sales", f"group:{SALES.id.upper()}", "office:", "office:off", "now ", "all"]
)
def test_any_other_word_means_nothing(word):
    assert read_about(word) is None


def a_room(**fields):
    return Room(service_url="https://smba.trafficmanager.net/emea/", conversation="19:room@thread.tacv2", **fields)


def test_a_channel_is_named_as_far_as_teams_told_its_names():
    def name(room):
        return flatten((name_room(room),)).translate(dict.fromkeys(map(ord, "\u2068\u2069\u200b")))

    assert name(a_room(name="Identity", team_name="IT")) == "Identity (IT)"
    assert name(a_room(team_name="IT")) == "IT"
    assert name(a_room(name="Identity")) == "Identity"
    assert name(a_room()) == "a channel without a known name (…thread.tacv2)"
    assert name(None) == "a channel without a known name (…?)"


def test_channels_are_sorted_by_the_names_of_their_teams():
    b, a, c = a_room(name="b", team_name="x"), a_room(name="A", team_name="X"), a_room(name="a", team_name="y")
    assert sort_rooms([c, b, a]) == (a, b, c)
