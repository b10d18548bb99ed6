"""Sentences about what people have to be told, and whether they were; in English.

What LinkedIn and Microsoft do is said as Microsoft's documentation has it, read 2026-11 (learn.microsoft.com/entra,
identity/users/linkedin-user-consent and linkedin-integration; support.microsoft.com, "Disconnect LinkedIn from your
work or school accounts").
"""

from bot.core.text import Template


class AnnouncePhrase(Template):
    """What is said about what people have to be told, and whether they were."""

    # the question on the form
    TOLD_DONE = "They have been told"
    TOLD_PLANNED = "They will be told before it takes effect"
    TOLD_NO = "Nobody will be told"
    WHY_TOLD = "Microsoft obliges you to announce what is shared. The command linkedin announce writes the text."
    NO_WORD = (
        "Say whether the people concerned have been told: Microsoft obliges you to announce the integration and what "
        "is shared. linkedin announce writes the text. Nothing was sent."
    )
    # the announcement: what it is about
    TITLE_ON = "You can connect LinkedIn with your work account"
    TITLE_ON_SOON = "You will be able to connect LinkedIn with your work account"
    TITLE_GROUP = "Some of us can connect LinkedIn with their work account"
    TITLE_GROUP_SOON = "Some of us will be able to connect LinkedIn with their work account"
    TITLE_OFF = "LinkedIn cannot be connected with your work account"
    TITLE_OFF_SOON = "LinkedIn will not be connected with work accounts any more"
    TITLE_HIDDEN = "LinkedIn is hidden in Office on Windows"
    TITLE_HIDDEN_SOON = "LinkedIn is going to be hidden in Office on Windows"
    TITLE_SHOWN = "LinkedIn is shown in Office on Windows"
    TITLE_SHOWN_SOON = "LinkedIn is going to be shown in Office on Windows"
    TITLE_FREE = "You decide whether Office on Windows shows LinkedIn"
    TITLE_FREE_SOON = "You will decide whether Office on Windows shows LinkedIn"

    # whom it concerns
    FOR_ALL = "Everybody in our organisation may connect their LinkedIn account with their Microsoft work account."
    FOR_ALL_SOON = (
        "It is planned that everybody in our organisation may connect their LinkedIn account with their Microsoft "
        "work account."
    )
    FOR_GROUP = (
        "The people in the group {group} may connect their LinkedIn account with their Microsoft work account; "
        "nobody else in our organisation may."
    )
    FOR_GROUP_SOON = (
        "It is planned that the people in the group {group} may connect their LinkedIn account with their Microsoft "
        "work account; nobody else in our organisation may."
    )
    FOR_NOBODY = "Nobody in our organisation may connect their LinkedIn account with their Microsoft work account."
    FOR_NOBODY_SOON = (
        "It is planned that nobody in our organisation may connect their LinkedIn account with their Microsoft work "
        "account any more."
    )
    HIDDEN = "A policy for everybody in our organisation turns off LinkedIn features in Office on Windows desktops."
    HIDDEN_SOON = (
        "It is planned that a policy for everybody in our organisation turns off LinkedIn features in Office on "
        "Windows desktops."
    )
    SHOWN = "A policy for everybody in our organisation turns on LinkedIn features in Office on Windows desktops."
    SHOWN_SOON = (
        "It is planned that a policy for everybody in our organisation turns on LinkedIn features in Office on "
        "Windows desktops."
    )
    FREE = "No policy of our organisation says whether Office on Windows desktops shows LinkedIn features."
    FREE_SOON = (
        "It is planned that no policy of our organisation says any more whether Office on Windows desktops shows "
        "LinkedIn features."
    )
    NO_TIME = "Apps pick such a change up some time after it was made; Microsoft does not say when."
    OWN_CHOICE = (
        "It is your own choice: your accounts share nothing before you agree to connect them, and you can disconnect "
        "them at any time."
    )

    # what is shared
    SHARED = "What is shared, and your two choices"
    BOTH_WAYS = "Both ways: Microsoft gets data from LinkedIn, and LinkedIn gets data from Microsoft."
    ONE_WAY = "One way: only Microsoft gets data from LinkedIn."
    FROM_LINKEDIN = "From LinkedIn to Microsoft, with either choice"
    LINKEDIN_PROFILE = "Profile: who you are on LinkedIn, how to reach you, and what your profile shows to others."
    LINKEDIN_INTERESTS = (
        "Interests: people and topics that you follow, courses, groups, and what you like and share there."
    )
    LINKEDIN_SUBSCRIPTIONS = (
        "Subscriptions: LinkedIn's apps and services that you use, with the data that goes with them."
    )
    LINKEDIN_CONNECTIONS = (
        "Connections: your network, with profiles and contact details of those you are directly connected with."
    )
    LINKEDIN_NOT_KEPT = "Microsoft does not keep this data permanently."
    FROM_MICROSOFT = "From Microsoft to LinkedIn, only if you choose both ways"
    MICROSOFT_PROFILE = "Profile: your names, photo, e-mail address, your manager and the people you manage."
    MICROSOFT_CALENDAR = (
        "Calendar: when and where your meetings are, and the contact details of those who take part; not their titles, "
        "agendas or contents."
    )
    MICROSOFT_INTERESTS = "Interests: what Microsoft's services conclude from your use of them."
    MICROSOFT_SUBSCRIPTIONS = "Subscriptions: the Microsoft apps and services that our organisation has for you."
    MICROSOFT_CONTACTS = (
        "Contacts: your contact lists from Outlook and other services, and those you often work with. LinkedIn imports "
        "them again and again, stores them, and uses them, such as to suggest connections."
    )
    CONTACTS_STAY = (
        "LinkedIn keeps nothing of this permanently but the contacts: they stay on LinkedIn until you remove them "
        "there, also after you have disconnected."
    )

    # what else has to be known
    KNOW = "Good to know"
    PUBLIC = (
        "What is public on a LinkedIn profile can be seen in Microsoft apps without consent, whoever's profile it is, "
        "in a selected group or not."
    )
    OCEAN = "For LinkedIn's services, data can go from the European Union to the United States and back."
    OWN_PROFILE = "On LinkedIn you decide how others see your profile, also in Microsoft apps."

    # connecting and disconnecting
    CONNECT = "How to connect"
    CONNECT_HOW = (
        "The first time that you open LinkedIn information on somebody's profile card in Outlook, OneDrive or "
        "SharePoint, you are asked to connect. Make your choice there, or leave it."
    )
    DISCONNECT = "How to disconnect"
    DISCONNECT_BOTH = "If you chose both ways, remove the permission on both sides; if one way, only on LinkedIn."
    AT_MICROSOFT = (
        "At Microsoft: open the profile page of your work account (address below), find LinkedIn among your apps and "
        "choose to remove its permissions."
    )
    AT_LINKEDIN = (
        "On LinkedIn: Me > Settings & Privacy > Partners and services > Microsoft > Change, then Remove beside your "
        "work account."
    )
    DISCONNECT_CONTACTS = "Contacts that were imported before are not deleted by this: remove them on LinkedIn."

    # when it is withdrawn
    MEANS = "What this means"
    WITHDRAWN = "Every consent that was given before is withdrawn, for everybody in our organisation."
    WITHDRAWN_SOON = "Every consent that was given before will be withdrawn then, for everybody in our organisation."
    IMPORTED_STAY = "Contacts that LinkedIn has imported stay on LinkedIn until you remove them there."
    STILL_PUBLIC = "What is public on a LinkedIn profile stays public, and needs nobody's consent to be seen."
    REMOVE_TOO = "You can remove the permissions that you gave yourself as well"

    # the Office policy
    HIDES = (
        "On Windows desktops the option Show LinkedIn features in Office applications is off, and you cannot change it."
    )
    SHOWS = (
        "On Windows desktops the option Show LinkedIn features in Office applications is switched on: you can use "
        "LinkedIn features in Office there."
    )
    FREES = "On Windows desktops the option Show LinkedIn features in Office applications is yours to set."
    ON_THE_WEB = "Microsoft 365 on the web does not follow this policy: you can still see LinkedIn features there."
    NOT_THE_CONSENT = (
        "Connected accounts stay connected: this policy neither connects nor disconnects them, and withdraws no "
        "consent."
    )

    # addresses
    READ_MORE = "Read more"
    LINK_ABOUT = "LinkedIn in Microsoft apps and services (Microsoft)"
    LINK_DATA = "Your data: what is shared, and privacy (Microsoft)"
    LINK_CONNECT = "Connecting LinkedIn and your work account (Microsoft)"
    LINK_ACCOUNT = "Profile page of your work account (Microsoft)"
    LINK_PRIVACY = "Privacy statement of Microsoft"
    LINK_LINKEDIN = "LinkedIn with your work account (LinkedIn)"
    LINK_CONTACTS = "Deleting imported contacts (LinkedIn)"
    LINK_PROFILE = "Who sees your profile (LinkedIn)"
    LINK_OCEAN = "Data transfers from the European Union (LinkedIn)"
    LINK_POLICY = "Privacy policy of LinkedIn"

    # the card around it
    SUM_ANNOUNCED = "{title}. {lead}"
    FOR_PEOPLE = "What people have to be told"
    IS_PLANNED = "Nothing of this is so yet: it is written for what is planned."
    IN_TWO_LANGUAGES = "The files hold it in English and in German."
    SUM_ASK_ROOM = "In which channel should this be posted: {title}?"
    NOT_YET = "Nothing is posted yet"
    READS_SO = "Everybody there reads it as it stands here, and in the other language in a reply below it."
    HAS_CHANGED = "What has to be told has changed since this card was drawn. Read it again before you post it."
    ROOM_OF_TEAM = "{room} ({team})"
    ROOM_UNNAMED = "a channel without a known name (…{tail})"
    MORE_ROOMS = "There are more channels than stand here. In the channel itself the command finds it."
    POSTED_IN = "Posted in {room}."
    POSTED_PARTLY = "Posted in {room}; Teams did not take the reply with the other language."
    LEFT_UNPOSTED = "It was not posted."
    NO_ROOMS = (
        "Linkgate knows no channel. Add it to a team, or mention it once in the channel where it should post, then ask "
        "again."
    )
    NO_SUCH_ROOM = "Linkgate is in no such channel any more. Ask again to see where it can post."
    NOT_POSTED = "Teams does not let Linkgate post in {room}. Is it still installed there? Nothing was posted."
    POST_UNKNOWN = (
        "Whether it was posted in {room} is unknown: Teams did not answer. Look there before you post it again; "
        "nothing was recorded."
    )

    # what cannot be announced, and files
    ANNOUNCE_UNKNOWN = "{doubt} So nobody can say what is so. Say what is to be announced instead."
    ANNOUNCE_UNTOLD = "The setting is for a group, and none is chosen yet. Say what is to be announced instead."
    NO_SUCH_ANNOUNCEMENT = "There is no announcement of that kind. Ask for one: linkedin announce"
    FILE_OF_ANNOUNCEMENT = "What people have to be told, in English and in German. Read it before you send it on."
