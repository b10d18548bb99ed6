"""Every card there is, with ordinary and with extreme values: for tests, and for eyes.

`python -m cards.gallery DIR` writes each card as a file that can be pasted into Microsoft's card designer.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache

from bot.core import words
from bot.core.change import Attempt, Proof, State
from bot.core.cloud import PUBLIC, Cloud
from bot.core.grounds import weigh_person, weigh_request
from bot.core.group import Kind
from bot.core.notice import Audience
from bot.core.outcome import Answer
from bot.core.page import Page
from bot.core.policy import Reason, Standing
from bot.core.setting import Doubt, GroupId, Mode, Reading, Setting
from bot.core.speech.kept import recall
from bot.core.speech.phrases import Phrase
from bot.core.view import (
    ChangeView,
    ChoiceView,
    DigestView,
    HelpView,
    ListKind,
    ListView,
    Mood,
    SaidView,
    StatusView,
    View,
    WhyView,
)
from cards.gallery.announcements import show_announcements
from cards.gallery.effects import show_consents, show_effects
from cards.gallery.extremes import bear, show_extreme_words, show_extremes
from cards.gallery.moves import show_moves
from cards.gallery.offices import show_office_steps, show_offices
from cards.gallery.people import show_checks, show_members
from cards.gallery.samples import (
    ADA,
    ATTEMPT,
    BOB,
    CLEO,
    CLOUD,
    EVE,
    HOSTILE,
    LONG_NAME,
    LONG_REASON,
    NESTED,
    NOON,
    PLAN,
    RTL_NAME,
    RULES,
    SALES,
    VOTES,
    WAITING,
    live,
    name_viewer,
)


@cache
def gallery() -> dict[str, View]:
    """Return every view in every state, by the name of its card."""
    return dict(
        [
            *_show_help(),
            *_show_status(),
            *_show_choices(),
            *_show_changes(),
            *_show_errands(),
            *show_extremes(),
            *show_extreme_words(),
            *_show_lists(),
            *_show_grounds(),
            *show_members(),
            *show_checks(),
            *show_effects(),
            *show_consents(),
            *show_moves(),
            *show_offices(),
            *show_office_steps(),
            *show_announcements(),
        ]
    )


def _show_help() -> Iterator[tuple[str, View]]:
    yield "said-with-help", SaidView(sentence=(Phrase.BAD_CLICK,), has_help=True)
    yield "said-hostile", SaidView(sentence=words.find_no_group(HOSTILE), has_help=True)
    yield "said-refused", SaidView(sentence=words.refuse(Reason.NOT_OPERATOR), mood=Mood.REFUSED)
    yield "said-limited", SaidView(sentence=words.slow_down(12), mood=Mood.LIMITED)
    yield "said-halted", SaidView(sentence=recall(words.UNREACHABLE), mood=Mood.HALTED)
    yield "help-welcome", HelpView(may_ask=True, may_decide=True, is_welcome=True)
    yield "help-anybody", HelpView(may_ask=False, may_decide=False)
    yield "help-operator", HelpView(may_ask=True, may_decide=False)
    yield "help-approver", HelpView(may_ask=False, may_decide=True)
    yield "help-both", HelpView(may_ask=True, may_decide=True)
    yield "help-enable", HelpView(may_ask=True, may_decide=True, topic="enable")
    yield "help-move", HelpView(may_ask=True, may_decide=True, topic="move")
    yield "help-check", HelpView(may_ask=False, may_decide=False, topic="check")
    yield "help-approve", HelpView(may_ask=True, may_decide=True, topic="approve")
    yield "help-hostile", HelpView(may_ask=False, may_decide=False, topic=HOSTILE)


def _show_status() -> Iterator[tuple[str, View]]:
    group = StatusView(
        tenant="Contoso",
        reading=Reading(at=NOON, setting=PLAN.after),
        group=SALES,
        everyone=8_525,
        cloud=CLOUD,
        country="SE",
        open=None,
    )
    everyone = replace(group, reading=Reading(at=NOON, setting=Setting(Mode.EVERYONE)), group=None)
    yield "status-group", group
    yield "status-group-nested", replace(group, group=NESTED, open=WAITING)
    yield "status-group-unread", replace(group, group=None)
    yield "status-group-dynamic", replace(group, group=replace(SALES, is_dynamic=True))
    yield "status-group-list", replace(group, group=replace(SALES, kind=Kind.DISTRIBUTION))
    hidden = replace(SALES, direct=None, people=None, hides_members=True)
    yield "status-group-hidden", replace(group, group=hidden)
    yield "status-doubtful", replace(group, open=live(State.UNKNOWN))
    yield "status-drifted", replace(everyone, last=live(State.APPLIED))
    yield "status-braked", replace(group, brake=words.READ_ONLY)
    why = "Nobody is signed in as the operator. Run az login as the operator on Linkgate's host and try again."
    yield "status-unreadable", replace(group, reading=Reading(at=NOON, doubt=Doubt.UNREADABLE, why=why), group=None)
    yield "status-group-uncounted", replace(group, group=replace(SALES, direct=None, people=None))
    yield "status-everyone", everyone
    yield "status-france", replace(everyone, country="FR")
    yield "status-gcc", replace(everyone, cloud=Cloud(instance=PUBLIC, sub_scope="GCC"))
    yield "status-not-offered", replace(everyone, cloud=Cloud(instance="microsoftonline.us", sub_scope="DOD"))
    yield "status-nobody", replace(everyone, reading=Reading(at=NOON, setting=Setting(Mode.NOBODY)), open=WAITING)
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
            open=bear(WAITING, HOSTILE),
        ),
    )


def _show_choices() -> Iterator[tuple[str, View]]:
    twin = replace(SALES, id=GroupId("a9900000-0000-4000-8000-00000000005b"), kind=Kind.MICROSOFT_365, people=None)
    yield "choice", ChoiceView(typed="Sales", groups=(SALES, twin, NESTED), is_cut=False, ticket="CHG-1234")
    yield "choice-open", ChoiceView(typed="", groups=(), is_cut=False)
    yield "choice-none", ChoiceView(typed="Sals", groups=(SALES,), is_cut=False, is_exact=False, reason="Summit")
    names = (HOSTILE, LONG_NAME, "W" * 256, RTL_NAME, "張偉", "S\u0430les")
    groups = tuple(
        replace(SALES, id=GroupId(f"a9900000-0000-4000-8000-{place:012x}"), name=name)
        for place, name in enumerate(names)
    )
    yield "choice-hostile", ChoiceView(typed=HOSTILE, groups=groups, is_cut=True, reason=LONG_REASON, ticket="A1")


def _show_changes() -> Iterator[tuple[str, View]]:
    for state in State:
        for audience in Audience:
            yield (
                f"change-{state}-{audience}",
                ChangeView(change=live(state), audience=audience, viewer=name_viewer(audience)),
            )
    one_vote = replace(WAITING, votes=VOTES[:1])
    alone = replace(live(State.DRAFT), needed=1, reason="", ticket="")
    yield "change-draft-fresh", ChangeView(change=alone, audience=Audience.REQUESTER)
    yield "change-waiting-voted", ChangeView(change=one_vote, audience=Audience.APPROVER, viewer=BOB.id)
    yield "change-waiting-second", ChangeView(change=one_vote, audience=Audience.APPROVER, viewer=CLEO.id)
    watchers = tuple(f"29:{place}" for place in range(100))
    yield "change-waiting-watched", ChangeView(change=WAITING, audience=Audience.ROOM, watchers=watchers)
    alarm = replace(ATTEMPT, collateral=("usersCanRegisterApps", "restrictNonAdminUsers"))
    applied = replace(live(State.APPLIED), attempt=alarm)
    attested = replace(live(State.APPLIED), attempt=replace(ATTEMPT, proof=Proof.ATTESTED))
    yield "change-applied-attested", ChangeView(change=attested, audience=Audience.REQUESTER)
    busy = "The Entra admin center has too much to do and carried nothing out. Try again in a few minutes."
    postponed = replace(live(State.APPROVED), not_before=NOON + timedelta(minutes=5), note=busy)
    yield "change-approved-postponed", ChangeView(change=postponed, audience=Audience.REQUESTER)
    yield "change-applied-collateral", ChangeView(change=applied, audience=Audience.REQUESTER)


def _show_errands() -> Iterator[tuple[str, View]]:
    """Show a change that a person makes by hand, to everybody, and what becomes of it."""
    asked = replace(live(State.APPLYING), attempt=Attempt(at=NOON, token=ATTEMPT.token, hand=EVE))
    done = replace(ATTEMPT, executor=EVE.id, hand=EVE, answer=Answer.DONE)
    said = replace(asked, attempt=done)
    for audience in Audience:
        viewer = name_viewer(audience)
        yield f"errand-asked-{audience}", ChangeView(change=asked, audience=audience, viewer=viewer)
        yield f"errand-said-{audience}", ChangeView(change=said, audience=audience, viewer=viewer)
        for proof in Proof:
            applied = replace(live(State.APPLIED), attempt=replace(done, proof=proof))
            yield f"errand-{proof}-{audience}", ChangeView(change=applied, audience=audience, viewer=viewer)
    for mode in (Mode.EVERYONE, Mode.NOBODY):
        plan = replace(PLAN, before=PLAN.after, after=Setting(mode), before_group=SALES, after_group=None)
        yield f"errand-{mode}", ChangeView(change=replace(asked, plan=plan), audience=Audience.EXECUTOR, viewer=EVE.id)
    hindered = replace(live(State.FAILED), attempt=replace(done, sentence="PIM"), note=f"Eve could not: {HOSTILE}")
    yield "errand-failed", ChangeView(change=hindered, audience=Audience.REQUESTER, viewer=ADA.id)
    called = replace(asked, attempt=replace(ATTEMPT, executor="", hand=replace(EVE, name=HOSTILE[:256])))
    for audience in (Audience.REQUESTER, Audience.EXECUTOR):
        yield f"errand-{audience}-odd", ChangeView(change=bear(called, HOSTILE), audience=audience)


def _show_grounds() -> Iterator[tuple[str, View]]:
    for name, standing in {
        "nobody": Standing(person=CLEO),
        "admin": Standing(person=ADA, is_admin=True),
        "approver": Standing(person=BOB, is_approver=True, is_operator=True),
        "disabled": Standing(person=replace(BOB, is_enabled=False), is_approver=True),
        "hostile": Standing(person=replace(BOB, name=HOSTILE)),
    }.items():
        yield f"whoami-{name}", WhyView(name=standing.person.name, grounds=weigh_person(standing))
        for state in (State.DRAFT, State.WAITING, State.APPLIED):
            change = bear(live(state), HOSTILE) if name == "hostile" else live(state)
            voters = [Standing(person=vote.by, is_approver=vote.by == BOB) for vote in change.votes]
            grounds = weigh_request(change, standing, voters=voters, rules=RULES, brake="", at=NOON)
            yield f"why-{state}-{name}", WhyView(name=standing.person.name, grounds=grounds, change=change)


def _show_lists() -> Iterator[tuple[str, View]]:
    ended = [State.APPLIED, State.REJECTED, State.WITHDRAWN, State.UNKNOWN, State.EXPIRED]
    changes = tuple(
        replace(live(state), number=205 - place, updated_at=NOON - place * timedelta(days=3, hours=5))
        for place, state in enumerate(ended)
    )
    crowd = tuple(bear(replace(change, number=place), LONG_NAME) for place in range(50) for change in changes)
    empty = ListView(kind=ListKind.REQUESTS, page=Page(changes=(), total=0), at=NOON)
    waiting = tuple(replace(WAITING, number=number) for number in range(1, 21))
    yield "digest-one", DigestView(changes=(WAITING,), at=NOON)
    yield "digest-many", DigestView(changes=waiting, at=NOON)
    yield "digest-long", DigestView(changes=tuple(bear(change, LONG_NAME) for change in waiting), at=NOON)
    yield "digest-hostile", DigestView(changes=tuple(bear(change, HOSTILE) for change in waiting[:2]), at=NOON)
    yield "requests", replace(empty, page=Page(changes=(WAITING,), total=1))
    yield "requests-empty", empty
    yield "history", ListView(kind=ListKind.HISTORY, page=Page(changes=changes, total=23), at=NOON)
    middle = Page(changes=changes, total=23, newer=9)
    yield "history-middle", ListView(kind=ListKind.HISTORY, page=middle, at=NOON)
    yield "history-end", ListView(kind=ListKind.HISTORY, page=replace(middle, newer=18), at=NOON)
    yield "history-back", ListView(kind=ListKind.HISTORY, page=Page(changes=crowd, total=12_345), at=NOON, is_back=True)
    yield "history-empty", replace(empty, kind=ListKind.HISTORY)
    yield "history-long", ListView(kind=ListKind.HISTORY, page=Page(changes=crowd, total=12_345), at=NOON)
    hostile = tuple(bear(change, HOSTILE) for change in changes)
    yield "history-hostile", ListView(kind=ListKind.HISTORY, page=Page(changes=hostile, total=5), at=NOON)
