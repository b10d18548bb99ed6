"""The sentences that stand on cards only. `words` holds what is said in messages as well; a card uses both."""

from collections.abc import Iterable, Mapping, Sequence

from bot.core.change import Change, State
from bot.core.grounds import Ground
from bot.core.group import Group, judge_fitness
from bot.core.guide import Topic
from bot.core.setting import Mode, Setting
from bot.core.text import Foreign, Sentence
from bot.core.words import (
    DEFAULT_OFF,
    KINDS,
    MODES,
    SAVED,
    STATES,
    count_people,
    describe_wish,
    name_request,
    summarise,
    tail,
)

IN_DOUBT = "Whether LinkedIn account connections are on or off is unknown."
UNREAD = "could not be read"
STILL_UNKNOWN = "Whether it was applied is unknown. Linkgate keeps reading; linkgate resolve closes it by hand."
NO_TENANT_NAME = "The tenant's name could not be read"
NOTHING_OPEN = "Nothing waits for approval"
EXCEPTIONS = "Microsoft does not offer the setting in US Government clouds, in 21Vianet and in the former German cloud."
RECORDED = (
    "All requests and decisions are recorded. Answers to you are for you; a request and its reason are seen by the "
    "approvers, by everybody in the chat where it was asked, and in the history."
)
NAMES_ALIKE = "Names can be alike. The end of the object id tells groups apart."
ABOUT = "LinkedIn account connections: see the setting, ask for a change, decide"
MORE_GROUPS = "More groups match than are shown. If yours is missing, type more of its name, or its object id."
ASK_GROUP = "For which group? Type how its name begins, and choose."
NOT_COUNTED = "not counted"
NO_DECISION = "Nothing changes until somebody else approves."
YOU_VOTED = "You approved this request. It waits for another approval."
EMPTY = "Nothing to list"
NO_REQUESTS = "No request is open."
NO_HISTORY = "No request has ended yet."

_LONGEST_IN_LIST = 48
_MOST_NAMED = 5

NEXT: Mapping[State, str] = {
    State.DRAFT: NO_DECISION,
    State.WAITING: NO_DECISION,
    State.RETURNED: "Change what was asked for and send it again, or withdraw it. Nothing was changed.",
    State.APPROVED: "It is applied in a moment. Nothing has been changed yet.",
    State.APPLYING: "Linkgate writes the setting and reads it back. This card changes when that is done.",
    State.APPLIED: SAVED,
    State.FAILED: "The setting is as it was before.",
    State.UNKNOWN: "Linkgate does not write a second time. It keeps reading Microsoft Entra and says here "
    "what it finds. Until then, change nothing by hand.",
    State.STALE: "Nothing was written. A new request is planned from the setting as it is then.",
    State.WITHDRAWN: "Nothing was changed.",
    State.REJECTED: "Nothing was changed.",
    State.EXPIRED: "Nothing was changed. Ask again if it is still needed.",
}


def tell_undelivered(lost: Sequence[tuple[int, int]]) -> Sentence:
    """Say which requests have messages that could not be delivered, and what brings them to their people."""
    named = ", ".join(f"{name_request(number)} ({count})" for number, count in lost[:_MOST_NAMED])
    more = f" and {len(lost) - _MOST_NAMED} more requests" if len(lost) > _MOST_NAMED else ""
    remedy = "Whoever misses one installs Linkgate or writes to it; linkgate doctor says who and why."
    return (f"Messages that Teams did not take: {named}{more}. {remedy}",)


def shorten(name: str) -> Foreign:
    """Cut a name to what a line of a list has room for."""
    return Foreign(name if len(name) <= _LONGEST_IN_LIST else name[: _LONGEST_IN_LIST - 1].rstrip() + "…")


def end_id(object_id: str) -> str:
    """Write the end of an id; the sign before it says that there is more, and stays on its line."""
    return f"…\N{WORD JOINER}{tail(object_id)}"


def tell_truth(setting: Setting, group: Group | None, everyone: int | None) -> Sentence:
    """Say for whom the setting is on. Where nested members may not be covered, the number is a span."""
    match setting.mode:
        case Mode.EVERYONE:
            return ("On for everyone: ", count_people(everyone), ".") if everyone is not None else ("On for everyone.",)
        case Mode.NOBODY:
            return ("Off for everyone: nobody can connect a LinkedIn account.",)
        case Mode.GROUP if group is None:
            return (f"On for one group that could not be read: {end_id(setting.group or '')}.",)
        case Mode.GROUP if judge_fitness(group):
            return (
                "Set to one group that the setting cannot use: ",
                Foreign(group.name),
                ". For whom it is on is not certain.",
            )
        case Mode.GROUP:
            return (f"On for {_span(group)} in one group: ", Foreign(group.name), ". Off for everyone else.")


