"""The Office policy: as Intune has it, and requests that do something to it, from the draft to the end."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.core.change import Attempt, Change, Proof, State
from bot.core.fingerprint import take_fingerprint
from bot.core.group import Group
from bot.core.notice import Audience
from bot.core.office import (
    Action,
    Catalog,
    Hindrance,
    NoStep,
    OfficeState,
    OfficeStep,
    Policy,
    PolicyId,
    Reach,
    Target,
    name_policy,
)
from bot.core.page import Page
from bot.core.plan import Plan, plan_office
from bot.core.policies import explain_hindrance
from bot.core.roster import Roster
from bot.core.setting import GroupId
from bot.core.view import ChangeView, DigestView, ListKind, ListView, OfficeView, SaidView, View
from cards.gallery.samples import (
    ADA,
    ATTEMPT,
    BOB,
    EMOJI_NAME,
    HOSTILE,
    LONG_NAME,
    NOON,
    RTL_NAME,
    SALES,
    live,
    name_viewer,
)

DEFINITION = "user_vendor_msft_policy_config_office16v2~policy~l_allowlinkedinfeatures"
MARK = "5e" * 16
ALL_USERS = Target(reach=Reach.USERS)
ALL_DEVICES = Target(reach=Reach.DEVICES)
INTERNS = Target(reach=Reach.EXCLUDED, group=GroupId("a9900000-0000-4000-8000-0000000000d1"), name="Interns", people=37)
FIELD = Group(id=GroupId("a9900000-0000-4000-8000-0000000000cc"), name="Field staff", direct=1_024, people=1_024)
NO_PERMISSION = (
    "Microsoft Graph does not let Linkgate do this. Grant its app the permission "
    "DeviceManagementConfiguration.Read.All."
)


def aim(group: Group) -> Target:
    return Target(reach=Reach.GROUP, group=group.id, name=group.name, people=group.people)


BASELINE = Policy(
    id=PolicyId("0ff1ce00-0000-4000-8000-0000000000b1"),
    name="Office security baseline 2026-10",
    state=OfficeState.DISABLED,
    targets=(ALL_USERS,),
    digest="1",
    others=46,
)
OURS = Policy(
    id=PolicyId("0ff1ce00-0000-4000-8000-0000000000b2"),
    name=name_policy(OfficeState.DISABLED, None),
    state=OfficeState.DISABLED,
    targets=(ALL_USERS,),
    digest="2",
    mark=MARK,
)
SALES_ON = Policy(
    id=PolicyId("0ff1ce00-0000-4000-8000-0000000000b3"),
    name="Sales: LinkedIn on",
    state=OfficeState.ENABLED,
    targets=(aim(SALES),),
    digest="3",
)
IDLE = replace(SALES_ON, id=PolicyId("0ff1ce00-0000-4000-8000-0000000000b4"), name="Pilot (draft)", targets=())
TWOFOLD = replace(SALES_ON, id=PolicyId("0ff1ce00-0000-4000-8000-0000000000b5"), name="Imported", state=None)


def show_offices() -> Iterator[tuple[str, View]]:
    view = OfficeView(catalog=Catalog(definition=DEFINITION, policies=(OURS,)), everyone=8_525, at=NOON)
    yield "office", view
    yield "office-none", show(view)
    yield "office-idle", show(view, IDLE)
    yield "office-group", show(view, replace(SALES_ON, state=OfficeState.DISABLED), IDLE)
    yield "office-several", show(view, replace(OURS, targets=(aim(SALES),)), replace(BASELINE, targets=(aim(FIELD),)))
    yield "office-shown", replace(show(view, replace(SALES_ON, targets=(ALL_DEVICES,))), everyone=None)
    yield "office-except", show(view, replace(BASELINE, targets=(ALL_USERS, INTERNS)))
    filtered = replace(ALL_DEVICES, is_filtered=True)
    yield "office-filtered", show(view, replace(BASELINE, targets=(filtered, Target(reach=Reach.OTHER))))
    yield "office-conflict", show(view, OURS, SALES_ON)
    yield "office-conflicts", show(view, BASELINE, OURS, SALES_ON, TWOFOLD)
    yield "office-unclear", show(view, TWOFOLD)
    gone = Target(reach=Reach.GROUP, group=SALES.id)
    yield "office-gone", show(view, replace(SALES_ON, targets=(gone,)))
    yield "office-renamed", replace(view, catalog=Catalog(definition="x", policies=(BASELINE,), is_renamed=True))
    yield "office-unread", replace(view, catalog=None, everyone=None, why=NO_PERMISSION)
    yield "office-hostile", show(view, *(call(policy, HOSTILE) for policy in (BASELINE, OURS, SALES_ON, TWOFOLD)))
    many = show(view, *(replace(OURS, id=_number(place), name=f"Policy {place}") for place in range(12)))
    yield "office-many", many
    yield "office-rest", replace(many, after=6)
    apart = replace(OURS, targets=(ALL_USERS, replace(aim(SALES), reach=Reach.EXCLUDED)))
    yield "office-either", show(view, apart, SALES_ON)
    for name, text in {"long": LONG_NAME, "rtl": RTL_NAME, "unbroken": "W" * 256, "emoji": EMOJI_NAME}.items():
        targets = tuple(replace(aim(SALES), group=GroupId(_number(place)), name=text) for place in range(5))
        twelve = (
            replace(SALES_ON, id=_number(place), name=text, others=place, targets=targets, state=state)
            for place, state in enumerate([OfficeState.ENABLED, OfficeState.DISABLED, None] * 4)
        )
        yield f"office-{name}", show(view, *twelve)


def show(view: OfficeView, *policies: Policy) -> OfficeView:
    return replace(view, catalog=Catalog(definition=DEFINITION, policies=policies))


def call(policy: Policy, name: str) -> Policy:
    """Give a policy and the groups that it is for another name."""
    targets = tuple(replace(target, name=name) if target.group else target for target in policy.targets)
    return replace(policy, name=name, targets=targets)


def _number(place: int) -> PolicyId:
    return PolicyId(f"0ff1ce00-0000-4000-8000-{place:012x}")


CREATE = OfficeStep(
    action=Action.CREATE,
    state=OfficeState.DISABLED,
    group=SALES,
    name=name_policy(OfficeState.DISABLED, SALES),
    mark=MARK,
    people=412,
    catalog=Catalog(definition=DEFINITION, policies=()),
)
CREATE_ALL = replace(CREATE, group=None, name=OURS.name, people=8_525)
CHANGE = replace(
    CREATE,
    action=Action.CHANGE,
    policy=SALES_ON,
    name=SALES_ON.name,
    catalog=Catalog(definition=DEFINITION, policies=(SALES_ON, IDLE)),
)
CHANGE_OURS = replace(
    CREATE_ALL,
    action=Action.CHANGE,
    state=OfficeState.ENABLED,
    policy=OURS,
    name=name_policy(OfficeState.ENABLED, None),
    catalog=Catalog(definition=DEFINITION, policies=(OURS,)),
)
REMOVE = replace(
    CREATE_ALL,
    action=Action.REMOVE,
    state=OfficeState.NOT_CONFIGURED,
    policy=OURS,
    catalog=Catalog(definition=DEFINITION, policies=(OURS,)),
)
REMOVE_THEIRS = replace(
    CHANGE,
    action=Action.REMOVE,
    state=OfficeState.NOT_CONFIGURED,
    catalog=Catalog(definition=DEFINITION, policies=(SALES_ON, BASELINE)),
)
RIVALRY = replace(
    CREATE,
    rivals=(replace(SALES_ON, targets=(aim(FIELD),)),),
    catalog=Catalog(definition=DEFINITION, policies=(replace(SALES_ON, targets=(aim(FIELD),)),)),
)
DYNAMIC = replace(CREATE, group=replace(SALES, is_dynamic=True))
UNCOUNTED = replace(CREATE, group=replace(SALES, direct=None, people=None, hides_members=True), people=None)

STEPS = {"create": CREATE, "change": CHANGE, "remove": REMOVE}
_WAYS = {
    "create-all": CREATE_ALL,
    "change-ours": CHANGE_OURS,
    "remove-theirs": REMOVE_THEIRS,
    "rivalry": RIVALRY,
    "dynamic": DYNAMIC,
    "uncounted": UNCOUNTED,
    "all-uncounted": replace(CREATE_ALL, people=None),
}
_NOTES = {
    State.APPLIED: "Read back and found as approved.",
    State.FAILED: "Microsoft Graph does not let Linkgate write policies.",
    State.UNKNOWN: "Intune could not be read back.",
    State.STALE: "The policies are not as they were.",
}
_LOOKS = (
    (State.DRAFT, Audience.REQUESTER),
    (State.WAITING, Audience.APPROVER),
    (State.APPLIED, Audience.ROOM),
)
"""Where a card is asked for, decided on and over: what lies between looks alike."""


def show_office_steps() -> Iterator[tuple[str, View]]:
    for state in State:
        yield f"office-create-{state}-requester", _view(live_office(state, CREATE), Audience.REQUESTER)
    for audience in Audience:
        yield f"office-create-waiting-{audience}", _view(live_office(State.WAITING, CREATE), audience)
    for name, step in STEPS.items():
        for state, audience in _LOOKS:
            yield f"office-{name}-{state}-{audience}", _view(live_office(state, step), audience)
    for name, step in _WAYS.items():
        yield f"office-{name}-waiting", _view(live_office(State.WAITING, step), Audience.APPROVER)
    yield from _show_odd()
    yield from _show_hindrances()
    changes = tuple(live_office(State.APPLIED, step) for step in (*STEPS.values(), *_WAYS.values()))
    yield "history-office", ListView(kind=ListKind.HISTORY, page=Page(changes=changes, total=23), at=NOON)
    waiting = tuple(live_office(State.WAITING, step) for step in STEPS.values())
    yield "digest-office", DigestView(changes=waiting, at=NOON)


def live_office(state: State, step: OfficeStep) -> Change:
    """Let a request about the Office policy live until it reaches *state*."""
    change = replace(live(state), plan=_plan(step))
    bound = replace(change, fingerprint=take_fingerprint(change.terms))
    votes = tuple(replace(vote, fingerprint=bound.fingerprint) for vote in bound.votes)
    return replace(bound, votes=votes, note=_NOTES.get(state, bound.note), attempt=_attempt(state))


def _plan(step: OfficeStep) -> Plan:
    return plan_office(step, Roster(people=412) if step.group and step.people else None)


def _attempt(state: State) -> Attempt | None:
    begun = Attempt(at=NOON, token=ATTEMPT.token)
    match state:
        case State.APPLYING:
            return begun
        case State.APPLIED:
            return replace(begun, filled=NOON + timedelta(seconds=9), proof=Proof.VERIFIED)
        case State.FAILED | State.UNKNOWN:
            return replace(begun, filled=NOON + timedelta(seconds=9))
        case _:
            return None


def _view(change: Change, audience: Audience) -> ChangeView:
    return ChangeView(change=change, audience=audience, viewer=name_viewer(audience))


def _show_odd() -> Iterator[tuple[str, View]]:
    for name, text in {"hostile": HOSTILE, "long": LONG_NAME, "unbroken": "W" * 256, "rtl": RTL_NAME}.items():
        group = replace(SALES, name=text, is_dynamic=True)
        policy = call(SALES_ON, text)
        rivals = tuple(replace(policy, id=_number(place), state=None) for place in range(5))
        step = replace(
            CHANGE,
            group=group,
            policy=policy,
            name=name_policy(OfficeState.DISABLED, group),
            rivals=rivals,
            catalog=Catalog(definition=DEFINITION, policies=(policy, *rivals)),
        )
        for state, audience in _LOOKS if name == "hostile" else _LOOKS[1:2]:
            change = replace(live_office(state, step), requester=replace(ADA, name=text))
            yield f"office-step-{state}-{name}", _view(change, audience)
    voted = replace(live_office(State.WAITING, CREATE), votes=live(State.APPROVED).votes[:1])
    yield "office-step-voted", ChangeView(change=voted, audience=Audience.APPROVER, viewer=BOB.id)


def _show_hindrances() -> Iterator[tuple[str, View]]:
    for why in NoStep:
        hindrance = Hindrance(why=why, policies=(BASELINE, call(OURS, HOSTILE)))
        yield f"said-{why}", SaidView(sentence=explain_hindrance(hindrance), has_help=True)
