"""The people, groups and requests of the gallery: ordinary ones, and texts that are anything but."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.core.change import Attempt, Change, ChangeId, State, Vote
from bot.core.cloud import PUBLIC, Cloud
from bot.core.fingerprint import take_fingerprint
from bot.core.group import Group
from bot.core.impact import NONE, Crowd, Impact
from bot.core.notice import Audience
from bot.core.place import Place, PlaceKind
from bot.core.plan import Plan
from bot.core.policy import Person, UserId
from bot.core.roster import Roster
from bot.core.rules import Rules
from bot.core.setting import GroupId, Mode, Setting

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOSTILE = (
    "[x](https://evil.example) ![y](https://evil.example/p.png) <at>Everyone</at> "
    "{{DATE(2020-01-01T00:00:00Z)}} **bold** _it_ `code` <b>b</b> gpj.\u202eexe # head"
)
LONG_NAME = ("Global Sales, Marketing & Partner Enablement – EMEA / APAC / LATAM 🚀 " * 4)[:256]
RTL_NAME = "مجموعة المبيعات والتسويق"
EMOJI_NAME = "👩‍💻👨‍👩‍👧‍👦 Équipe 1️⃣ 🏳️‍🌈🇸🇪 ﷽ 𝕊𝕒𝕝𝕖𝕤"
ENDLESS_TEXT = ("Line one.\nLine *two*: see https://contoso.example/a_b and ask for more! " * 150)[:10_000]
LONG_REASON = ("Field sellers need profile cards in Outlook for the partner summit in Lisbon. " * 13)[:1_000]

ADA = Person(id=UserId("ada00000-0000-4000-8000-000000000001"), name="Ada Lindqvist")
BOB = Person(id=UserId("b0b00000-0000-4000-8000-000000000002"), name="Bob Okafor")
CLEO = Person(id=UserId("c1e00000-0000-4000-8000-000000000003"), name="Cleo Marchetti")
EVE = Person(id=UserId("e7e00000-0000-4000-8000-000000000004"), name="Eve Sandberg")
SALES = Group(
    id=GroupId("a9900000-0000-4000-8000-00000000005a"), name="Sales & Marketing – EMEA", direct=412, people=412
)
NESTED = replace(SALES, name="Sales, with branches", is_synced=True, direct=388, people=412)
CLOUD = Cloud(instance=PUBLIC)
HOME = Place(kind=PlaceKind.PERSONAL, service_url="https://smba.trafficmanager.net/emea/", conversation="a:1")

PLAN = Plan(
    before=Setting(Mode.NOBODY),
    after=Setting(Mode.GROUP, SALES.id),
    before_group=None,
    after_group=SALES,
    before_people=0,
    after_people=412,
    impact=Impact(gain=Crowd(people=412), lose=NONE, unchanged=8_113),
    cautions=(),
    roster=Roster(people=412),
)
RULES = Rules(approvers=GroupId("a9900000-0000-4000-8000-0000000000aa"))
WAITING = Change(
    id=ChangeId("0" * 31 + "5"),
    number=205,
    rev=2,
    state=State.WAITING,
    plan=PLAN,
    requester=ADA,
    origin="gallery",
    home=HOME,
    created_at=NOON - timedelta(hours=2),
    updated_at=NOON,
    expires_at=NOON + timedelta(hours=22),
    reason="EMEA field sellers need LinkedIn profile cards in Outlook for the partner summit.",
    ticket="CHG-1234",
    needed=2,
    sent_at=NOON - timedelta(hours=2),
    sent_rev=2,
    deciders=(BOB.id, CLEO.id),
    rules=RULES.digest,
    drift=41,
)
WAITING = replace(WAITING, fingerprint=take_fingerprint(WAITING.terms))
VOTES = tuple(
    Vote(by=person, at=NOON - timedelta(hours=ago), fingerprint=WAITING.fingerprint)
    for person, ago in ((BOB, 1), (CLEO, 0))
)
ATTEMPT = Attempt(at=NOON, token="6f1d9c7e-52a4-4b0e-8f57-2f6a0c3be001", executor=ADA.id)  # noqa: S106  an id
NOTES = {
    State.FAILED: "Microsoft Entra still shows the old setting, so the change did not arrive. Ask again.",
    State.UNKNOWN: "the setting could not be read back. Linkgate keeps reading and will say when it knows.",
    State.STALE: "the group was deleted after the plan was made. Ask again with another group.",
    State.APPLIED: "Read back and found as approved.",
}


def name_viewer(audience: Audience) -> UserId | None:
    match audience:
        case Audience.REQUESTER:
            return ADA.id
        case Audience.APPROVER:
            return BOB.id
        case Audience.EXECUTOR:
            return EVE.id
        case Audience.ROOM:
            return None


def live(state: State) -> Change:
    """Let a request live until it reaches *state*."""
    change = replace(WAITING, state=state, note=NOTES.get(state, ""))
    match state:
        case State.DRAFT | State.WAITING | State.WITHDRAWN | State.EXPIRED:
            return change
        case State.REJECTED:
            return replace(change, decider=BOB, note="The summit was moved to March. Ask again in February.")
        case State.RETURNED:
            return replace(change, decider=BOB, note="Name the ticket of the summit, and a shorter group.")
        case State.APPROVED:
            return replace(change, decider=CLEO, votes=VOTES)
        case State.STALE:
            return replace(change, decider=CLEO, votes=VOTES, attempt=Attempt(at=NOON, token=ATTEMPT.token))
        case State.APPLYING | State.APPLIED | State.FAILED | State.UNKNOWN:
            return replace(change, decider=CLEO, votes=VOTES, attempt=ATTEMPT)
