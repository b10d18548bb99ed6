"""Sentences about lists of people, the groups that are filled from them, and files; in English."""

from bot.core.text import Template


class ListPhrase(Template):
    """What is said where people are moved into a group."""

    # what is wanted, and done
    WISH_FILL = "add {people} to the group {group}"
    WISH_BOTH = "add {people} to the group {group} and turn LinkedIn account connections on for it"
    WISH_CREATE = "make a new security group called {group}"
    EFFECT_NONE = "The setting stays as it is."
    NOW_FILLED = "People were added to the group {group} ({request}), {proof}. {why}"
    NOW_BOTH = (
        "People were added to the group {group}, and LinkedIn account connections are now on for it ({request}), "
        "{proof}."
    )
    SUM_STOPPING = "{name} has stopped {request}; what is under way ends. It was to {wish}."
    SUM_PARTLY = "{request} was not carried out in full (group {group}): {why}"
    SUM_UNSEEN = "Whether everybody of {request} is in the group {group} is not known yet: {why}"
    IS_PARTLY = "not carried out in full"
    IS_STOPPED = "stopped"
    OUTCOME_PARTLY = "In part"
    OUTCOME_STOPPED = "Stopped"
    NOW_MADE = "The security group {group} was made ({request})."

    # lists of people
    NO_LIST = (
        "Who should be moved? Attach a list to the same message (CSV, one person per row), or paste it in the lines "
        "below the command."
    )
    TWO_LISTS = "More than one list came with this message. Send one: attached, or pasted below the command."
    READING_LIST = (
        "Reading {rows} rows and looking each person up. The plan comes in a moment; nothing is changed by it."
    )
    NOBODY_TO_ADD = "Nobody has to be added to the group {group}: {tally}."
    HAVE_GROUP = (
        "A group is called {name} already, so no other one is made. Move people into it, or choose another name."
    )
    ASK_ID = "Several groups are called {name}: {groups}. Send the list again with the id of the one that is meant."
    ASK_ID_ALIKE = "No group is called {name}. Names like it: {groups}. Send the list again with the id of one of them."
    NO_GROUP_TO_FILL = (
        "No group is called {name}, and none has a name like it. To make it: linkedin create group {name}"
    )
    GROUP_AND_ID = "{name} ({tail}, {people})"
    PASTED = "Pasted list"
    ONE_ROW = "1 row"
    ROWS = "{count} rows"
    GROWS = "{before} → {after}"
    GROUP_HAD = "{people} before"
    LEFT_OUT_ARE = "Left out: {kinds}."
    LOST_ROW = "{typed} (line {line})"
    LOST_LINE = "line {line}"
    LOST_ROWS = "{rows} – {why}"
    NAMED_TWICE = "{count} named twice"
    KIND_AND_ID = "{kind} ·\u00a0{tail}"
    LOST_MORE = "… and {count} more. All rows are in the file."
    FATE_COUNT = "{fate}: {count}"
    PENDING = "to be added"
    ADDED = "added"
    ALREADY = "members already"
    TWICE = "named twice"
    NOT_FOUND = "not found"
    GUEST_SKIPPED = "guests left out"
    DISABLED_SKIPPED = "disabled accounts left out"
    FAILED_ROW = "failed"
    UNSURE_ROW = "accepted and not shown yet"
    SECONDS_LEFT = "About {seconds} s left."
    MINUTES_TO_GO = "About {minutes} min left."
    SOON = "How long it takes is known in a moment."
    READING_BACK = "Reading the group back."
    DONE_OF = "{count} of {total} done"
    STOPPING = (
        "{name} stopped this. What was sent already is finished and read back; then this card says how far it came."
    )
    STAYS = "Stays as it is: by this request alone nobody gains or loses anything."
    ON_FOR_THIS = "On for this group: whoever is added may connect an account."
    NOTHING_THERE = "No such group"
    GROUP_MADE = "security group, empty at first"
    STEP_FILL = "{group}: +{people}"
    STEP_BOTH = "{group}: +{people}, then selected"
    STEP_CREATE = "New group: {group}"
    NEXT_FILLING = (
        "Linkgate adds people and reads the group back. This card shows how far it is; whoever asked or "
        "decides can stop it."
    )
    NEXT_MAKING = "Linkgate makes the group. This card changes when that is done."
    NEXT_MADE = "The group is empty. Send the list of its people with: {command}"
    NEXT_FILLED = "People are in the group. The setting is as it was; to select the group is a request of its own."
    NEXT_FILLED_SELECTED = "The group is the selected one: whoever was added can connect an account from now on."
    NEXT_STOPPED = "Plan again takes only those who are missing."
    NEXT_SETTING_LEFT = "People are in the group and stay there. The setting is as it was before."
    NEXT_NOT_MADE = "Look in the Entra admin center whether there is such a group before you ask again."
    NEXT_FILL_FAILED = "Whoever was added stays in the group. Plan again takes only those who are missing."
    NEVER_URGENT = (
        "Nothing is lost by waiting: people who are not in the group yet still see LinkedIn information as before."
    )
    UNTOLD_WARNING = (
        "The setting names no group yet, or still selected people from before; Linkgate cannot tell which. It fills "
        "the group; the setting is switched to it in the Entra admin center."
    )

    # why nobody can be added to a group
    FILL_DYNAMIC = (
        "This group is dynamic: a rule says who is in it, and nobody can be added. Choose or make another one."
    )
    FILL_SYNCED = "This group is kept in Active Directory on premises, and can only be changed there."
    FILL_ROLES = (
        "This group can be given roles in Microsoft Entra. To add people to it would be to give them power, which "
        "Linkgate does not do. Choose or make another one."
    )
    FILL_MICROSOFT_365 = (
        "This is a Microsoft 365 group: who joins it also gets its mailbox, files and team. Choose or make a "
        "security group."
    )
    FILL_MAIL_SECURITY = "This group is mail-enabled, and is changed in Exchange only. Choose or make a security group."
    FILL_UNREADABLE = "Linkgate may not read who is in this group, so it cannot tell who is missing there."
    FILL_OURS = (
        "This group decides who may ask or approve in Linkgate, itself or because it is in one that does. People are "
        "added to it in the Entra admin center, by those who are responsible for it."
    )
    FILL_DISTRIBUTION = "This is a distribution list, and is changed in Exchange only. Choose or make a security group."

    # why a file or a pasted text is no list of people
    EMPTY_LIST = "The list is empty. Send one person per line: a user principal name, a mail address or an object id."
    BINARY_LIST = (
        "This is no list as text: it looks like a workbook, a document, an archive or a web page. "
        "Open it, save it as CSV UTF-8, and send that."
    )
    UNREADABLE_LIST = (
        "Line {line} is no text in UTF-8, UTF-16 or Windows-1252, so nothing of the list was used. "
        "Save it as CSV UTF-8 and send it again."
    )
    NUL_IN_LIST = (
        "There is a NUL sign in line {line}, so the file is damaged, and nothing of the list was used. "
        "Save it as CSV UTF-8 and send it again."
    )
    OPEN_QUOTE_IN_LIST = (
        "A quotation mark opens in line {line} and is not closed where its cell ends, so it would swallow the rows "
        "below. Close it or remove it, and send the list again."
    )
    LONG_QUOTE_IN_LIST = (
        "A cell that begins in line {line} goes over several lines and seems to hold rows of the list. Close its "
        "quotation mark, or remove the line breaks in it, and send the list again."
    )
    LOOSE_QUOTE_IN_LIST = (
        "In line {line}, text follows a closing quotation mark. Double the marks that belong to the text, or remove "
        "them, and send the list again."
    )
    LONG_CELL_IN_LIST = (
        "Line {line} has more than {most} characters, so it is no row of a list. Correct it and send the list again."
    )
    TOO_MANY_ROWS = "The list has more than {most} rows, and nothing of it was used. Send it in several parts."
    NO_PEOPLE_IN_LIST = (
        "Nothing in this list is a user principal name, a mail address or an object id. Names alone do not say who "
        "is meant. Add one of the three to each row, and send the list again."
    )
    WHICH_COLUMN = (
        "In line {line}, several cells name different people, and no header says which one is meant. Name the columns "
        "in the first line (id, userPrincipalName or mail), or write one person per line, and send the list again."
    )

    # files
    OFFERED_ALONE = "The file is offered in your private chat with Linkgate."
    NO_PLACE_TO_OFFER = (
        "A file is offered in a private chat only, and Linkgate has none with you. "
        "Install Linkgate for yourself, then ask again."
    )
    NO_SUCH_FILE = "There is no such file about this request."
    ROWS_FILE = "Every row of the list of {request}, {count} of them, with what became of it. Nothing is changed by it."
    LEDGER_FILE = "What the ledger has on {request}: {count} lines"
    FILE_OFFERED = "Linkgate has a file for you: {name}"
    FILE_READY = "The file {name} is in your OneDrive."
    FILE_TAKEN = "You took the file {name}."
    FILE_DECLINED = "You did not take the file {name}. Nothing was stored."
    FILE_LOST = "The file {name} was not stored."
    NO_OFFER = "This file is not offered to you any more. Ask for it again."
    BAD_PLACE = (
        "The place for this file is not on the SharePoint of this tenant, so Linkgate puts nothing there. "
        "Ask for the file again."
    )
