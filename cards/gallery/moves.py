"""Requests that move people into a group, or make one, from the draft to the end, and at the limits."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.core.change import Attempt, Change, Proof, State
from bot.core.fill import AMBIGUOUS, NO_KEY, Creation, Fate, Fill, Item, Tally
from bot.core.fingerprint import take_fingerprint
from bot.core.impact import COUNTING, NONE, Crowd, Impact
from bot.core.notice import Audience
from bot.core.page import Page
from bot.core.plan import Plan
from bot.core.roster import Roster
from bot.core.setting import GroupId, Mode, Reading, Setting
from bot.core.speech.lists import ListPhrase
from bot.core.view import ChangeView, DigestView, ListKind, ListView, Progress, SaidView, StatusView, View
from cards.gallery.samples import (
    ADA,
    ATTEMPT,
    BOB,
    CLOUD,
    EVE,
    HOSTILE,
    LONG_NAME,
    NOON,
    PLAN,
    SALES,
    live,
    name_viewer,
)

EMEA = replace(SALES, id=GroupId("a9900000-0000-4000-8000-0000000000e1"), name="Sales EMEA", direct=412, people=412)
TALLY: Tally = {
    Fate.PENDING: 512,
    Fate.ALREADY: 9,
    Fate.GUEST: 3,
    Fate.DISABLED: 1,
    Fate.NOT_FOUND: 2,
    Fate.FAILED: 1,
    Fate.TWICE: 4,
}
FILL = Fill(
    group=EMEA,
    source="members-november.csv",
    digest="7d" * 32,
    tally=TALLY,
    fresh=512,
    after=Roster(people=924),
)
UNTOUCHED = Impact(gain=NONE, lose=NONE, unchanged=8_525)
LOST = (
    Item(place=40, line=41, typed="l.ionescu@contoso.com", fate=Fate.NOT_FOUND),
    Item(place=95, line=96, typed="sales", fate=Fate.FAILED, why=NO_KEY),
    Item(place=202, line=203, typed="p.ng@contoso.com", fate=Fate.NOT_FOUND),
)
OFF = Setting(Mode.NOBODY)
FILL_PLAN = replace(
    PLAN,
    after=OFF,
    after_group=None,
    after_people=0,
    impact=UNTOUCHED,
    roster=Roster(people=412),
    fill=FILL,
)
BOTH_PLAN = replace(
    FILL_PLAN,
    after=Setting(Mode.GROUP, EMEA.id),
    after_group=EMEA,
    after_people=924,
    impact=Impact(gain=Crowd(people=924, guests=2), lose=NONE, unchanged=7_601),
)
MADE = GroupId("a9900000-0000-4000-8000-0000000000f7")
CREATION_PLAN = replace(
    FILL_PLAN, fill=None, roster=None, creation=Creation(name="LinkedIn pilot", nickname="linkgate-205")
)
STEADY = Progress(tally=TALLY, lost=LOST)
HALF: Tally = {**TALLY, Fate.PENDING: 172, Fate.ADDED: 337, Fate.ALREADY: 12}
WHOLE: Tally = {**TALLY, Fate.PENDING: 0, Fate.ADDED: 512}
PART: Tally = {**TALLY, Fate.PENDING: 0, Fate.ADDED: 337, Fate.FAILED: 176}
FORBIDDEN = "Microsoft Graph does not let Linkgate add members. Grant its app the permission GroupMember.ReadWrite.All."
AT_TASK = Attempt(at=NOON, token=ATTEMPT.token)
FILLED = replace(AT_TASK, filled=NOON + timedelta(minutes=2))


def show_moves() -> Iterator[tuple[str, View]]:
    yield from _show_states("fill", FILL_PLAN)
    yield from _show_states("both", BOTH_PLAN)
    yield from _show_states("create", CREATION_PLAN)
    yield from _show_ways()
    yield from _show_work()
    yield from _show_ends()
    yield from _show_outcomes()
    yield "said-no-list", SaidView(sentence=(ListPhrase.NO_LIST,), has_help=True)
    yield from _show_limits()


def move(state: State, plan: Plan, *, note: str = "", attempt: Attempt | None = None) -> Change:
    """Let a request about a group live until it reaches *state*."""
    change = replace(live(state), plan=plan, attempt=attempt)
    bound = replace(change, fingerprint=take_fingerprint(change.terms))
    votes = tuple(replace(vote, fingerprint=bound.fingerprint) for vote in bound.votes)
    return replace(bound, votes=votes, note=note or _NOTES.get(state, bound.note))


_NOTES = {
    State.APPLIED: "512 of 512 people are in the group now.",
    State.FAILED: "337 of 512 people are in the group now. Look at the rows that failed, and plan it again.",
    State.UNKNOWN: (
        "510 of 512 people are in the group now. Others were accepted and are not shown yet. Linkgate keeps reading."
    ),
    State.STALE: (
        "Not as approved (members): the group had 412 people and has 4,000 people now; up to 41 might come or go. "
        "Nothing was written; plan it again."
    ),
}
_SEEN_APART = frozenset({State.DRAFT, State.WAITING, State.APPLYING})
"""States in which each audience has a card of its own; in the others who reads along sees what the approver sees."""

_TALLIES: dict[State, Tally] = {
    State.APPLYING: HALF,
    State.APPLIED: WHOLE,
    State.FAILED: PART,
    State.UNKNOWN: {**WHOLE, Fate.ADDED: 510, Fate.UNSURE: 2},
}


def _show_states(name: str, plan: Plan) -> Iterator[tuple[str, View]]:
    """Show a request in every state to everybody whose card of it is another one."""
    for state in State:
        change = move(state, plan, attempt=_attempt(state, plan))
        progress = replace(STEADY, tally=_TALLIES.get(state, TALLY)) if plan.fill else Progress()
        if change.is_at_task:
            progress = replace(progress, left=timedelta(seconds=40))
        for audience in Audience if state in _SEEN_APART else (Audience.REQUESTER, Audience.ROOM):
            yield (
                f"{name}-{state}-{audience}",
                ChangeView(change=change, audience=audience, viewer=name_viewer(audience), progress=progress),
            )


def _attempt(state: State, plan: Plan) -> Attempt | None:
    match state:
        case State.APPLYING:
            return AT_TASK
        case State.APPLIED:
            return replace(FILLED, proof=Proof.VERIFIED, made=MADE if plan.creation else None, executor=EVE.id)
        case State.FAILED | State.UNKNOWN:
            return FILLED
        case _:
            return None


def _show_ways() -> Iterator[tuple[str, View]]:
    """Show what becomes of the setting: the group is selected, another one is, or nobody can tell."""
    selected = replace(
        FILL_PLAN,
        before=Setting(Mode.GROUP, EMEA.id),
        after=Setting(Mode.GROUP, EMEA.id),
        before_group=EMEA,
        after_group=EMEA,
        impact=Impact(gain=Crowd(people=512), lose=NONE, unchanged=8_013),
    )
    other = replace(FILL_PLAN, before=PLAN.after, after=PLAN.after, before_group=SALES, after_group=SALES)
    untold = replace(FILL_PLAN, before=Setting(Mode.UNTOLD), after=Setting(Mode.UNTOLD))
    swap = replace(BOTH_PLAN, before=PLAN.after, before_group=SALES, before_people=412, impact=COUNTING)
    pasted = replace(FILL_PLAN, fill=replace(FILL, source="", tally={Fate.PENDING: 1}))
    for name, plan in {"selected": selected, "other": other, "untold": untold, "swap": swap, "pasted": pasted}.items():
        progress = STEADY if name != "pasted" else Progress(tally={Fate.PENDING: 1})
        for state, audience in ((State.DRAFT, Audience.REQUESTER), (State.WAITING, Audience.APPROVER)):
            view = ChangeView(
                change=move(state, plan), audience=audience, viewer=name_viewer(audience), progress=progress
            )
            yield f"fill-{state}-{audience}-{name}", view
        applied = move(State.APPLIED, plan, attempt=_attempt(State.APPLIED, plan))
        done = Progress(tally=WHOLE, lost=LOST) if name != "pasted" else Progress(tally={Fate.ADDED: 1})
        yield (
            f"fill-applied-{name}",
            ChangeView(change=applied, audience=Audience.REQUESTER, viewer=ADA.id, progress=done),
        )
    uncounted = replace(FILL, group=replace(EMEA, direct=None, people=None, hides_members=True))
    change = move(State.WAITING, replace(FILL_PLAN, fill=uncounted))
    yield "fill-waiting-uncounted", ChangeView(change=change, audience=Audience.APPROVER, progress=STEADY)


def _show_work() -> Iterator[tuple[str, View]]:
    """Show the work: at its start, nearly done, read back, stopped, and the setting after it."""
    change = move(State.APPLYING, FILL_PLAN, attempt=AT_TASK)
    start = ChangeView(change=change, audience=Audience.REQUESTER, viewer=ADA.id, progress=STEADY)
    yield "fill-applying-start", start
    yield "fill-applying-unknown-tally", replace(start, progress=Progress())
    yield "fill-applying-read-back", replace(start, progress=Progress(tally={**WHOLE}, left=timedelta(0)))
    yield "fill-applying-long", replace(start, progress=replace(STEADY, tally=HALF, left=timedelta(minutes=11)))
    stopping = replace(change, attempt=replace(AT_TASK, stopped=BOB))
    yield "fill-applying-stopping", replace(start, change=stopping, progress=replace(STEADY, tally=HALF))
    second = move(State.APPLYING, BOTH_PLAN, attempt=FILLED)
    yield "both-applying-second", replace(start, change=second, progress=replace(STEADY, tally=WHOLE))
    asked = move(State.APPLYING, BOTH_PLAN, attempt=replace(FILLED, hand=EVE))
    for audience in Audience:
        yield (
            f"both-errand-{audience}",
            ChangeView(
                change=asked, audience=audience, viewer=name_viewer(audience), progress=replace(STEADY, tally=WHOLE)
            ),
        )


def _show_ends() -> Iterator[tuple[str, View]]:
    told = "337 of 512 people are in the group now."
    nothing: Tally = {**TALLY, Fate.PENDING: 0, Fate.FAILED: 513}
    stopped = replace(FILLED, stopped=BOB)
    halted = f"Bob Okafor stopped it. {told} Who was added stays in the group."
    ends = {
        "fill-failed-stopped": (FILL_PLAN, halted, stopped, PART),
        "both-failed-stopped": (BOTH_PLAN, halted, stopped, PART),
        "fill-failed-hopeless": (
            FILL_PLAN,
            f"0 of 512 people are in the group now. Nobody else could be added: {FORBIDDEN}",
            FILLED,
            nothing,
        ),
        "both-failed-missing": (
            BOTH_PLAN,
            f"{told} The setting was not changed: too many are missing.",
            FILLED,
            PART,
        ),
        "both-failed-setting": (
            BOTH_PLAN,
            "Microsoft Entra still shows the old setting, so the change did not arrive. Ask again.",
            replace(FILLED, executor=ADA.id),
            WHOLE,
        ),
    }
    for name, (plan, note, attempt, tally) in ends.items():
        change = move(State.FAILED, plan, note=note, attempt=attempt)
        progress = Progress(tally=tally, lost=(*LOST, *_FAILED))
        yield name, ChangeView(change=change, audience=Audience.REQUESTER, viewer=ADA.id, progress=progress)


def _show_outcomes() -> Iterator[tuple[str, View]]:
    few = move(
        State.APPLIED,
        FILL_PLAN,
        note="510 of 512 people are in the group now. Look at the rows that failed.",
        attempt=replace(FILLED, proof=Proof.VERIFIED),
    )
    tally = {**WHOLE, Fate.ADDED: 510, Fate.FAILED: 3}
    yield (
        "fill-applied-few-missing",
        ChangeView(change=few, audience=Audience.REQUESTER, viewer=ADA.id, progress=Progress(tally=tally, lost=LOST)),
    )
    lost = "Microsoft Graph did not say that the group was made."
    unsaid = move(State.FAILED, CREATION_PLAN, note=lost, attempt=FILLED)
    yield "create-failed-unsaid", ChangeView(change=unsaid, audience=Audience.REQUESTER, viewer=ADA.id)
    changes = (few, unsaid, *(move(state, BOTH_PLAN, attempt=_attempt(state, BOTH_PLAN)) for state in State))
    waiting = tuple(move(State.WAITING, plan) for plan in (FILL_PLAN, BOTH_PLAN, CREATION_PLAN))
    yield "digest-moves", DigestView(changes=waiting, at=NOON)
    reading = Reading(at=NOON, setting=OFF)
    yield (
        "status-move",
        StatusView(
            tenant="Contoso",
            reading=reading,
            group=None,
            everyone=8_525,
            cloud=CLOUD,
            country="SE",
            open=move(State.APPLYING, FILL_PLAN, attempt=AT_TASK),
        ),
    )
    yield "history-moves", ListView(kind=ListKind.HISTORY, page=Page(changes=changes[:9], total=9), at=NOON)


_FAILED = tuple(
    Item(
        place=place,
        line=place + 1,
        typed=f"person{place}@contoso.com",
        fate=Fate.FAILED,
        why="The filling was stopped before this person was added.",
    )
    for place in range(337, 340)
)


def _show_limits() -> Iterator[tuple[str, View]]:
    """Show names and rows that mean harm, and as many rows as there may be."""
    for name, text in {"hostile": HOSTILE, "unbroken": "W" * 256, "long": LONG_NAME}.items():
        group = replace(EMEA, name=text[:256])
        items = tuple(
            Item(place=line, line=line + 1, typed=text, fate=Fate.FAILED, why=AMBIGUOUS)
            for line in range(99_995, 100_000)
        )
        tally: Tally = dict.fromkeys(Fate, 11_111)
        fill = replace(FILL, group=group, source=f"{text}.csv", tally=tally)
        plan = replace(BOTH_PLAN, fill=fill, after_group=group)
        for state, audience in (
            (State.WAITING, Audience.APPROVER),
            (State.APPLYING, Audience.REQUESTER),
            (State.FAILED, Audience.REQUESTER),
        ):
            change = move(state, plan, note=text if state is State.FAILED else "", attempt=_attempt(state, plan))
            named = replace(change, requester=replace(ADA, name=text[:256]))
            progress = Progress(tally=tally, lost=items, left=timedelta(hours=3))
            yield (
                f"both-{state}-{name}",
                ChangeView(change=named, audience=audience, viewer=name_viewer(audience), progress=progress),
            )
        creation = replace(CREATION_PLAN, creation=Creation(name=text[:256], nickname="linkgate-205"))
        yield (
            f"create-draft-{name}",
            ChangeView(change=move(State.DRAFT, creation), audience=Audience.REQUESTER),
        )
