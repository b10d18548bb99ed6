"""The herald: what is to be announced, read anew each time it is asked for, and written as files.

command, or the word that a button carries -> the setting, the group, the Office policy as they are now -> occasion
"""

from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP

from bot.core import answers, findings, leaflet
from bot.core.announcement import Occasion, announce
from bot.core.command import Announce, Audience, spell
from bot.core.effect import OfficeRule
from bot.core.office import OfficeState
from bot.core.setting import Mode, Reading, Setting
from bot.core.speech.announcements import AnnouncePhrase
from bot.core.speech.kept import recall
from bot.core.speech.tongues import TONGUES
from bot.core.text import flatten
from bot.core.view import SaidView
from bot.facts import read_group, read_rule, read_setting
from bot.finder import find_group
from bot.ports import Ports

_FORMS = ("linkedin announce for everyone", "linkedin announce for group ", "linkedin announce for nobody")
_MODES = {Mode.EVERYONE: Audience.EVERYONE, Mode.GROUP: Audience.GROUP, Mode.NOBODY: Audience.NOBODY}


async def find_occasion(ports: Ports, command: Announce) -> Occasion | SaidView:
    """Find what *command* is about, or say why there is nothing; what is so already is not planned."""
    if command.office:
        return Occasion(office=command.office, is_planned=not await _is_in_place(ports, command.office))
    reading = await read_setting(ports)
    if command.on is None:
        return await _find_present(ports, reading)
    if command.on is not Audience.GROUP:
        return Occasion(on=command.on, is_planned=reading.setting != Setting(Mode(command.on)))
    found = await find_group(ports.directory, command.group, lambda group: spell(replace(command, group=group)))
    if isinstance(found, SaidView):
        return found
    return Occasion(on=command.on, group=found, is_planned=reading.setting != Setting(Mode.GROUP, found.id))


async def _find_present(ports: Ports, reading: Reading) -> Occasion | SaidView:
    setting = reading.setting
    if setting is None:
        doubt = recall(findings.tell_doubt(reading))
        return SaidView(sentence=(AnnouncePhrase.ANNOUNCE_UNKNOWN(doubt=doubt),), suggestions=_FORMS)
    if setting.mode is Mode.UNTOLD:
        return SaidView(sentence=(AnnouncePhrase.ANNOUNCE_UNTOLD,), suggestions=_FORMS)
    if setting.group is None:
        return Occasion(on=_MODES[setting.mode])
    group = await read_group(ports.directory, setting)
    if group is None:
        return SaidView(sentence=answers.miss_selected(setting.group), suggestions=_FORMS)
    return Occasion(on=Audience.GROUP, group=group)


async def _is_in_place(ports: Ports, state: OfficeState) -> bool:
    """Tell whether Intune's policies say just that to everybody; where they cannot be read, it is as if planned."""
    rule, _ = await read_rule(ports)
    return rule == OfficeRule(state)


def write_markdown(occasion: Occasion) -> bytes:
    """Write the announcement in every language, one below the other."""
    announcement = announce(occasion)
    return leaflet.write_markdown(announcement, TONGUES).encode()


def write_mail(occasion: Occasion) -> bytes:
    """Write the announcement as a mail to nobody yet, which Outlook opens as a draft.

    No date is in it and nobody is named: whoever sends it does.
    """
    announcement = announce(occasion)
    mail = EmailMessage(policy=SMTP)
    # Outlook marks with it what was not sent yet (learn.microsoft.com, archive, Stephen Griffin, "Did I Send That?")
    mail["X-Unsent"] = "1"
    mail["Subject"] = " / ".join(flatten((announcement.title,), tongue) for tongue in TONGUES)
    mail.set_content(leaflet.write_plain(announcement, TONGUES), cte="quoted-printable")
    mail.add_alternative(leaflet.write_html(announcement, TONGUES), subtype="html", cte="quoted-printable")
    mail.set_boundary(f"----linkgate-{leaflet.mark(announcement)}")
    mail["Content-Language"] = ", ".join(tongue.code for tongue in TONGUES)
    return mail.as_bytes()
