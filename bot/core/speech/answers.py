"""Sentences that answer questions, with gaps: how the setting is, what is open, who is covered, what there is."""

from bot.core.text import Template


class AnswerPhrase(Template):
    """Ours, as every phrase is."""

    # status
    IN_DOUBT = "Whether LinkedIn account connections are on or off is unknown."
    SUM_STATUS = "LinkedIn account connections: {truth}"
    ON_FOR_COUNTED = "On for everyone: {people}."
    ON_FOR_EVERYONE = "On for everyone."
    ON_FOR_NOBODY = "Off for everyone: nobody can connect a LinkedIn account."
    ON_FOR_UNREAD = "On for one group that could not be read: {tail}."
    ON_FOR_UNFIT = "Set to one group that the setting cannot use: {group}. For whom it is on is not certain."
    ON_FOR_MEMBERS = "On for {people} in one group: {group}. Off for everyone else."
    DRIFTED = (
        "The last approved value was: {value} ({request}). Somebody has changed it elsewhere, "
        "for example in the Entra admin center."
    )
    UNREAD = "could not be read"
    STILL_UNKNOWN = "Whether it was applied is unknown. Linkgate keeps reading; linkgate resolve closes it by hand."
    NO_TENANT_NAME = "The tenant's name could not be read"
    NOTHING_OPEN = "Nothing waits for approval"
    OPEN_REQUEST = "{request} of {asker}: {state}"

    # lists, choice, help
    NOTHING_LISTED = "Nothing to list"
    NO_REQUESTS = "No request is open."
    NO_HISTORY = "No request has ended yet."
    SUM_LIST = "{title}: {rows}."
    UNDELIVERED = (
        "Messages that Teams did not take: {named}. Whoever misses one installs Linkgate or writes to it; "
        "linkgate doctor says who and why."
    )
    UNDELIVERED_MORE = "{named} and {count} more requests"
    NAMES_ALIKE = "Names can be alike. The end of the object id tells groups apart."
    ASK_GROUP = "For which group? Type how its name begins, and choose."
    MORE_GROUPS = "More groups match than are shown. If yours is missing, type more of its name, or its object id."
    ASK_WHICH = "Several groups answer to {name}. Which one do you mean?"
    CHOICE = "{name} · {kind} · {people} · {tail}"
    ABOUT = "LinkedIn account connections: see the setting, ask for a change, decide"
    RECORDED = (
        "All requests and decisions are recorded. Answers to you are for you; a request and its reason are seen by the "
        "approvers, by everybody in the chat where it was asked, and in the history."
    )
    WELCOME = (
        "Linkgate shows one setting of this tenant and changes it only when somebody else has agreed. "
        "Type a command, or begin with one of the suggestions."
    )
    KNOW_NO_TOPIC = "There is no help on {name}. This is all there is:"
    LIST_FORMS = "Linkgate knows: {forms}."

    # members, and who is covered
    NO_SUCH_GROUP = "There is no group with that id."
    NO_SELECTION = "{mode}: the setting names no group. Say which group you mean."
    NO_SELECTION_KNOWN = "Which group is selected is unknown. {doubt} Say which group you mean."
    SELECTION_GONE = "The selected group {tail} could not be read; it may be deleted."
    WHICH_MEMBERS = "Several groups answer to {name}: {named}. Say which one by its object id."
    WHICH_ACCOUNT = "Several accounts have the address {name}: {named}. Say which one by its object id."
    NAME_AND_ID = "{name} ({id})"
    AND_MORE = "{named}, and {count} more"
    FIND_NOBODY = "No account is known as {name}. Use a sign-in name, a mail address or an object id."
    THE_GROUP = "the selected group"
    COVERED_ALL = "Yes, for everyone."
    COVERED_DIRECT = "Yes: direct member of {group}."
    COVERED_NESTED = (
        "Yes, but only through nested groups of {group}. Whether Microsoft honours nested groups is not documented."
    )
    COVERED_UNSEEN = (
        "Yes, but only through nested groups of {group}, by a path that Linkgate did not find. Whether Microsoft "
        "honours nested groups is not documented."
    )
    NOT_COVERED = "No: not in the group {group}."
    COVERED_NOBODY = "No: off for everyone."
    COVER_UNKNOWN = "Cannot tell: {doubt}"
    SELECTS_NO_GROUP = "The setting names no group yet; it may be on for selected people."
    MORE_PATHS = "There are {count} more such paths; this is the shortest."
    WOULD_GAIN = "Would gain it by {request}, which is {state}."
    WOULD_LOSE = "Would lose it by {request}, which is {state}."
    WOULD_STAY_IN = "Would stay covered after {request}, which is {state}."
    WOULD_STAY_OUT = "Would stay without it after {request}, which is {state}."
    WOULD_BE_UNKNOWN = "What {request} would change here cannot be told; it is {state}."
    THROUGH_NESTED = " Through nested groups, that is: whether Microsoft honours those is not documented."
    IS_SELECTED = "The setting is on for this group now"
    IS_NOT_SELECTED = "The setting is not on for this group now"
    SELECTION_UNTOLD = "Whether the setting is on for this group cannot be told now"
    MARK_GUEST = "guest"
    MARK_DISABLED = "disabled"
    MARK_NESTED = "only through a nested group"
    MARKED = "{name} · {marks}"
    MORE_OF_THEM = "and {count} more"
    NOT_LISTED = "Too many to be listed here"
    NOBODY_IN_IT = "Nobody is in it"
    NO_GROUPS_IN_IT = "No group"
    SUM_MEMBERS = "Members of {group}: {size}."
    SUM_CHECK = "{name}: {verdict}"
