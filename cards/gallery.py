"""Every card there is, with ordinary and with extreme values: for tests, and for eyes.

`python -m cards.gallery DIR` writes each card as a file that can be pasted into Microsoft's card designer.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.core import words
from bot.core.change import Attempt, Change, ChangeId, Proof, State, Vote
from bot.core.cloud import PUBLIC, Cloud
from bot.core.fingerprint import take_fingerprint
from bot.core.grounds import weigh_person, weigh_request
from bot.core.group import Group, Kind, list_cautions
from bot.core.notice import Audience
from bot.core.outcome import Answer
from bot.core.place import Place, PlaceKind
from bot.core.plan import Impact, Plan
from bot.core.policy import Person, Standing, UserId
from bot.core.roster import Roster
from bot.core.rules import Rules
from bot.core.setting import Doubt, GroupId, Mode, Reading, Setting
from bot.core.text import Foreign
from bot.core.view import ChangeView, ChoiceView, HelpView, ListKind, ListView, SaidView, StatusView, View, WhyView
from bot.core.words import BAD_CLICK
from cards import draw

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOSTILE = (
    "[x](https://evil.example) ![y](https://evil.example/p.png) <at>Everyone</at> "
    "{{DATE(2020-01-01T00:00:00Z)}} **bold** _it_ `code` <b>b</b> gpj.\u202eexe # head"
)
_LONG_NAME = ("Global Sales, Marketing & Partner Enablement – EMEA / APAC / LATAM 🚀 " * 4)[:256]
_RTL_NAME = "مجموعة المبيعات والتسويق"
_LONG_REASON = ("Field sellers need profile cards in Outlook for the partner summit in Lisbon. " * 13)[:1_000]

_ADA = Person(id=UserId("ada00000-0000-4000-8000-000000000001"), name="Ada Lindqvist")
_BOB = Person(id=UserId("b0b00000-0000-4000-8000-000000000002"), name="Bob Okafor")
_CLEO = Person(id=UserId("c1e00000-0000-4000-8000-000000000003"), name="Cleo Marchetti")
_EVE = Person(id=UserId("e7e00000-0000-4000-8000-000000000004"), name="Eve Sandberg")
_SALES = Group(
    id=GroupId("a9900000-0000-4000-8000-00000000005a"), name="Sales & Marketing – EMEA", direct=412, people=412
)
_NESTED = replace(_SALES, name="Sales, with branches", is_synced=True, direct=388, people=412)
_PUBLIC = Cloud(instance=PUBLIC)
_HOME = Place(kind=PlaceKind.PERSONAL, service_url="https://smba.trafficmanager.net/emea/", conversation="a:1")

_PLAN = Plan(
    before=Setting(Mode.NOBODY),
    after=Setting(Mode.GROUP, _SALES.id),
    before_group=None,
    after_group=_SALES,
    before_people=0,
    after_people=412,
    impact=Impact(gain=412, lose=0, unchanged=8_113),
    cautions=(),
    roster=Roster(people=412),
)
_RULES = Rules(approvers=GroupId("a9900000-0000-4000-8000-0000000000aa"))
_WAITING = Change(
    id=ChangeId("0" * 31 + "5"),
    number=205,
    rev=2,
    state=State.WAITING,
    plan=_PLAN,
    requester=_ADA,
    origin="gallery",
    home=_HOME,
    created_at=NOON - timedelta(hours=2),
    updated_at=NOON,
    expires_at=NOON + timedelta(hours=22),
    reason="EMEA field sellers need LinkedIn profile cards in Outlook for the partner summit.",
    ticket="CHG-1234",
    needed=2,
    sent_at=NOON - timedelta(hours=2),
    sent_rev=2,
    deciders=(_BOB.id, _CLEO.id),
    rules=_RULES.digest,
    drift=41,
)
_WAITING = replace(_WAITING, fingerprint=take_fingerprint(_WAITING.terms))
_VOTES = tuple(
    Vote(by=person, at=NOON - timedelta(hours=ago), fingerprint=_WAITING.fingerprint)
    for person, ago in ((_BOB, 1), (_CLEO, 0))
)
_ATTEMPT = Attempt(at=NOON, token="6f1d9c7e-52a4-4b0e-8f57-2f6a0c3be001", executor=_ADA.id)  # noqa: S106  an id
_NOTES = {
    State.FAILED: "Microsoft Entra still shows the old setting, so the change did not arrive. Ask again.",
    State.UNKNOWN: "the setting could not be read back. Linkgate keeps reading and will say when it knows.",
    State.STALE: "the group was deleted after the plan was made. Ask again with another group.",
    State.APPLIED: "Read back and found as approved.",
}


def gallery() -> dict[str, View]:
    """Return every view in every state, by the name of its card."""
    return dict(
        [
            *_show_help(),
            *_show_status(),
            *_show_choices(),
            *_show_changes(),
            *_show_errands(),
            *_show_extremes(),
            *_show_lists(),
            *_show_grounds(),
        ]
    )


def _show_help() -> Iterator[tuple[str, View]]:
    yield "said-with-help", SaidView(sentence=(BAD_CLICK,), has_help=True)
    yield "said-hostile", SaidView(sentence=("No group is called ", Foreign(HOSTILE), "."), has_help=True)
    yield "help-anybody", HelpView(may_ask=False, may_decide=False)
    yield "help-operator", HelpView(may_ask=True, may_decide=False)
    yield "help-approver", HelpView(may_ask=False, may_decide=True)
    yield "help-both", HelpView(may_ask=True, may_decide=True)
    yield "help-enable", HelpView(may_ask=True, may_decide=True, topic="enable")
    yield "help-approve", HelpView(may_ask=True, may_decide=True, topic="approve")
    yield "help-hostile", HelpView(may_ask=False, may_decide=False, topic=HOSTILE)


def _show_status() -> Iterator[tuple[str, View]]:
    group = StatusView(
        tenant="Contoso",
        reading=Reading(at=NOON, setting=_PLAN.after),
        group=_SALES,
        everyone=8_525,
        cloud=_PUBLIC,
        country="SE",
        open=None,
    )
    everyone = replace(group, reading=Reading(at=NOON, setting=Setting(Mode.EVERYONE)), group=None)
    yield "status-group", group
    yield "status-group-nested", replace(group, group=_NESTED, open=_WAITING)
    yield "status-group-unread", replace(group, group=None)
    yield "status-group-dynamic", replace(group, group=replace(_SALES, is_dynamic=True))
    yield "status-group-list", replace(group, group=replace(_SALES, kind=Kind.DISTRIBUTION))
    hidden = replace(_SALES, direct=None, people=None, hides_members=True)
    yield "status-group-hidden", replace(group, group=hidden)
    yield "status-doubtful", replace(group, open=_live(State.UNKNOWN))
    yield "status-braked", replace(group, brake=words.READ_ONLY)
    why = "Nobody is signed in as the operator. Run az login as the operator on Linkgate's host and try again."
    yield "status-unreadable", replace(group, reading=Reading(at=NOON, doubt=Doubt.UNREADABLE, why=why), group=None)
    yield "status-group-uncounted", replace(group, group=replace(_SALES, direct=None, people=None))
    yield "status-everyone", everyone
    yield "status-france", replace(everyone, country="FR")
    yield "status-gcc", replace(everyone, cloud=Cloud(instance=PUBLIC, sub_scope="GCC"))
    yield "status-not-offered", replace(everyone, cloud=Cloud(instance="microsoftonline.us", sub_scope="DOD"))
    yield "status-nobody", replace(everyone, reading=Reading(at=NOON, setting=Setting(Mode.NOBODY)), open=_WAITING)
    yield "status-unread", replace(everyone, tenant=None, everyone=None, cloud=None, country=None)
    for doubt in Doubt:
        yield f"status-unknown-{doubt}", replace(everyone, reading=Reading(at=NOON, doubt=doubt, raw="3"))
    yield (
        "status-hostile",
        replace(
            group,
            tenant=HOSTILE,
            country="DE",
            reading=Reading(at=NOON, doubt=Doubt.UNDOCUMENTED, raw=HOSTILE),
            open=_bear(_WAITING, HOSTILE),
        ),
    )


def _show_choices() -> Iterator[tuple[str, View]]:
    twin = replace(_SALES, id=GroupId("a9900000-0000-4000-8000-00000000005b"), kind=Kind.MICROSOFT_365, people=None)
    yield "choice", ChoiceView(typed="Sales", groups=(_SALES, twin, _NESTED), is_cut=False, ticket="CHG-1234")
    yield "choice-open", ChoiceView(typed="", groups=(), is_cut=False)
    yield "choice-none", ChoiceView(typed="Sals", groups=(_SALES,), is_cut=False, is_exact=False, reason="Summit")
    names = (HOSTILE, _LONG_NAME, "W" * 256, _RTL_NAME, "張偉", "S\u0430les")
    groups = tuple(
        replace(_SALES, id=GroupId(f"a9900000-0000-4000-8000-{place:012x}"), name=name)
        for place, name in enumerate(names)
    )
    yield "choice-hostile", ChoiceView(typed=HOSTILE, groups=groups, is_cut=True, reason=_LONG_REASON, ticket="A1")


def _show_changes() -> Iterator[tuple[str, View]]:
    for state in State:
        for audience in Audience:
            yield (
                f"change-{state}-{audience}",
                ChangeView(change=_live(state), audience=audience, viewer=_viewer(audience)),
            )
    one_vote = replace(_WAITING, votes=_VOTES[:1])
    alone = replace(_live(State.DRAFT), needed=1, reason="", ticket="")
    yield "change-draft-fresh", ChangeView(change=alone, audience=Audience.REQUESTER)
    yield "change-waiting-voted", ChangeView(change=one_vote, audience=Audience.APPROVER, viewer=_BOB.id)
    yield "change-waiting-second", ChangeView(change=one_vote, audience=Audience.APPROVER, viewer=_CLEO.id)
    watchers = tuple(f"29:{place}" for place in range(100))
    yield "change-waiting-watched", ChangeView(change=_WAITING, audience=Audience.ROOM, watchers=watchers)
    alarm = replace(_ATTEMPT, collateral=("usersCanRegisterApps", "restrictNonAdminUsers"))
    applied = replace(_live(State.APPLIED), attempt=alarm)
    attested = replace(_live(State.APPLIED), attempt=replace(_ATTEMPT, proof=Proof.ATTESTED))
    yield "change-applied-attested", ChangeView(change=attested, audience=Audience.REQUESTER)
    busy = "The Entra admin center has too much to do and carried nothing out. Try again in a few minutes."
    postponed = replace(_live(State.APPROVED), not_before=NOON + timedelta(minutes=5), note=busy)
    yield "change-approved-postponed", ChangeView(change=postponed, audience=Audience.REQUESTER)
    yield "change-applied-collateral", ChangeView(change=applied, audience=Audience.REQUESTER)


def _show_errands() -> Iterator[tuple[str, View]]:
    """Show a change that a person makes by hand, to everybody, and what becomes of it."""
    asked = replace(_live(State.APPLYING), attempt=Attempt(at=NOON, token=_ATTEMPT.token, hand=_EVE))
    done = replace(_ATTEMPT, executor=_EVE.id, hand=_EVE, answer=Answer.DONE)
    said = replace(asked, attempt=done)
    for audience in Audience:
        viewer = _viewer(audience)
        yield f"errand-asked-{audience}", ChangeView(change=asked, audience=audience, viewer=viewer)
        yield f"errand-said-{audience}", ChangeView(change=said, audience=audience, viewer=viewer)
        for proof in Proof:
            applied = replace(_live(State.APPLIED), attempt=replace(done, proof=proof))
            yield f"errand-{proof}-{audience}", ChangeView(change=applied, audience=audience, viewer=viewer)
    for mode in (Mode.EVERYONE, Mode.NOBODY):
        plan = replace(_PLAN, before=_PLAN.after, after=Setting(mode), before_group=_SALES, after_group=None)
        yield f"errand-{mode}", ChangeView(change=replace(asked, plan=plan), audience=Audience.EXECUTOR, viewer=_EVE.id)
    hindered = replace(_live(State.FAILED), attempt=replace(done, sentence="PIM"), note=f"Eve could not: {HOSTILE}")
    yield "errand-failed", ChangeView(change=hindered, audience=Audience.REQUESTER, viewer=_ADA.id)
    called = replace(asked, attempt=replace(_ATTEMPT, executor="", hand=replace(_EVE, name=HOSTILE[:256])))
    for audience in (Audience.REQUESTER, Audience.EXECUTOR):
        yield f"errand-{audience}-odd", ChangeView(change=_bear(called, HOSTILE), audience=audience)


def _show_grounds() -> Iterator[tuple[str, View]]:
    for name, standing in {
        "nobody": Standing(person=_CLEO),
        "admin": Standing(person=_ADA, is_admin=True),
        "approver": Standing(person=_BOB, is_approver=True, is_operator=True),
        "disabled": Standing(person=replace(_BOB, is_enabled=False), is_approver=True),
        "hostile": Standing(person=replace(_BOB, name=HOSTILE)),
    }.items():
        yield f"whoami-{name}", WhyView(name=standing.person.name, grounds=weigh_person(standing))
        for state in (State.DRAFT, State.WAITING, State.APPLIED):
            change = _bear(_live(state), HOSTILE) if name == "hostile" else _live(state)
            voters = [Standing(person=vote.by, is_approver=vote.by == _BOB) for vote in change.votes]
            grounds = weigh_request(change, standing, voters=voters, rules=_RULES, brake="", at=NOON)
            yield f"why-{state}-{name}", WhyView(name=standing.person.name, grounds=grounds, change=change)


def _viewer(audience: Audience) -> UserId | None:
    match audience:
        case Audience.REQUESTER:
            return _ADA.id
        case Audience.APPROVER:
            return _BOB.id
        case Audience.EXECUTOR:
            return _EVE.id
        case Audience.ROOM:
            return None


def _live(state: State) -> Change:
    """Let a request live until it reaches *state*."""
    change = replace(_WAITING, state=state, note=_NOTES.get(state, ""))
    match state:
        case State.DRAFT | State.WAITING | State.WITHDRAWN | State.EXPIRED:
            return change
        case State.REJECTED:
            return replace(change, decider=_BOB, note="The summit was moved to March. Ask again in February.")
        case State.RETURNED:
            return replace(change, decider=_BOB, note="Name the ticket of the summit, and a shorter group.")
        case State.APPROVED:
            return replace(change, decider=_CLEO, votes=_VOTES)
        case State.STALE:
            return replace(change, decider=_CLEO, votes=_VOTES, attempt=Attempt(at=NOON, token=_ATTEMPT.token))
        case State.APPLYING | State.APPLIED | State.FAILED | State.UNKNOWN:
            return replace(change, decider=_CLEO, votes=_VOTES, attempt=_ATTEMPT)


def _show_extremes() -> Iterator[tuple[str, View]]:
    views = {state: ChangeView(change=_live(state), audience=Audience.ROOM) for state in State}
    for state in (State.WAITING, State.REJECTED, State.APPLIED):
        view = views[state]
        yield f"change-{state}-hostile", replace(view, change=_bear(view.change, HOSTILE))
        yield f"change-{state}-long", replace(view, change=_bear(view.change, _LONG_NAME))
        yield f"change-{state}-rtl", replace(view, change=_bear(view.change, _RTL_NAME))
        yield f"change-{state}-unbroken", replace(view, change=_bear(view.change, "W" * 256))
    for audience in Audience:
        for state in (State.DRAFT, State.WAITING):
            swap = replace(views[state].change, plan=_plan_swap())
            yield f"change-{state}-{audience}-swap", ChangeView(change=swap, audience=audience)


def _bear(change: Change, text: str) -> Change:
    """Let everybody and everything in *change* be called *text*."""
    name = text[:256]
    group = replace(_NESTED, name=name, kind=Kind.MICROSOFT_365, is_expiring=True)
    plan = replace(change.plan, after_group=group, cautions=list_cautions(group))
    called = {person.id: replace(person, name=name) for person in (_ADA, _BOB, _CLEO)}
    is_long = text is _LONG_NAME
    return replace(
        change,
        plan=plan,
        requester=called[_ADA.id],
        decider=called[_BOB.id] if change.decider else None,
        votes=tuple(replace(vote, by=called[vote.by.id]) for vote in change.votes),
        reason=_LONG_REASON if is_long else text,
        ticket=text[:64],
        note=(_LONG_REASON if is_long else text) if change.state is State.REJECTED else change.note,
        attempt=replace(change.attempt, collateral=(name,), renamed=name) if change.attempt else None,
    )


def _plan_swap() -> Plan:
    """Plan the way from one group to another of which nothing could be counted."""
    other = Group(id=GroupId("a9900000-0000-4000-8000-0000000000cc"), name="Partner managers")
    return replace(
        _PLAN,
        before=_PLAN.after,
        before_group=_SALES,
        after=Setting(Mode.GROUP, other.id),
        after_group=other,
        before_people=412,
        after_people=None,
        impact=Impact(gain=None, lose=None, unchanged=None),
        cautions=list_cautions(other),
    )


def _show_lists() -> Iterator[tuple[str, View]]:
    ended = [State.APPLIED, State.REJECTED, State.WITHDRAWN, State.UNKNOWN, State.EXPIRED]
    changes = tuple(
        replace(_live(state), number=205 - place, updated_at=NOON - place * timedelta(days=3, hours=5))
        for place, state in enumerate(ended)
    )
    crowd = tuple(_bear(replace(change, number=place), _LONG_NAME) for place in range(50) for change in changes)
    empty = ListView(kind=ListKind.REQUESTS, changes=(), total=0, at=NOON)
    yield "requests", replace(empty, changes=(_WAITING,), total=1)
    yield "requests-empty", empty
    yield "history", ListView(kind=ListKind.HISTORY, changes=changes, total=23, at=NOON)
    yield "history-empty", replace(empty, kind=ListKind.HISTORY)
    yield "history-long", ListView(kind=ListKind.HISTORY, changes=crowd, total=12_345, at=NOON)
    hostile = tuple(_bear(change, HOSTILE) for change in changes)
    yield "history-hostile", ListView(kind=ListKind.HISTORY, changes=hostile, total=5, at=NOON)


def _hang(folder: Path) -> None:
    for name, view in gallery().items():
        text = json.dumps(draw(view), ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    _hang(Path(sys.argv[1]))
