"""What a step writes into the ledger: the line itself, and what stands in it."""

from collections.abc import Mapping

from bot.core.change import Change
from bot.core.impact import Crowd
from bot.core.ledger import Entry, Event
from bot.core.policy import Person
from bot.core.rules import shorten
from bot.core.setting import Setting


def record(
    change: Change,
    event: Event,
    *,
    before: str,
    by: Person | None = None,
    note: str = "",
    details: Mapping[str, str] | None = None,
) -> Entry:
    """Write the line of a step, after which the request is *change*; what is empty in *details* is left out."""
    return Entry(
        at=change.updated_at,
        request=change.number,
        event=event,
        before=str(before),
        after=str(change.state),
        by=by.id if by else "",
        name=by.name if by else "",
        note=note,
        details={key: value for key, value in (details or {}).items() if value},
    )


def bind(change: Change) -> Mapping[str, str]:
    """Write down what the request is bound to now, as far as people and `replay` need it."""
    terms = change.terms
    return {
        "from": spell_setting(terms.before),
        "to": spell_setting(terms.after),
        "needed": str(change.needed),
        "ticket": change.ticket,
        "people told": change.told or "",
        "expires": change.expires_at.isoformat(),
        "rules": shorten(change.rules),
        "members": f"{terms.roster.people} ± {terms.drift}" if terms.roster else "",
        "task": terms.task,
        "deciders": ", ".join(change.deciders),
        "fingerprint": change.fingerprint,
    }


def spell_setting(setting: Setting) -> str:
    """Write a setting so that it can be told from any other."""
    return f"{setting.mode} {setting.group}" if setting.group else str(setting.mode)


def spell_crowd(crowd: Crowd | None) -> str:
    """Write how many accounts there are, and of which kinds."""
    if crowd is None:
        return "unknown"
    return f"{crowd.people} ({crowd.nested} nested, {crowd.guests} guests, {crowd.disabled} disabled)"
