"""Sentences about what people get: where LinkedIn is seen, and whether they may consent to apps; in English."""

from bot.core.text import Template


class EffectPhrase(Template):
    """What is said about what people get: where LinkedIn is seen, and whether they may consent to apps."""

    # all of it in one sentence
    LEAD = "{office}, {setting}: {windows} in desktop Office, {web} in Microsoft 365 on the web."
    WITH_DISABLED = "Office policy off"
    WITH_ENABLED = "Office policy on"
    WITH_NOT_CONFIGURED = "Office policy not configured"
    WITH_SOME_DISABLED = "Office policy off for some people"
    WITH_SOME_ENABLED = "Office policy on for some people"
    WITH_SOME_EITHER = "Office policy off for some people, on for others"
    WITH_CONFLICTING = "Office policies in conflict"
    WITH_UNKNOWN = "Office policy unknown"
    FOR_EVERYONE = "setting on"
    FOR_GROUP = "setting on for one group"
    FOR_NOBODY = "setting off"
    FOR_UNKNOWN = "setting unknown"
    IS_HIDDEN = "hidden"
    IS_VISIBLE = "visible"
    IS_STILL_VISIBLE = "still visible"
    IS_CHOICE = "as each person chooses"
    IS_NOT_DOCUMENTED = "not documented"
    IS_DIFFERING = "not the same for all"
    IS_UNKNOWN = "not known"
    ABOUT = "From setting, Office policy and each person's own consent"

    # what the policy says
    RULE_DISABLED = "Off: Office on Windows shows no LinkedIn features"
    RULE_ENABLED = "On: Office on Windows shows LinkedIn features"
    RULE_NOT_CONFIGURED = "Not configured in Intune: people choose in Office"
    RULE_SOME_DISABLED = "Off for some people, not configured for the others"
    RULE_SOME_ENABLED = "On for some people, not configured for the others"
    RULE_SOME_EITHER = "Off for some people, on for others; whoever is meant by both has a conflict"
    RULE_CONFLICTING = "Several policies say different things; which one holds on a device is not documented"
    RULE_UNKNOWN = "Cannot be told: a filter or an unknown kind of assignment decides"

    # what the table does not say
    NOTE_BOTH = "No interface tells who has connected a LinkedIn account, so both columns are shown."
    NOTE_GROUP = "Only members of the selected group can connect; everybody else stays in the first column."
    NOTE_OFF = "Off ends every connection. Whether public profiles are still shown then is not documented."
    NOTE_CHOICE = "Each person chooses: as on the web, unless they turn it off in Office's options."
    NOTE_NOT_DOCUMENTED = "Not documented: no document of Microsoft's says what happens there."
    NOTE_CONSENT = "Users may not consent to apps here, so nobody can connect a LinkedIn account now."
    NOTE_LIMITS = (
        "What Group Policy, Cloud Policy or a policy for a group of devices brings to a computer, and what people "
        "chose there, cannot be seen here."
    )
    BY_POLICY = "By Office policy, for people who may connect and have not:"
    BY_SETTING = "By setting, on the web, whatever the Office policy says:"
    SOURCES = "Documents on learn.microsoft.com: {pages}"

    # consent
    CONSENT_CONTEXT = "Whether people may consent to apps"
    MAY_ALL = "Yes: people may consent to all apps, so connecting a LinkedIn account works where the setting is on."
    MAY_RECOMMENDED = (
        "Microsoft decides: people may consent to what it recommends at the time. Whether that includes LinkedIn is "
        "not documented."
    )
    MAY_LOW = (
        "In part: only to permissions that count as low, of verified publishers. Whether that includes LinkedIn is "
        "not documented."
    )
    MAY_CUSTOM = "By a policy that Linkgate does not know: whether it includes LinkedIn cannot be told from here."
    MAY_NOT = "No: people may not consent to apps, so nobody can connect a LinkedIn account, whatever the setting says."
    MAY_UNKNOWN = "Whether people may consent to apps is not known now. {why}"
    SHORT_ALL = "Allowed, for all apps"
    SHORT_RECOMMENDED = "As Microsoft recommends at the time"
    SHORT_LOW = "Only low permissions of verified publishers"
    SHORT_CUSTOM = "By a policy that Linkgate does not know"
    SHORT_NONE = "Not allowed: nobody can connect"
    FURTHER = "Assigned as well, and not known to Linkgate: {named}. Each policy may allow more than the others."
    NO_DOES = "No in the setting withdraws the consent of everybody who has connected an account."
    NO_LEAVES = (
        "It does not delete what LinkedIn has: imported contacts stay there until each person removes them at LinkedIn."
    )
    TWO_WAYS = (
        "Both ways: Microsoft may read LinkedIn data, and LinkedIn may read the profile, calendar, interests, "
        "subscriptions and contacts at Microsoft."
    )
    ONE_WAY = "One way: only LinkedIn data may be read by Microsoft."
    LEAVE_ONE = "One way: at LinkedIn, Settings > Partners and services > Microsoft > Remove."
    LEAVE_TWO = "Both ways: there, and in the own profile in My Apps > LinkedIn > remove the permissions."
    NO_LIST = "No interface lists who has connected an account, so Linkgate cannot show it."
