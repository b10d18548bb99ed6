"""Sentences about the Office policy: what it is, what is planned for it, what became of it; in English."""

from bot.core.text import Template


class OfficePhrase(Template):
    """What is said about the Office policy: what it is, what is planned for it, what became of it."""

    # whom a policy is for; stands after "for"
    ALL_USERS = "everyone with an Intune licence"
    ALL_DEVICES = "all devices"
    OTHERS = "others of a kind that Linkgate does not know"
    GROUP = "the group {name} ({people})"
    GROUP_GONE = "a group that is gone ({tail})"
    BUT_NOT = "but not {whom}"
    FILTERED = "{whom}, narrowed by a filter"
    NOBODY_YET = "nobody yet"

    # policies by name
    POLICY = "{name} ({tail})"
    POLICY_FOR = "{policy}, for {whom}"
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
