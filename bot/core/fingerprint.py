"""What an approval is for, as one hash. Card, vote, ledger and outcome name its short form.

    tenant · from · to · group id · members, and how far they may drift · list · rules · expiry  --SHA-256-->  4f2a9c01…

An approval for one fingerprint counts for no other. Before anything is written the same facts are looked at again;
the first that differs is named, and the request is stale.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from bot.core.roster import Roster, measure_drift
from bot.core.setting import Setting


class Term(StrEnum):
    """One of the facts that an approval is for."""

    TENANT = "tenant"
    BEFORE = "from"
    AFTER = "to"
    MEMBERS = "members"
    RULES = "rules"
    EXPIRY = "expiry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The facts.

    *rules* is the digest of the house rules; *drift* is how many people may come or go, *task* tells the
    group and the list that it is filled from, or the name of the group that is made.
    """

    tenant: str
    before: Setting
    after: Setting
    roster: Roster | None
    drift: int
    rules: str
    expires_at: datetime
    task: str = ""


def take_fingerprint(terms: Terms) -> str:
    roster = terms.roster
    canonical: dict[str, object] = {
        Term.TENANT: terms.tenant,
        Term.BEFORE: _spell(terms.before),
        Term.AFTER: _spell(terms.after),
        Term.MEMBERS: [roster.people, *roster.marks] if roster else None,
        "drift": terms.drift,
        Term.RULES: terms.rules,
        Term.EXPIRY: terms.expires_at.astimezone(UTC).isoformat(timespec="microseconds"),
    }
    if terms.task:
        canonical["task"] = terms.task
    return hashlib.sha256(json.dumps(canonical, sort_keys=True).encode()).hexdigest()


def find_difference(agreed: Terms, found: Terms) -> Term | None:
    """Name the first fact that is no longer as it was agreed; None when all are. *found* brings no expiry of its own.

    Members that could be counted then and cannot be now have differed.
    """
    is_same = {
        Term.TENANT: agreed.tenant == found.tenant,
        Term.BEFORE: agreed.before == found.before,
        Term.AFTER: agreed.after == found.after,
        Term.RULES: agreed.rules == found.rules,
        Term.MEMBERS: _is_near(agreed, found.roster),
    }
    return next((term for term, holds in is_same.items() if not holds), None)


def _is_near(agreed: Terms, found: Roster | None) -> bool:
    if agreed.roster is None:
        return True
    return found is not None and measure_drift(agreed.roster, found) <= agreed.drift


def _spell(setting: Setting) -> list[str]:
    return [setting.mode, setting.group or ""]
