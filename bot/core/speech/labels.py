"""Every short word that stands on a card: titles, labels, badges, buttons. Sentences live in `words` and `captions`.

A label is a type of its own, because only a label (or a date) may stand where a client reads markdown.
"""

from collections.abc import Mapping

from bot.core.change import State
from bot.core.office import Action, OfficeState
from bot.core.setting import Mode
from bot.core.text import Template


class Label(Template):
    """Words of ours. No name, no number, no text of anybody else ever becomes one."""

    # titles
    SETTING = "LinkedIn account connections"
    WHICH_GROUP = "Which group?"
    OPEN_REQUESTS = "Open requests"
    ENDED_REQUESTS = "History"
    WHOAMI = "What you may do, and why"
    WHY_TITLE = "Why, rule by rule"
    MEMBERS_TITLE = "Members of a group"
    CHECK_TITLE = "Is this person covered?"
    EFFECT_TITLE = "Where people see LinkedIn"
    CONSENT_TITLE = "Consent to connect"
    HELP_TITLE = "What Linkgate can do"
    WELCOME = "Welcome to Linkgate"
    REFUSED_TITLE = "Not allowed"
    LIMITED_TITLE = "Too much at once"
    HALTED_TITLE = "Not possible now"
    DIGEST_TITLE = "Waiting for your decision"
    REVIEW = "Review the change"
    DECIDE_TITLE = "Approve this change?"
    WAITING_TITLE = "Waiting for approval"
    RETURNED_TITLE = "Request returned"
    APPROVED_TITLE = "Change approved"
    APPLYING_TITLE = "Applying the change"
    HAND_TITLE = "Make this change by hand"
    APPLIED_TITLE = "Change applied"
    ATTESTED_TITLE = "Change attested"
    FAILED_TITLE = "Change not applied"
    UNKNOWN_TITLE = "Outcome unknown"
    STALE_TITLE = "Request is stale"
    WITHDRAWN_TITLE = "Request withdrawn"
    REJECTED_TITLE = "Request rejected"
    EXPIRED_TITLE = "Request expired"
    REVIEW_LIST = "Review the list"
    REVIEW_BOTH = "Review both steps"
    REVIEW_GROUP = "Review the new group"
    DECIDE_LIST = "Add these people?"
    DECIDE_BOTH = "Approve both steps?"
    DECIDE_GROUP = "Make this group?"
    FILLING_TITLE = "Adding people"
    STOPPING_TITLE = "Being stopped"
    MAKING_TITLE = "Making the group"
    FILLED_TITLE = "People added"
    BOTH_TITLE = "People added, group selected"
    MADE_TITLE = "Group made"
    PARTLY_TITLE = "Not everybody was added"
    ADDED_NOBODY_TITLE = "Nobody was added"
    STOPPED_TITLE = "Stopped before the end"
    SETTING_LEFT_TITLE = "Setting not changed"
    NOT_MADE_TITLE = "Group not made"
    OFFICE_TITLE = "LinkedIn in Office"
    REVIEW_OFFICE = "Review the Office policy"
    DECIDE_CREATION = "Create this Office policy?"
    DECIDE_CHANGE = "Change this Office policy?"
    DECIDE_REMOVAL = "Remove this Office policy?"
    CREATING_POLICY = "Creating the Office policy"
    CHANGING_POLICY = "Changing the Office policy"
    REMOVING_POLICY = "Removing the Office policy"
    POLICY_CREATED = "Office policy created"
    POLICY_CHANGED = "Office policy changed"
    POLICY_REMOVED = "Office policy removed"

    ANNOUNCE_TITLE = "Announcement"
    POST_TITLE = "Post this announcement?"
    POSTED_TITLE = "Announcement posted"
    LEFT_TITLE = "Announcement not posted"

    # badges
    EVERYONE = "Everyone"
    SELECTED_GROUP = "Selected group"
    NOBODY = "Nobody"
    UNKNOWN = "Unknown"
    SELECTED = "Selected"
    COVERED = "Covered"
    PERHAPS = "Perhaps"
    NOT_COVERED = "Not covered"
    MAY_CONSENT = "Allowed"
    IN_PART = "Restricted"
    MAY_NOT_CONSENT = "Not allowed here"
    DRAFT = "Draft"
    WAITING = "Waiting"
    PLANNED = "Planned"
    POSTED = "Posted"
    YOUR_DECISION = "Your decision"
    YOU_APPROVED = "You approved"
    RETURNED = "Returned"
    APPROVED = "Approved"
    APPLYING = "Applying"
    YOUR_TURN = "Your turn"
    VERIFIED = "Verified"
    ATTESTED = "Attested"
    NOT_APPLIED = "Not applied"
    STALE = "Stale"
    WITHDRAWN = "Withdrawn"
    REJECTED = "Rejected"
    EXPIRED = "Expired"
    STOPPING = "Stopping"
    STOPPED = "Stopped"
    PARTLY = "In part"
    REFUSED = "Refused"
    WAIT = "Wait"
    HALTED = "Nothing done"
    ENABLED = "Enabled"
    NO_POLICY = "No policy"
    UNCLEAR = "Unclear"
    HIDDEN = "Hidden"
    SHOWN = "Shown"
    NOT_CONFIGURED = "Not configured"
    CONFLICT = "Conflict"

    # headings of parts
    LOOK = "Look"
    ASK = "Ask for a change"
    DECIDE = "Decide"
    NOT_MEANT = "What this does not mean"
    SEEN = "What is seen"
    NO_EFFECT = "What No does, and does not do"
    TWO_CHOICES = "What each person chooses when connecting"
    LEAVING = "How a person disconnects"
    WHY_UNKNOWN = "⚠ Why it is unknown"
    CHECK_GROUP = "⚠ Check this group"
    CLOUD_ALARM = "⚠ About this cloud"
    COUNTRY_HINT = "About this country"
    COLLATERAL_ALARM = "⚠ Something else changed too"
    WHAT_HAPPENED = "⚠ What happened"
    CLICKS = "Click by click"
    ASKED_TO_CHANGE = "✎ What should be changed"
    OUTSIDE = "⚠ Changed outside Linkgate"
    BRAKE = "⚠ Nothing is written at present"
    NOW = "Now"
    BEFORE = "Before"
    AFTER = "After"
    ARROW = "→"
    LOST_ROWS = "⚠ Look at these rows"
    SETTING_ALARM = "⚠ About the setting"
    STEP_ONE = "Step 1: add people"
    STEP_ONE_NOW = "→ Step 1: adding people"
    STEP_ONE_DONE = "✓ Step 1: people added"
    STEP_ONE_PARTLY = "⚠ Step 1: not everybody added"
    STEP_TWO = "Step 2: switch the setting"
    STEP_TWO_NOW = "→ Step 2: switching the setting"
    STEP_TWO_DONE = "✓ Step 2: setting switched"
    STEP_TWO_LEFT = "✗ Step 2: setting not changed"
    STEP_TWO_UNKNOWN = "⚠ Step 2: outcome unknown"
    STOPPED_BY = "Stopped by"
    FILLED_AT = "Group done"
    GAIN = "gain"
    LOSE = "lose"
    UNCHANGED = "unchanged"
    COUNTED = "Counted"
    TO_ADD = "to be added"
    ASKED_FOR = "asked for"
    ADDED = "added"
    ALREADY_IN = "already in"
    LEFT_OUT = "left out"
    PROGRESS = "■ ■ ■ □ □"
    CREATE_POLICY = "Create a policy in Intune"
    CHANGE_POLICY = "Change a policy in Intune"
    REMOVE_POLICY = "Remove a policy from Intune"
    NOT_OURS = "⚠ Linkgate did not make this policy"
    RIVALS = "⚠ Other policies say otherwise"
    ABOUT_GROUP = "About this group"
    CONFLICTS = "⚠ These policies conflict"
    INTUNE_ALARM = "⚠ Intune could not be read"
    NOT_SEEN = "What cannot be seen from here"
    AT_MOST = "people at most"
    IN_GROUP = "people"
    OTHER_POLICIES = "other policies"
    OTHERWISE = "say otherwise"

    # what is seen
    SEEN_PUBLIC = "Public profiles"
    SEEN_OWN = "Own connections too"
    SEEN_BY_CHOICE = "Each person chooses"
    WITHDRAWN_CONSENT = "Consent withdrawn"
    NOT_DOCUMENTED = "Not documented"
    SEEN_BY_SOME = "Differs by person"

    # labels of facts
    GROUP = "Group"
    FOR_WHOM = "For whom"
    POLICY = "Policy"
    SETTING_NOW = "Setting"
    OFFICE = "Office policy"
    CONSENTING = "Consent to apps"
    SURFACE = "Where"
    WINDOWS = "Office on Windows"
    WEB = "On the web"
    PHONES = "On phones"
    UNCONNECTED = "Not connected"
    CONNECTED = "Connected"
    POLICY_OFF = "Off"
    POLICY_ON = "On"
    SCOPE_OUTSIDE = "On, not in the group"
    ACCOUNT = "Account"
    DIRECTLY = "Directly"
    NESTED_ONLY = "Only nested"
    GUESTS = "Guests"
    DISABLED = "Disabled"
    FIRST_PEOPLE = "First by name"
    GROUPS_IN_IT = "Groups in it"
    PATH = "By this path"
    DOWN = "↓"
    PEOPLE = "Tenant"
    OPEN = "Open request"
    TENANT_CLOUD = "Cloud"
    COUNTRY = "Country"
    RAW = "Raw value"
    REASON = "Reason"
    BY_REQUESTER = "Written by the requester"
    BY_DECIDER = "Written by the person who did not agree"
    TICKET = "Ticket"
    REQUESTED_BY = "Requested by"
    APPROVED_BY = "Approved by"
    APPROVALS = "Approvals"
    REJECTED_BY = "Rejected by"
    RETURNED_BY = "Returned by"
    FINGERPRINT = "Fingerprint"
    NOT_BEFORE = "Tried again"
    WHY_NOT = "Why not"
    APPLIED_AS = "Applied as"
    READ_BACK = "Read back"
    SCORED = "Secure Score shows"
    SAID = "Said to be done"
    CORRELATION = "Correlation id"
    EXPIRES = "Expires"
    PLAN_UNTIL = "This plan waits for you until"
    SINCE = "Unknown since"
    ENDED = "Ended"
    READ_FROM = "Read from Microsoft Entra"
    READ_FROM_INTUNE = "Read from Microsoft Intune"
    TRIED_AT = "Tried at"
    AS_OF = "As of"
    NOT_DELIVERED = "⚠ Not delivered"
    EXAMPLE = "Example"
    WHO = "When and who"
    CHANGE = "Change"
    OUTCOME = "Outcome"

    # rules
    MET = "✓ met"
    NOT_MET = "✗ not met"
    OPEN_RULE = "– open"

    # inputs
    TOLD = "People told"
    TOLD_QUESTION = "Have the people concerned been told?"
    TOLD_MISSING = "Choose one of the answers"
    WHY = "Why is this change needed?"
    WHY_HINT = "Approvers and the history show this text"
    WHY_MISSING = "Say why, in 1,000 characters or less"
    TICKET_INPUT = "Ticket (optional)"
    TICKET_HINT = "CHG-1234"
    TICKET_WRONG = "A ticket id has 64 characters or less"
    CHANGES = "What should be changed?"
    NOTE = "Why do you reject it?"
    NOTE_HINT = "The person who asked will read this"
    NOTE_MISSING = "Say why, in 1,000 characters or less"
    HINDRANCE = "What kept you from it?"
    PICK_HINT = "Type how its name begins"
    PICK_MISSING = "Choose one group"
    ROOM = "Channel"
    ROOM_HINT = "Choose a channel"
    ROOM_MISSING = "Choose one channel"
    TEXT_CHANGED = "⚠ The text is another one now"


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


class Button(Template):
    """What stands on a button: of three on a phone more than twelve letters are cut, of two more than fifteen."""

    STATUS = "Status"
    REFRESH = "Refresh"
    REQUESTS = "Requests"
    HISTORY = "History"
    MEMBERS = "Members"
    CASES = "All cases…"
    HELP = "Help"
    NEWER = "Newer"
    OLDER = "Older"
    MORE_POLICIES = "More"
    CONTINUE = "Continue"
    SEND = "Send"
    DISCARD = "Discard"
    APPROVE = "Approve"
    REJECT_MORE = "Reject…"
    REJECT = "Reject"
    WITHDRAW = "Withdraw"
    RETURN_MORE = "Changes…"
    RETURN = "Return"
    AGAIN = "Plan again"
    STOP = "Stop"
    BOTH = "Select too"
    SELECT = "Select group"
    REPORT = "All rows…"
    MARKDOWN = "Markdown…"
    MAIL = "E-mail…"
    POST_MORE = "Post…"
    POST = "Post"
    LEAVE = "Cancel"
    OPEN = "Open Entra"
    DONE = "I have done it"
    NOT_DONE_MORE = "I could not…"
    NOT_DONE = "Say so"
