"""Sentences that explain, in English: verdicts rule by rule, a change by hand click by click, help topic by topic."""

from bot.core.text import Template


class Lesson(Template):
    """What Linkgate explains to people who ask for it."""

    # rule by rule
    UNMET = "Rules that are not met: {rules}."
    ALL_MET = "All rules are met."
    ACCOUNT_GONE = "The account is disabled or gone."
    ACCOUNT_GUEST = "The account is a guest's."
    ACCOUNT_MEMBER = "The account is an enabled member of the tenant."
    MAY_ASK_ADMIN = "May ask for changes: an active Global Administrator."
    MAY_ASK_OPERATOR = "May ask for changes: in the operators group."
    MAY_ASK_BOTH = "May ask for changes: an active Global Administrator and in the operators group."
    MAY_ASK_NEITHER = "May ask for changes: neither Global Administrator nor operator."
    MAY_DECIDE = "May decide on others' requests: a member of the approvers group."
    MAY_NOT_DECIDE = "May decide on others' requests: no member of the approvers group."
    MAY_LOOK = "May see requests and history: whoever may ask or decide."
    COUNTED_VOTES = "{valid} of {needed} approvals count now; {given} were given."
    BOUND = "It is for {fingerprint}."
    NOT_BOUND = "It was not sent yet."
    RULES_NOW = "Rules now: version {version}, {digest}."
    NO_BRAKE = "Nothing keeps Linkgate from writing what is approved."
    OWN = "You asked for it, so somebody else decides."
    OTHERS = "{asker} asked for it."
    APPROVER_AND_WAS = "You are a member of the approvers group; when it was sent this was so.{voted}"
    APPROVER_NOT_WAS = "You are a member of the approvers group; when it was sent this was not so.{voted}"
    OUTSIDER_WAS = "You are no member of the approvers group; when it was sent this was so.{voted}"
    OUTSIDER_NOT_WAS = "You are no member of the approvers group; when it was sent this was not so.{voted}"
    AND_VOTED = " You have approved it."
    OVER = "It is over: {state}."
    HOLDS = "It is {state}."

    # by hand
    YES = "Yes"
    NO = "No"
    CLICK_OPEN = "1. Open the page with the button below: Entra admin center, Users, User settings."
    CLICK_FIND = "2. Find LinkedIn account connections. It has to show {choice} now."
    CLICK_FIND_GROUP = "2. Find LinkedIn account connections. It has to show Selected group now."
    CLICK_STOP = "If it shows something else, change nothing and say so here."
    CLICK_CHOOSE = "3. Choose {choice}."
    CLICK_CHOOSE_ANY = "3. Choose Selected group."
    CLICK_CHOOSE_GROUP = "3. Choose Selected group, and the group {group} whose id ends in {tail}."
    CLICK_SAVE = "4. Choose Save, and change nothing else on that page."
    CLICK_BACK = "5. Come back to this card and say how it went. Linkgate looks for itself, too."
    HAND_ASKED = "{hand} is asked to make the change. This card changes when they say that it is done."
    HAND_ANSWERED = "{hand} has answered. Linkgate reads the setting back."

    # help, topic by topic
    STATUS_PURPOSE = "Shows whether people may connect their LinkedIn account, for whom, and what waits for approval."
    STATUS_DETAILS = (
        "The setting is read from Microsoft Entra at that moment. What could not be read is said, never guessed."
    )
    REQUESTS_PURPOSE = "Lists the requests that are open."
    REQUESTS_DETAILS = "For people who may ask for a change or approve one. One request at a time holds the setting."
    HISTORY_PURPOSE = "Lists what has ended: who asked, who decided, and what became of it."
    HISTORY_DETAILS = "For people who may ask for a change or approve one. Newest first."
    ENABLE_PURPOSE = "Plans to turn connections on, for everyone or for the members of one group."
    ENABLE_DETAILS = (
        "You see what would change, and for how many people, before anything is sent. Quote a name that "
        "holds the words because or ticket. If several groups answer to the name, you choose. Dynamic groups and "
        "distribution lists cannot be used."
    )
    DISABLE_PURPOSE = "Plans to turn connections off for everyone."
    DISABLE_DETAILS = "You see for how many people it would end before anything is sent."
    CHECK_PURPOSE = "Says whether a person is covered now, by which groups, and what an open request would change."
    CHECK_DETAILS = (
        "Name the person by sign-in name, mail address or object id; me is yourself, and everybody may ask that. About "
        "others it is for people who may ask for a change or approve one. In a room the answer comes to you in private."
    )
    EFFECT_PURPOSE = "Shows where people see LinkedIn: on Windows, on the web and on phones."
    EFFECT_DETAILS = (
        "It follows from the tenant's setting, the Office policy and each person's own consent. What no source of "
        "Microsoft's says is called not documented."
    )
    CONSENT_PURPOSE = "Says whether people may consent to apps at all; without that nobody can connect an account."
    CONSENT_DETAILS = "It is read from Microsoft Entra at that moment. No interface tells who has connected an account."
    OFFICE_PURPOSE = "Shows or plans the Office policy, which hides LinkedIn in Office on Windows."
    OFFICE_DETAILS = (
        "It is read from Intune's settings catalog. A change makes, changes or removes one policy, after somebody else "
        "has approved; for everyone unless you name a group, which may be a dynamic one here. Reset takes the policy "
        "away: people then decide in Office themselves."
    )
    FILES_PURPOSE = "Gives you files that set the Office policy where there is no Intune."
    FILES_DETAILS = (
        "A Registry.pol for LGPO, a .reg, a PowerShell script for Group Policy, and the clicks by hand. Nothing is "
        "changed by handing them out; that you took them is kept in the ledger."
    )
    ANNOUNCE_PURPOSE = "Writes what people have to be told about LinkedIn account connections."
    ANNOUNCE_DETAILS = (
        "In English and German, as it is now or as you plan it: as a card, as Markdown and as an e-mail. With to "
        "channel it is posted where Linkgate is installed, once you have confirmed it."
    )
    MEMBERS_PURPOSE = "Shows who is in a group: counts, the first names, and the groups in it."
    MEMBERS_DETAILS = (
        "Without a name it is the selected group. For people who may ask for a change or approve one; in a room the "
        "answer comes to you in private."
    )
    MOVE_PURPOSE = "Plans to add the people of a list to a group, and then, if you like, to select that group."
    MOVE_DETAILS = (
        "Attach a CSV in the personal chat, or put the list in the lines below: a sign-in name, a mail address or an "
        "object id in each row. You see what becomes of every row before anything is sent; whoever is in the group "
        "already is left alone. The group has to be a plain security group that is kept in the cloud."
    )
    CREATE_PURPOSE = "Plans to make a new security group, to be filled with people afterwards."
    CREATE_DETAILS = "It is made once somebody else has approved. Nobody is in it then, and the setting stays as it is."
    WITHDRAW_PURPOSE = "Takes your own request back, until it is being applied."
    WITHDRAW_DETAILS = (
        "The number stands on the card and in the list of requests. Only the person who asked can do this."
    )
    STOP_PURPOSE = "Stops adding people to a group, where that has begun."
    STOP_DETAILS = (
        "Whoever is in the group by then stays in it. The person who asked can do this, and everybody who could decide "
        "on it; the card with the progress has a button for it."
    )
    WHY_PURPOSE = "Says what a request waits for, and why you may or may not decide on it, rule by rule."
    WHY_DETAILS = "For people who may ask for a change or approve one."
    WHOAMI_PURPOSE = "Says what you may do here, rule by rule."
    WHOAMI_DETAILS = "It is read from Microsoft Entra at that moment, and shown to nobody else."
    APPROVE_PURPOSE = "Linkgate sends you a card for each request: read before and after, then decide."
    APPROVE_DETAILS = (
        "Nobody decides on their own request. An approval counts for what the card's fingerprint stands for; "
        "whoever types it adds the fingerprint. A rejection needs a reason and ends the request at once; a return "
        "needs one too, and lets the person who asked send it again."
    )
