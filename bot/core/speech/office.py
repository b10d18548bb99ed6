"""Sentences about the Office policy: what it is, what is planned for it, what became of it; in English."""

from bot.core.text import Template


class OfficePhrase(Template):
    """What is said about the Office policy: what it is, what is planned for it, what became of it."""

    # whom a policy is for; stands after "for"
    ALL_USERS = "everyone with an Intune licence"
    ALL_DEVICES = "all devices"
    OTHERS = "others of a kind that Linkgate does not know"
    GROUP = "the group {name} ({people})"
    GROUP_GONE = "a group that is gone (…{tail})"
    BUT_NOT = "but not {whom}"
    FILTERED = "{whom}, narrowed by a filter"
    NOBODY_YET = "nobody yet"
    ALL_USERS_COUNTED = "everyone with an Intune licence (at most {people})"
    THE_GROUP = "the group {name}"

    # policies by name
    POLICY = "{name} (…{tail})"
    POLICY_FOR = "{policy}, for {whom}"
    FOR_WHOM = "For {whom}"
    RIVAL = "{policy}, for {whom}: {value}."
    MORE_RIVALS = "And {policies} more."
    ONLY_RIVALS = "{policies}: linkedin office status lists them."
    AND_MORE = "{named} and {count} more"
    ONE_OTHER = "1 other thing"
    MANY_OTHERS = "{count} other things"

    # why nothing is planned
    ALREADY = "For exactly these people it is so already: {policies}. There is nothing to change."
    NOTHING_AT_ALL = (
        "No policy in Intune carries the setting, so there is nothing to reset: people decide in Office themselves."
    )
    NOTHING_THERE = (
        "No policy that carries the setting is for exactly these people, so there is nothing to reset. There is: "
        "{policies}. Say for whom: linkedin office reset for group <name or id>, or linkedin office reset for everyone."
    )
    SEVERAL = (
        "More than one policy is for exactly these people, and Linkgate does not choose between them: {policies}. "
        "Leave one of them in Intune, then ask again."
    )
    MIXED = (
        "The policy for these people sets {others} as well, so Linkgate leaves it alone: {policies}. "
        "Change the setting in this policy in Intune yourself."
    )
    OVERRULED = (
        "A policy for everyone says otherwise: {policies}. Intune applies neither of two values that differ, so "
        "nothing is planned. Take that one away in Intune, or leave these people out of it there; then ask again."
    )
    OVERRULED_RESET = (
        "A policy for everyone says otherwise: {policies}. Intune applies neither of two values that differ, so "
        "nothing is planned. Reset that one first with {command}, or leave these people out of it in Intune."
    )
    UNCLEAR = (
        "The policy for these people says two things at once, so Linkgate leaves it alone: {policies}. "
        "Put it right in Intune, then ask again."
    )

    # files
    FILES_DISABLE = "Files that disable “Show LinkedIn features in Office applications” without Intune."
    FILES_ENABLE = "Files that enable “Show LinkedIn features in Office applications” without Intune."
    FILES_RESET = (
        "Files that take “Show LinkedIn features in Office applications” back to not configured without Intune: people "
        "then decide in Office themselves."
    )
    FILES_OFFER = (
        "{files} Nothing is changed yet; that happens when somebody uses one of them. {page} says what each is for."
    )
    FILES_ON_TERMINAL = (
        "Files are switched off here, so none can be offered. Nothing was changed. The same files are written on a "
        "terminal, wherever Linkgate is installed: {command}"
    )
    # what there is
    HIDDEN_ALL = "Hidden for everyone by {policies}."
    SHOWN_ALL = "Shown for everyone by {policies}."
    HIDDEN_FOR = "Hidden for {whom}. Everybody else decides in Office."
    SHOWN_FOR = "Shown for {whom}. Everybody else decides in Office."
    HIDDEN_SOME = "Hidden for some by {policies}. Everybody else decides in Office."
    SHOWN_SOME = "Shown for some by {policies}. Everybody else decides in Office."
    OPEN_TRUTH = "Not configured: people decide in Office themselves."
    NOBODY_TRUTH = "Not configured for anybody yet: {policies} without people or devices."
    EITHER_TRUTH = "Hidden for some and shown for others by {policies}, which do not meet."
    CONFLICT_TRUTH = "{policies} conflict: where they meet, Intune applies neither value."
    UNCLEAR_TRUTH = "Unclear: the policy says two things at once."
    UNREAD_TRUTH = "Whether a policy hides LinkedIn in Office is unknown."
    SUM_OFFICE = "LinkedIn in Office: {truth}"
    ONE_POLICY = "1 policy"
    POLICIES = "{count} policies"
    MORE_POLICIES = "And {policies} more in Intune."
    SAY = "{value}: {policies}"
    CONFLICT_RULE = (
        "Intune applies neither of two values that differ to whoever gets both. Reset one of them, or leave people out "
        "of one in Intune."
    )
    MARKED = "id {tail} · bears Linkgate's mark"
    UNMARKED = "id {tail} · not made by Linkgate"
    SETS_MORE = "Sets {others} as well."
    TWO_THINGS = "Says two things at once. Put it right in Intune."
    RENAMED_SETTING = (
        "Intune has given the setting another id since this version of Linkgate. It was found by its name: "
        "Show LinkedIn features in Office applications."
    )
    SETTING_NAME = "Show LinkedIn features in Office applications"
    STILL_WORKS = (
        "Everything about the setting goes on working. Without Intune, linkedin office files disable gives files for "
        "Group Policy."
    )
    NO_RESULTS = "What Group Policy or Cloud Policy has set on a device: Intune knows only its own policies."
    NO_MSI = "Office that was installed by MSI: Intune's policy applies to Click-to-Run only."
    NO_TOGGLE = "What people have chosen in Office themselves, where no policy says anything."

    # what is asked for, and what came of it
    WISH_HIDE = "hide LinkedIn in Office on Windows for {whom}"
    WISH_SHOW = "show LinkedIn in Office on Windows for {whom}"
    WISH_REMOVE = "remove the Office policy for {whom}; others with the setting stay"
    WISH_RESET = "remove the Office policy for {whom}, so that they decide in Office themselves"
    EFFECT = "It is for {people} at most, on Windows only; the tenant's setting stays as it is."
    EFFECT_UNCOUNTED = "For how many is not known; the tenant's setting stays as it is."
    NOW_HIDDEN = "LinkedIn is now hidden in Office on Windows for {whom} ({request}). {why}"
    NOW_SHOWN = "LinkedIn is now shown in Office on Windows for {whom} ({request}). {why}"
    NOW_REMOVED = (
        "The Office policy for {whom} is removed ({request}). Other policies with the setting stay as they are. {why}"
    )
    NOW_RESET = "The Office policy for {whom} is removed ({request}): they decide in Office themselves. {why}"
    STEP_FOR_ALL = "Office: {before} → {after}, everyone"
    STEP_FOR_GROUP = "Office: {before} → {after}, {group}"
    RESULT = "{value}, for {whom}"
    SLOT_TAKEN_BY = (
        "{request} of {asker} about the Office policy is {state}. Linkgate carries out one request at a time: wait for "
        "it, or have it withdrawn, then ask again."
    )
    PLANNED_ANEW = "{request} is planned from the policies as Intune has them now. Its card is yours to send."
    NEW_IN_INTUNE = "new, with Linkgate's mark"
    DECIDE_ALONE = "People decide in Office themselves."
    OTHERS_STAY = "Other policies with the setting stay as they are."
    CHANGES_OTHERS = (
        "{policy} bears no mark of Linkgate: somebody made it in Intune, and may count on it. "
        "Ask them before you agree that Linkgate changes it."
    )
    REMOVES_OTHERS = (
        "{policy} bears no mark of Linkgate: somebody made it in Intune, and may count on it. "
        "Ask them before you agree that Linkgate removes it. It cannot be brought back."
    )
    RIVAL_RULE = "Intune applies neither of two values that differ, so for whoever gets both nothing is set."
    DYNAMIC_HERE = "It is dynamic. That is fine here, unlike for the setting: Intune follows who is in it."
    ALL_LICENSED = "Everyone with an Intune licence"
    OF_ACCOUNTS = "{people} in the tenant; whoever has no Intune licence or no Windows device is not reached"
    WINDOWS_ONLY = (
        "The policy works in Office on Windows, installed by Click-to-Run. On the web and on phones, and in Office "
        "installed by MSI, nothing changes."
    )
    SETTING_APART = "The setting for account connections is another one, and stays as it is."

    # what comes next
    NEXT_APPLYING = "Linkgate writes the policy and reads it back from Intune. This card changes when that is done."
    NEXT_APPLIED = "Devices take it over when they next ask Intune; Microsoft names no time."
    NEXT_FAILED = "Look at what Intune has before you ask again: linkedin office status."
    NEXT_UNKNOWN = (
        "Linkgate does not write a second time. It keeps reading Intune and says here what it finds. Until then, "
        "change nothing by hand."
    )
    NEXT_STALE = "Nothing was written. A new request is planned from the policies as they are then."
    READ_BACK = "Read back from Intune and found as approved."
