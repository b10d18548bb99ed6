"""Every sentence that people read, in English. `words` and `captions` choose among them and fill their gaps."""

from bot.core.text import Template


class Phrase(Template):
    """Sentences and parts of sentences of ours. They say what is so and what to do next."""

    # the setting
    ON_FOR_ALL = "On for everyone"
    ON_FOR_GROUP = "On for one group"
    OFF_FOR_ALL = "Off for everyone"
    UNTOLD = "Not set to a group yet"
    MODE_OF_GROUP = "{mode} (…{tail})"
    NOW_ON_FOR_ALL = "LinkedIn account connections are now on for everyone ({request}), {proof}."
    NOW_OFF_FOR_ALL = "LinkedIn account connections are now off for everyone ({request}), {proof}."
    NOW_ON_FOR_GROUP = "LinkedIn account connections are now on for the group {group} ({request}), {proof}."
    WISH_ALL = "turn LinkedIn account connections on for everyone"
    WISH_GROUP = "turn LinkedIn account connections on for the group {group}"
    WISH_NOBODY = "turn LinkedIn account connections off for everyone"

    # counts
    NUMBER = "{count}"
    GAIN = "+{count}"
    LOSS = "−{count}"
    ONE_PERSON = "1 person"
    PEOPLE = "{count} people"
    NOT_COUNTED = "not counted"
    BEING_COUNTED = "being counted"
    IMPACT_LINE = "{gain} gain it, {lose} lose it, {unchanged} unchanged"
    IMPACT = "Gains it: {gain}; loses it: {lose}."
    OF_GAIN = "Of those who gain it: {kinds}."
    OF_LOSS = "Of those who lose it: {kinds}."
    ONLY_NESTED = "{count} only through nested groups"
    ONE_GUEST = "1 guest"
    GUESTS = "{count} guests"
    ONE_DISABLED = "1 disabled account"
    DISABLED_ACCOUNTS = "{count} disabled accounts"
    COMPARING = "The two groups are compared person by person. This card will show the exact numbers by itself."
    NOT_COMPARED = "The two groups could not be compared, so it is not known who gains and who loses."
    APPROVALS = "{count} of {needed} approvals."
    COUNT_OF = "{count} of {total}"
    ROWS = "{first}–{last} of {total}, newest first"

    # states of a request, as headings and within a sentence
    DRAFT = "Draft"
    WAITING = "Waiting for approval"
    RETURNED = "Returned"
    APPROVED = "Approved"
    APPLYING = "Applying"
    APPLIED = "Applied"
    FAILED = "Not applied"
    UNKNOWN = "Unknown"
    STALE = "Stale"
    WITHDRAWN = "Withdrawn"
    REJECTED = "Rejected"
    EXPIRED = "Expired"
    IS_DRAFT = "draft"
    IS_WAITING = "waiting for approval"
    IS_RETURNED = "returned"
    IS_APPROVED = "approved"
    IS_APPLYING = "applying"
    IS_APPLIED = "applied"
    IS_FAILED = "not applied"
    IS_UNKNOWN = "unknown"
    IS_STALE = "stale"
    IS_WITHDRAWN = "withdrawn"
    IS_REJECTED = "rejected"
    IS_EXPIRED = "expired"

    # a request in one sentence
    NOBODY = "nobody"
    SOMEBODY = "Somebody"
    SUM_DRAFT = "Review: {wish}. {effect} Nothing changes until somebody else approves."
    SUM_WAITING = "{asker} asks to {wish} ({request}). {effect} {votes}"
    SUM_RETURNED = "{decider} returned {request} to {asker}: {note}"
    SUM_APPROVED = "{request} is approved by {decider} and waits to be applied: {wish}."
    SUM_APPLYING = "Linkgate is applying {request}: {wish}."
    SUM_ERRAND = "{hand} is asked to make the change {request}: {wish}."
    SUM_FAILED = "{request} was not applied: {why}"
    SUM_UNKNOWN = "Whether {request} was applied is unknown: {why}"
    SUM_STALE = "{request} is stale and was not applied: {why}"
    SUM_WITHDRAWN = "{asker} withdrew {request}. Nothing was changed."
    SUM_REJECTED = "{decider} rejected {request}: {note}"
    SHORT_REJECTED = "{decider} rejected {request}. Nothing was changed."
    SHORT_RETURNED = "{decider} returned {request}. Nothing was changed."
    EXPIRED_APPROVED = "{request} was approved and could not be applied before it expired. Nothing was changed."
    EXPIRED_SENT = "{request} expired without enough approvals. Nothing was changed."
    EXPIRED_DRAFT = "{request} expired before it was sent. Nothing was changed."
    NO_WHY = "No reason was recorded."
    READ_BACK = "read back from Microsoft Entra"
    SCORED = "as Microsoft Secure Score shows; Linkgate could not read it back"
    ATTESTED = "as a person attests; Linkgate could not read it back"
    RENAMED = " The group has been renamed since it was planned: {name}."

    # what a word tells
    TOLD_APPROVED = "{decider} approved your request {request}. It is applied now."
    TOLD_ALARM = "{sentence} {alarm}"
    REMIND_ONE = "{request} waits for your decision: {asker} asks to {wish}. {hurry}"
    REMIND_MANY = "{count} requests wait for your decision: {named} Linkedin requests lists them."
    REMIND_ITEM = "{request}, {hurry}"
    REMIND_NEXT = "; "
    REMIND_MORE = " and {count} more"
    WAITING_FOR_YOU = "{count} waiting, the oldest first"
    MORE_WAIT = "And {count} more."
    DECIDE_ON_CARDS = "Decide on the card of each request, which stands further up in this chat."
    HOURS_LEFT = "It expires in {hours} h."
    MINUTES_LEFT = "It expires in {minutes} min."
    COLLATERAL = (
        "These properties of the tenant changed meanwhile, and nobody approved that: {names}. "
        "Compare them in the Entra admin center before anything else is changed."
    )
    HAVE_ALREADY = "You have asked for that already: {request} is {state}. Nothing was done again."
    TELL_HEAD = "Linkgate's ledger has come to line {line}. Anchor {anchor}"

    # refusals
    REFUSED = "{sentence} Rule {rule} ({reason})."
    GUEST = "Guests cannot use Linkgate. Ask a member of the tenant."
    DISABLED = "Your account is disabled or gone in Microsoft Entra, so Linkgate cannot act for you."
    NOT_OPERATOR = (
        "Only an active Global Administrator or a member of the operators group can ask for a change. "
        "If you are eligible, activate the role in PIM and try again."
    )
    NOT_APPROVER = "Only a member of the approvers group can decide on this request."
    OWN_REQUEST = "Nobody decides on their own request, not even an administrator. Somebody else has to."
    NEW_APPROVER = "You became an approver after this request was sent, so you cannot decide on it."
    NOT_INVOLVED = "Only people who ask for changes or approve them can see requests and history."
    NOT_REQUESTER = "Only the person who asked can do that."
    NO_SUCH_REQUEST = "There is no such request. Linkedin requests lists what is open."
    ELSEWHERE = "This card is a copy. Decide on the card that Linkgate sent to you."
    SLOT_TAKEN = "Another request holds the setting. Wait for it, then ask again."
    SLOT_TAKEN_BY = (
        "{request} of {asker} is {state} for the same setting. Wait for it, or have it withdrawn, then ask again."
    )
    TOO_FEW_APPROVERS = (
        "Nobody could approve this request: the approvers group has too few enabled members "
        "besides you. Nothing was sent."
    )
    NO_REASON = "Say why this change is needed: approvers and the history show it."
    BAD_REASON = "A reason has at most {most} characters."
    BAD_REASON_RULE = "A reason has at most {most} characters. A reason has to match the house rule {pattern}."
    NO_TICKET = "A ticket is needed. Nothing was sent."
    BAD_TICKET = "A ticket id is one word with a digit in it, such as CHG-1234."
    BAD_TICKET_RULE = (
        "A ticket id is one word with a digit in it, such as CHG-1234. A ticket has to match the house rule {pattern}."
    )
    NOT_AS_PLANNED = (
        "The setting is not what it was when this plan was made. Discard or withdraw it, and ask again; nothing was "
        "sent."
    )
    CANNOT_SEND = "This plan can no longer be sent: {why}"
    TOO_LATE = "The request does not wait for that any more."
    TOO_LATE_FOR = "{request} is {state}; that can no longer be done with it."
    OTHER_FINGERPRINT = "An approval is for what its fingerprint stands for."
    ASK_FINGERPRINT = (
        "{sentence} Compare that with its card. If you approve exactly this, "
        "type the fingerprint with it: {fingerprint}."
    )
    NOT_EXECUTOR = "Only the person who was asked to make this change can say what came of it."
    OTHER_RULES = (
        "The house rules have changed since this request was sent. It is put under the new ones in a "
        "moment; then decide again."
    )

    # what was typed
    NO_TEXT = "There was no text in that message. Type help to see what Linkgate can do."
    NO_LIST_IN_ROOM = (
        "Who should be moved? Files come to Linkgate in your private chat with it only: send command and list there, "
        "or paste the list in the lines below the command."
    )
    ONLY_A_FILE = (
        "A file came, and no command with it; nothing was read. To move the people of a list into a group, send it "
        "again with the command and the name of the group."
    )
    NO_COMMAND = "That is not a command Linkgate knows."
    TOO_LONG = "That message is longer than {most} characters. Send one command on one line."
    TWO_LINES = "Send one command per message, on one line. Nothing was done."
    NO_TARGET = "Say for whom: linkedin enable all, or linkedin enable group <name or id>."
    NO_OFFICE = "Say what the Office policy should be: linkedin office disable, enable, reset, or status to see it."
    NO_FILES = "Say what the files should set: linkedin office files disable, enable or reset."
    NO_PERSON = "Who should be looked up? Add an address or an object id, or me: linkedin check ada@contoso.com"
    LONG_NAME = "A group's name has 256 letters or less."
    NO_GROUP = "Say which group: linkedin enable group <name or id>."
    NO_NUMBER = "Say which request, by its number, such as LI-7. Linkedin requests lists them."
    NO_NOTE = "Say why: because <reason>. The person who asked will read it."
    OPEN_QUOTE = "A quotation mark is opened and not closed. Close it and send the command again."
    EXTRA = "There is more in that message than the command takes. Nothing was done."
    GROUP_GONE = "There is no group with that id. Nothing was planned."
    FIND_NO_GROUP = "No group is called {name}. Check the name, or use the group's object id."

    # why the setting is unknown
    LEGACY = (
        "Microsoft returned a legacy value (2 or 3) whose meaning is not documented: not provisioned, or a list of "
        "selected people. Look at it in the Entra admin center and choose a documented value there."
    )
    MISSING = "Microsoft's answer does not contain the setting."
    UNDOCUMENTED = "Microsoft returned a value that nobody has documented."
    CONTRADICTION = (
        "Microsoft's answer contradicts itself: the value and the selected group do not fit together. "
        "Set it once in the Entra admin center, then ask again."
    )
    OTHER_TENANT = "Microsoft's answer is not about this tenant, so it is not believed."
    UNREADABLE = "Microsoft Entra did not answer the question."

    # why there is no plan
    NOT_OFFERED = (
        "LinkedIn account connections are not available in this tenant's cloud "
        "(US Government, 21Vianet and the former German cloud are excluded by Microsoft). Nothing can be changed."
    )
    ALREADY_SO = "The setting already is what you ask for. There is nothing to change."
    DYNAMIC = "The setting cannot use a dynamic group. Choose a security group with assigned members."
    MAIL_ONLY = (
        "A distribution list is not a security group: its members are managed in Exchange, where a change "
        "is not seen from here. Choose a security group."
    )
    FROM_UNKNOWN = "The present setting is unknown. {doubt} Nothing is changed from an unknown state."
    DYNAMIC_SELECTED = (
        "The selected group is dynamic, and the setting cannot use a dynamic group. "
        "Ask for another group, or for everyone or nobody."
    )
    MAIL_ONLY_SELECTED = (
        "The selected group is a distribution list and not a security group, so the setting may not work "
        "for its members. Ask for a security group, or for everyone or nobody."
    )

    # groups
    SECURITY = "security group"
    MICROSOFT_365 = "Microsoft 365 group"
    MAIL_SECURITY = "mail-enabled security group"
    DISTRIBUTION = "distribution list"
    DYNAMIC_KIND = "dynamic {kind}"
    KIND_AND_SIZE = "{kind}, {size}"
    DIRECTLY = "{direct} directly, {all} with nested groups"
    SPAN = "{direct} to {all} people"
    THE_PEOPLE = "the people"
    NESTED = (
        "This group contains other groups. Whether the setting honours nested members is not documented: "
        "direct members are certain, the others may not be covered."
    )
    EMPTY = "This group has no members: the setting would be on for nobody."
    SYNCED = "This group is synchronised from Active Directory: its members are changed there."
    OPEN_GROUP = "This is a Microsoft 365 group: its owners can add members without an administrator."
    EXPIRING = "This group has an expiry date. If it expires, the setting points to nothing."
    UNUSUAL_NAME = "This group's name contains unusual characters. Compare the object id before you agree."
    UNCOUNTED = "The members of this group could not be counted."
    HIDDEN = (
        "The members of this group are hidden, so they could not be counted. With the permission "
        "Member.Read.Hidden, Linkgate's app can count them."
    )

    # what the value does not mean (learn.microsoft.com/entra/identity/users/linkedin-integration)
    PUBLIC_PROFILES = "Nobody's consent is needed to see public LinkedIn profiles, in a selected group or not."
    CONSENT = "On means allowed: each person still decides whether to connect, and consents alone."
    EXCEPTIONS = (
        "Microsoft does not offer the setting in US Government clouds, in 21Vianet and in the former German cloud."
    )
    OFFER_NO = (
        "This tenant's cloud does not offer LinkedIn account connections: Microsoft excludes US Government, "
        "21Vianet and the former German cloud."
    )
    OFFER_UNCLEAR = "This tenant is in GCC. Microsoft's documentation does not say clearly whether it works there."
    COUNTRY = (
        "The company's country is {country}. Likely off by default here: "
        "Microsoft turns it off for tenants provisioned in Germany and France."
    )

    # what goes wrong
    STILL_WORKING = "Linkgate is still working on that. The card will show how it ended; a second click does no harm."
    BAD_CLICK = "Linkgate does not know this button. Type help to see what it can do."
    NO_REJECTION_REASON = "Say why you do not agree: the person who asked will read it."
    NO_HINDRANCE = "Say what kept you from it: the person who asked will read it."
    UNEXPECTED = (
        "Something went wrong in Linkgate. Nothing was changed. "
        "Try again, or give your administrator this id: {reference}"
    )
    ANSWERED_ALONE = "Names stand in this answer, so it is in your private chat with Linkgate."
    ONLY_ALONE = (
        "Names stand in this answer, so it is for you alone, and Linkgate has no private chat with you. "
        "Install Linkgate for yourself, then ask there."
    )
    # files
    CHANGED_MEANWHILE = "Somebody else was faster. This is how it stands now."
    SLOW_DOWN = "That was too much at once, so nothing was done. Try again in {seconds} s."
    REFERENCE = "Ref {reference}"
    WITH_REFERENCE = "{sentence} Ref {reference}"
    PLANNED_ANEW = "{request} is planned from the setting as it is now. Its card is yours to send."

    # the head of a request's card
    HEAD_DRAFT = "This request would {wish}."
    HEAD_WAITING = "{asker} asks to {wish}."
    HEAD_ASKED = "{asker} asked to {wish}."
    REQUEST = "Request {request}"
    REQUEST_ONE = "Request {request} · nothing changes until 1 other person approves"
    REQUEST_MANY = "Request {request} · nothing changes until {count} other people approve"
    ACCOUNT = "account {tail}"
    ID = "id {tail}"
    DRIFT = "valid while at most {people} come or go"
    STEP = "{before} → {after}"
    STEP_FROM = "{before}: {group} {tail} → {after}"
    STEP_GROUP = "{before} → {after}: {group}"
    BY = "by {name}"
    RETURNED_BY = "returned by {name}"
    APPROVED_BY = "approved by {name}"

    # what comes next
    NO_DECISION = "Nothing changes until somebody else approves."
    NEXT_RETURNED = "Change what was asked for and send it again, or withdraw it. Nothing was changed."
    NEXT_APPROVED = "It is applied in a moment. Nothing has been changed yet."
    NEXT_APPLYING = "Linkgate writes the setting and reads it back. This card changes when that is done."
    NEXT_APPLIED = "Saved. Microsoft apps pick it up later; Microsoft names no time."
    NEXT_FAILED = "The setting is as it was before."
    NEXT_UNKNOWN = (
        "Linkgate does not write a second time. It keeps reading Microsoft Entra and says here "
        "what it finds. Until then, change nothing by hand."
    )
    NEXT_STALE = "Nothing was written. A new request is planned from the setting as it is then."
    NOTHING_CHANGED = "Nothing was changed."
    NEXT_EXPIRED = "Nothing was changed. Ask again if it is still needed."
    YOU_VOTED = "You approved this request. It waits for another approval."