def _span(group: Group) -> str:
    if group.direct is None or group.people is None:
        return "the people"
    if group.direct == group.people:
        return count_people(group.people)
    return f"{group.direct:,} to {group.people:,} people"


def hint_country(country: str) -> Sentence:
    return ("The company's country is ", Foreign(country), f". {DEFAULT_OFF}")


def name_kind(group: Group) -> str:
    return f"{_say_kind(group)}, {_count_members(group)}"


def _say_kind(group: Group) -> str:
    return f"dynamic {KINDS[group.kind]}" if group.is_dynamic else KINDS[group.kind]


def _count_members(group: Group) -> str:
    if group.direct is None or group.people is None:
        return NOT_COUNTED
    if group.direct == group.people:
        return count_people(group.people)
    return f"{count_people(group.direct)} directly, {group.people:,} with nested groups"


def name_id(group: Group) -> str:
    """Say the end of a group's id: names can be alike, ids cannot."""
    return f"id {end_id(group.id)}"


def name_choice(group: Group) -> Sentence:
    return (Foreign(group.name), f" · {_say_kind(group)} · {count_people(group.people)} · {end_id(group.id)}")


def ask_which(typed: str) -> Sentence:
    return ("Several groups answer to ", Foreign(typed), ". Which one do you mean?")


def know_no_topic(typed: str) -> Sentence:
    return ("There is no help on ", Foreign(typed), ". This is all there is:")


def list_forms(topics: Iterable[Topic]) -> Sentence:
    """Name the commands in one line, for clients that draw no card."""
    return ("Linkgate knows: " + ", ".join(example for topic in topics for example in topic.examples) + ".",)


def name_open(change: Change) -> Sentence:
    return (f"{name_request(change.number)} of ", Foreign(change.requester.name), f": {STATES[change.state].lower()}")


def head_line(change: Change) -> Sentence:
    """Say what the request is about in one line, without the texts that people wrote."""
    asker = Foreign(change.requester.name)
    match change.state:
        case State.DRAFT:
            return ("This request would ", *describe_wish(change), ".")
        case State.WAITING:
            return (asker, " asks to ", *describe_wish(change), ".")
        case State.APPLIED:
            return summarise(change)
        case (
            State.RETURNED
            | State.APPROVED
            | State.APPLYING
            | State.FAILED
            | State.UNKNOWN
            | State.STALE
            | State.WITHDRAWN
            | State.REJECTED
            | State.EXPIRED
        ):
            return (asker, " asked to ", *describe_wish(change), ".")


def explain(change: Change) -> str:
    """Say why an attempt ended as it did, as a sentence of its own."""
    return change.note[:1].upper() + change.note[1:] if change.note else "No reason was recorded."


def name_step(change: Change) -> Sentence:
    """Say a change as a step: "Off for everyone → On for one group: Sales"."""
    step = f"{MODES[change.plan.before.mode]} → {MODES[change.plan.after.mode]}"
    group = change.plan.after_group
    return (step, ": ", shorten(group.name)) if group else (step,)


def name_context(change: Change) -> str:
    """Say which request this is, and of a draft how many have to agree."""
    request = f"Request {name_request(change.number)}"
    if change.state is not State.DRAFT:
        return request
    others = "1 other person approves" if change.needed == 1 else f"{change.needed} other people approve"
    return f"{request} · nothing changes until {others}"


def allow_drift(people: int) -> str:
    return f"valid while at most {count_people(people)} come or go"


def name_executor(executor: str) -> str:
    return f"account {end_id(executor)}"


def name_decider(change: Change) -> Sentence:
    """Say who decided last; empty while nobody has."""
    if change.decider is None:
        return ()
    said = {State.REJECTED: "by ", State.RETURNED: "returned by "}.get(change.state, "approved by ")
    return (said, shorten(change.decider.name))


def count_approvals(change: Change) -> str:
    return f"{len(change.votes)} of {change.needed}"


def sum_up(change: Change) -> Sentence:
    """Say how a request stands in one sentence, without the texts that people wrote: those may be long."""
    if change.state in {State.REJECTED, State.RETURNED} and change.decider:
        said = STATES[change.state].lower()
        return (Foreign(change.decider.name), f" {said} {name_request(change.number)}. Nothing was changed.")
    return summarise(change)


def count_grounds(grounds: Sequence[Ground]) -> Sentence:
    """Name the rules that are not met, for clients that draw no card."""
    unmet = ", ".join(ground.rule for ground in grounds if ground.is_met is False)
    return (f"Rules that are not met: {unmet}." if unmet else "All rules are met.",)


def count_rows(rows: int, total: int) -> str:
    return f"{rows:,} of {total:,}, newest first"
