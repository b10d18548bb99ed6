"""Which title a request has in which state, and which badge it, the setting or a policy has."""

from collections.abc import Mapping

from bot.core.change import State
from bot.core.office import Action, OfficeState
from bot.core.setting import Mode
from bot.core.speech.labels import Label

TITLES: Mapping[State, Label] = {
    State.DRAFT: Label.REVIEW,
    State.WAITING: Label.WAITING_TITLE,
    State.RETURNED: Label.RETURNED_TITLE,
    State.APPROVED: Label.APPROVED_TITLE,
    State.APPLYING: Label.APPLYING_TITLE,
    State.APPLIED: Label.APPLIED_TITLE,
    State.FAILED: Label.FAILED_TITLE,
    State.UNKNOWN: Label.UNKNOWN_TITLE,
    State.STALE: Label.STALE_TITLE,
    State.WITHDRAWN: Label.WITHDRAWN_TITLE,
    State.REJECTED: Label.REJECTED_TITLE,
    State.EXPIRED: Label.EXPIRED_TITLE,
}

LIST_TITLES: Mapping[State, Label] = {
    **TITLES,
    State.DRAFT: Label.REVIEW_LIST,
    State.APPLIED: Label.FILLED_TITLE,
    State.FAILED: Label.PARTLY_TITLE,
}
"""Of requests that fill a group."""

BOTH_TITLES: Mapping[State, Label] = {
    **LIST_TITLES,
    State.DRAFT: Label.REVIEW_BOTH,
    State.APPLIED: Label.BOTH_TITLE,
}
"""Of requests that fill a group and select it."""

GROUP_TITLES: Mapping[State, Label] = {
    **TITLES,
    State.DRAFT: Label.REVIEW_GROUP,
    State.APPLIED: Label.MADE_TITLE,
    State.FAILED: Label.NOT_MADE_TITLE,
}
"""Of requests that make a group."""

BADGES: Mapping[State, Label] = {
    State.DRAFT: Label.DRAFT,
    State.WAITING: Label.WAITING,
    State.RETURNED: Label.RETURNED,
    State.APPROVED: Label.APPROVED,
    State.APPLYING: Label.APPLYING,
    State.APPLIED: Label.VERIFIED,
    State.FAILED: Label.NOT_APPLIED,
    State.UNKNOWN: Label.UNKNOWN,
    State.STALE: Label.STALE,
    State.WITHDRAWN: Label.WITHDRAWN,
    State.REJECTED: Label.REJECTED,
    State.EXPIRED: Label.EXPIRED,
}

MODE_BADGES: Mapping[Mode | None, Label] = {
    Mode.EVERYONE: Label.EVERYONE,
    Mode.GROUP: Label.SELECTED_GROUP,
    Mode.NOBODY: Label.NOBODY,
    None: Label.UNKNOWN,
}

OFFICE_TITLES: Mapping[Action, Mapping[State, Label]] = {
    action: {**TITLES, State.DRAFT: Label.REVIEW_OFFICE, State.APPLYING: begun, State.APPLIED: done}
    for action, (begun, done) in {
        Action.CREATE: (Label.CREATING_POLICY, Label.POLICY_CREATED),
        Action.CHANGE: (Label.CHANGING_POLICY, Label.POLICY_CHANGED),
        Action.REMOVE: (Label.REMOVING_POLICY, Label.POLICY_REMOVED),
    }.items()
}
"""Of requests that do something to the Office policy."""

POLICY_BADGES: Mapping[OfficeState | None, Label] = {
    OfficeState.DISABLED: Label.DISABLED,
    OfficeState.ENABLED: Label.ENABLED,
    OfficeState.NOT_CONFIGURED: Label.NO_POLICY,
    None: Label.UNCLEAR,
}
"""What a policy says, as Intune calls it. None: two things at once."""
