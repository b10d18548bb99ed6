"""What a person sees of LinkedIn: setting x Office policy x own consent, on Windows, on the web and on phones.

    Office policy off?  on Windows: hidden
    setting off?        consent is withdrawn; of public profiles no source speaks then
    Office policy off?  on phones: one page has the policy for a local computer only, one names it with "all platforms"
    not configured?     on Windows: each person chooses in Office
    not connected?      public profiles
    connected           own connections too; of those who are no longer in the selected group no source speaks

Each cell names the sentences of Microsoft's that it rests on. Where none says what happens, that is what it says.
What is not known of the setting or the policy is judged for everything that it could be: where the cells differ,
nobody can tell. A policy for some people makes a difference only where it is documented for all of them.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from bot.core.cover import Cover
from bot.core.office import Catalog, OfficeState, Policy, Reach, Target, find_conflicts, is_for_all
from bot.core.setting import GroupId, Mode, Setting


class Surface(StrEnum):
    """Where LinkedIn is seen. Of Office on a Mac no source speaks."""

    WINDOWS = "windows"
    WEB = "web"
    PHONES = "phones"


class Scope(StrEnum):
    """How the setting reaches a person."""

    IN = "in"
    PERHAPS = "perhaps"  # only through nested groups: in or outside
    OUTSIDE = "outside"  # it is on for a group, and the person is not in it
    OFF = "off"
    UNKNOWN = "unknown"


class OfficeRule(StrEnum):
    """What the Office policy says to a person, or to everyone."""

    DISABLED = "disabled"
    ENABLED = "enabled"
    NOT_CONFIGURED = "not-configured"
    SOME_DISABLED = "some-disabled"  # disabled for some, not configured for the others
    SOME_ENABLED = "some-enabled"
    SOME_EITHER = "some-either"  # disabled for some, enabled for others
    CONFLICTING = "conflicting"  # two things at once
    UNKNOWN = "unknown"


class Sight(StrEnum):
    HIDDEN = "hidden"
    PUBLIC = "public"  # what everybody on LinkedIn may see of a profile
    CONNECTED = "connected"  # own connections and more of the profiles as well
    CHOICE = "choice"  # as each person chooses in Office's options
    WITHDRAWN = "withdrawn"  # nobody is connected any more
    NOT_DOCUMENTED = "not-documented"
    DIFFERING = "differing"  # depends on which policies reach the person
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Source:
    """A document of Microsoft's on learn.microsoft.com, and the words in it that count."""

    page: str
    words: str


_SETTING = "entra/identity/users/linkedin-integration"
_CONSENT = "entra/identity/users/linkedin-user-consent"
_PHONES = "mem/intune/apps/app-protection-policy-extensions"

# The page on consent (12/2024) says that people have to connect to see LinkedIn information; the page on the setting
# (12/2024) tells public profiles from the rest, and needs no consent for them.
NEEDS_NO_CONSENT = Source(_SETTING, "public LinkedIn profile information is available without requiring individual")
CONNECTING = Source(_CONSENT, "After a user connects their accounts, information and highlights from LinkedIn")
NO_WITHDRAWS = Source(_SETTING, "to withdraw consent from all users")
POLICY_OFF = Source(_SETTING, "can't use LinkedIn features in their Office 2016 applications")
POLICY_ON = Source(_SETTING, "can use LinkedIn features in their Office 2016 applications")
OWN_CHOICE = Source(_SETTING, "If users disable LinkedIn in their Office 2016 apps")
ONLY_LOCAL = Source(_SETTING, "affects only Office 2016 apps for a local computer")
STILL_ON_THE_WEB = Source(_SETTING, "they can still see LinkedIn features in Microsoft 365")
ALL_PLATFORMS = Source(_PHONES, "on all platforms (web, mobile, and desktop)")


@dataclass(frozen=True, slots=True)
class Cell:
    """What is seen, and what says so."""

    sight: Sight
    sources: tuple[Source, ...] = ()


_UNDOCUMENTED = Cell(Sight.NOT_DOCUMENTED)
_SCOPES: Mapping[Scope, tuple[Scope, ...]] = {
    Scope.PERHAPS: (Scope.IN, Scope.OUTSIDE),
    Scope.UNKNOWN: (Scope.IN, Scope.OUTSIDE, Scope.OFF),
}
_STATES: Mapping[OfficeRule, tuple[OfficeState, ...]] = {
    OfficeRule.DISABLED: (OfficeState.DISABLED,),
    OfficeRule.ENABLED: (OfficeState.ENABLED,),
    OfficeRule.NOT_CONFIGURED: (OfficeState.NOT_CONFIGURED,),
    OfficeRule.SOME_DISABLED: (OfficeState.DISABLED, OfficeState.NOT_CONFIGURED),
    OfficeRule.SOME_ENABLED: (OfficeState.ENABLED, OfficeState.NOT_CONFIGURED),
    OfficeRule.SOME_EITHER: tuple(OfficeState),
    OfficeRule.CONFLICTING: tuple(OfficeState),
    OfficeRule.UNKNOWN: tuple(OfficeState),
}
"""What each could be. Which of two values that conflict a device keeps is not documented."""

_FOR_SOME = frozenset({OfficeRule.SOME_DISABLED, OfficeRule.SOME_ENABLED, OfficeRule.SOME_EITHER})


