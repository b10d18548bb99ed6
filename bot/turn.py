"""What a person does in one turn, and how a refusal is said."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core import words
from bot.core.act import Act
from bot.core.place import Place
from bot.core.policy import Right, Standing, UserId, judge
from bot.core.view import SaidView

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who speaks, proved by the front door, and where."""

    user: UserId
    teams_id: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A typed message. *origin* is the same for every delivery of it."""

    text: str
    caller: Caller
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Click:
    """A pressed button of the card *message*; *inputs* are what its fields held, chosen by the client."""

    act: Act
    caller: Caller
    message: str
    inputs: Mapping[str, str] = field(default_factory=dict)


def refuse(standing: Standing, right: Right, *, requester: UserId | None = None) -> SaidView | None:
    """Say why this person may not do that now, and record it; None when they may."""
    reason = judge(standing, right, requester=requester).reason
    if reason is None:
        return None
    return turn_away(standing.person.id, right, reason, words.REASONS[reason])


def turn_away(user: UserId, act: str, why: str, sentence: str) -> SaidView:
    """Say *sentence* to somebody who may not do that, and record why."""
    log.info("refused %s to %s: %s", act, user, why)
    return SaidView(sentence=(sentence,))