def judge(scope: Scope, rule: OfficeRule, surface: Surface, *, is_connected: bool) -> Cell:
    """Say what is seen on *surface* by somebody who has connected a LinkedIn account, or has not."""
    cells = [
        _judge(one, state, surface, is_connected=is_connected)
        for one in _SCOPES.get(scope, (scope,))
        for state in _STATES[rule]
    ]
    if all(cell.sight is cells[0].sight for cell in cells):
        return cells[0]
    if rule not in _FOR_SOME or scope in _SCOPES:
        return Cell(Sight.UNKNOWN)
    return _UNDOCUMENTED if _UNDOCUMENTED in cells else Cell(Sight.DIFFERING)


def _judge(scope: Scope, state: OfficeState, surface: Surface, *, is_connected: bool) -> Cell:
    is_off = state is OfficeState.DISABLED
    if is_off and surface is Surface.WINDOWS:
        return Cell(Sight.HIDDEN, (POLICY_OFF,))
    if scope is Scope.OFF:
        return Cell(Sight.WITHDRAWN, (NO_WITHDRAWS,)) if is_connected else _UNDOCUMENTED
    if is_off and surface is Surface.PHONES:
        return _UNDOCUMENTED
    if is_connected and scope is Scope.OUTSIDE:
        return _UNDOCUMENTED
    if state is OfficeState.NOT_CONFIGURED and surface is Surface.WINDOWS:
        return Cell(Sight.CHOICE, (OWN_CHOICE,))
    reach = _name_reach(state, surface)
    if is_connected:
        return Cell(Sight.CONNECTED, (CONNECTING, *reach))
    return Cell(Sight.PUBLIC, (NEEDS_NO_CONSENT, *reach))


def _name_reach(state: OfficeState, surface: Surface) -> tuple[Source, ...]:
    """Name what says that LinkedIn is seen on *surface* at all."""
    match surface:
        case Surface.WINDOWS:
            return (POLICY_ON,)
        case Surface.WEB:
            return (ONLY_LOCAL, STILL_ON_THE_WEB) if state is OfficeState.DISABLED else (ALL_PLATFORMS,)
        case Surface.PHONES:
            return (ALL_PLATFORMS,)


# ---- how the setting and the policy reach somebody ----------------------------------------------------------------

_COVERED: Mapping[Cover, Scope] = {
    Cover.EVERYONE: Scope.IN,
    Cover.DIRECT: Scope.IN,
    Cover.NESTED: Scope.PERHAPS,
    Cover.OUTSIDE: Scope.OUTSIDE,
    Cover.NOBODY: Scope.OFF,
    Cover.UNKNOWN: Scope.UNKNOWN,
}
_MODES: Mapping[Mode, Scope] = {
    Mode.EVERYONE: Scope.IN,
    Mode.GROUP: Scope.IN,
    Mode.NOBODY: Scope.OFF,
    Mode.UNTOLD: Scope.UNKNOWN,
}


def scope_person(cover: Cover) -> Scope:
    return _COVERED[cover]


def scope_tenant(setting: Setting | None) -> Scope:
    """Say how the setting reaches those whom it is for: who has not connected sees the same outside of a group."""
    return _MODES[setting.mode] if setting else Scope.UNKNOWN


def find_rule(catalog: Catalog, groups: AbstractSet[GroupId]) -> OfficeRule:
    """Say what the policies say to a person who belongs to *groups*, nested membership included.

    A policy that reaches a person by a group of devices is not seen: who uses a device is nothing that a group tells.
    """
    reached = {policy: _reaches(policy, groups) for policy in catalog.policies}
    states = {policy.state for policy, does in reached.items() if does} - {OfficeState.NOT_CONFIGURED}
    if len(states) > 1 or None in states:
        return OfficeRule.CONFLICTING
    state = states.pop() if states else OfficeState.NOT_CONFIGURED
    is_certain = all(policy.state is state for policy, does in reached.items() if does is None)
    return OfficeRule(state or OfficeState.NOT_CONFIGURED) if is_certain else OfficeRule.UNKNOWN


def _reaches(policy: Policy, groups: AbstractSet[GroupId]) -> bool | None:
    """Tell whether a policy reaches somebody; None where nobody can tell. An exclusion goes before everything else."""
    if any(target.reach is Reach.EXCLUDED and target.group in groups for target in policy.targets):
        return False
    found = {_is_aimed_at(target, groups) for target in policy.targets if target.reach is not Reach.EXCLUDED}
    return True if True in found else None if None in found else False


def _is_aimed_at(target: Target, groups: AbstractSet[GroupId]) -> bool | None:
    if target.reach is Reach.GROUP and target.group not in groups:
        return False
    return None if target.is_filtered or target.reach is Reach.OTHER else True


def sum_up(catalog: Catalog) -> OfficeRule:
    """Say what the policies say to everyone, if they say one thing.

    Two that say different things fight for certain where one of them is for everyone. Who is in two groups, nobody
    looks up here: `find_rule` tells it of a person.
    """
    live = [policy for policy in catalog.policies if not policy.is_for_nobody]
    states = {policy.state for policy in live}
    is_everyones = any(is_for_all(policy) for policy in live)
    if None in states or (is_everyones and find_conflicts(catalog)):
        return OfficeRule.CONFLICTING
    if len(states) > 1:
        return OfficeRule.SOME_EITHER
    state = states.pop() if states else OfficeState.NOT_CONFIGURED
    if is_everyones or state is OfficeState.NOT_CONFIGURED:
        return OfficeRule(state or OfficeState.NOT_CONFIGURED)
    return OfficeRule.SOME_DISABLED if state is OfficeState.DISABLED else OfficeRule.SOME_ENABLED
