"""What people are answered, when everything but the core is a fake."""

import asyncio
from dataclasses import replace

import pytest
from fakes.office import APPROVERS
from fakes.samples import ALICE, BOB, CAROL, SALES
from fakes.setting import Fate

from bot.core.act import Act, Verb
from bot.core.change import ChangeId, State
from bot.core.cloud import Cloud
from bot.core.impact import Crowd
from bot.core.notice import Audience
from bot.core.setting import Doubt, Mode, Setting
from bot.core.text import flatten
from bot.core.view import ChangeView, ChoiceView, HelpView, ListKind, ListView, SaidView, StatusView
from bot.ports import ConflictError, NotPermittedError, UnreachableError

OFF, ON = Setting(Mode.NOBODY), Setting(Mode.EVERYONE)


def said(view):
    assert isinstance(view, SaidView)
    return flatten(view.sentence)


@pytest.mark.parametrize(
    ("verb", "kind"),
    [(Verb.HELP, HelpView), (Verb.STATUS, StatusView), (Verb.REQUESTS, ListView), (Verb.HISTORY, ListView)],
)
async def test_a_button_shows_what_the_command_shows(office, verb, kind):
    clicked = await office.clicks(ALICE, verb)
    assert isinstance(clicked, kind)
    assert clicked == await office.asks(ALICE, f"linkedin {verb}")


async def test_a_list_says_how_much_there_is(office, clock):
    for number in range(12):
        await office.asks(ALICE, "linkedin enable all", origin=number)
        await office.postman.deliver()
        draft = await office.newest()
        await office.clicks(ALICE, Verb.SEND, draft, reason="why")
        await office.clicks(ALICE, Verb.WITHDRAW, await office.newest())
    history = await office.asks(ALICE, "linkedin history")
    assert (history.kind, history.page.total, len(history.page.changes)) == (ListKind.HISTORY, 12, 10)
    assert history.page.changes[0].number == 12


@pytest.mark.parametrize("error", [UnreachableError("no answer"), NotPermittedError("not allowed")])
async def test_a_port_that_fails_is_said_in_one_line_and_nothing_is_kept(office, directory, error):
    """ID-09."""
    waiting = await office.sent()
    directory.break_with(error)
    for answer in (
        await office.asks(ALICE, "linkedin enable all", origin="second"),
        await office.asks(ALICE, "linkedin status"),
        await office.clicks(BOB, Verb.APPROVE, waiting),
        await office.clicks(BOB, Verb.STATUS),
    ):
        assert said(answer).strip("\u2068\u2069") == str(error)
    assert await office.newest() == waiting


async def test_a_status_leaves_out_what_cannot_be_read_and_says_the_rest(office, ports):
    ports.cloud.broken = UnreachableError("no answer")
    status = await office.asks(ALICE, "linkedin status")
    assert isinstance(status, StatusView)
    assert status.cloud is None
    assert status.reading.setting == OFF


async def test_a_click_on_a_request_that_never_was_or_a_later_revision_finds_nothing(office):
    """CARD-02."""
    waiting = await office.sent()
    strange = replace(waiting, id=ChangeId("f" * 32))
    assert "no such request" in said(await office.clicks(BOB, Verb.APPROVE, strange))
    assert "no such request" in said(await office.clicks(BOB, Verb.APPROVE, replace(waiting, rev=99)))
    assert (await office.newest()).votes == ()


async def test_a_view_shows_each_person_their_own_side(office):
    waiting = await office.sent()
    for person, audience in ((ALICE, Audience.REQUESTER), (BOB, Audience.APPROVER)):
        view = await office.clicks(person, Verb.VIEW, waiting)
        assert isinstance(view, ChangeView)
        assert (view.audience, view.viewer) == (audience, person.id)


async def test_somebody_who_was_faster_makes_the_step_be_made_again(office, store):
    """CARD-07."""
    waiting = await office.sent("linkedin enable all")
    keep, times = store.keep, []

    async def keep_late(change, entry, *rest):
        times.append(1)
        if len(times) <= 3:
            raise ConflictError("overtaken", code="rev")
        await keep(change, entry, *rest)

    store.keep = keep_late
    view = await office.clicks(BOB, Verb.APPROVE, waiting)
    assert isinstance(view, ChangeView)
    assert len(view.change.votes) == 1
    store.keep = keep


@pytest.mark.parametrize("text", ["approve", "withdraw"])
async def test_who_is_overtaken_again_and_again_is_told(office, store, text):
    waiting = await office.sent()

    async def refuse(*_):
        raise ConflictError("overtaken", code="rev")

    store.keep = refuse
    if text == "approve":
        answer = await office.clicks(BOB, Verb.APPROVE, waiting)
    else:
        answer = await office.asks(ALICE, "linkedin withdraw 1")
    assert "faster" in said(answer)


async def test_a_plan_that_is_old_when_it_is_sent_is_not_sent(office, setting):
    """PLAN-01."""
    await office.asks(ALICE, "linkedin enable all")
    await office.postman.deliver()
    draft = await office.newest()
    setting.setting = Setting(Mode.GROUP, SALES.id)
    assert "not what it was" in said(await office.clicks(ALICE, Verb.SEND, draft, reason="why"))
    assert (await office.newest()).state is State.DRAFT


@pytest.mark.parametrize(
    ("spoil", "said_of_it"),
    [
        (lambda ports: ports.directory.remove_group(SALES.id), "deleted"),
        (lambda ports: ports.directory.add_group(replace(SALES, is_dynamic=True)), "dynamic"),
        (lambda ports: setattr(ports.cloud, "where", Cloud(instance="microsoftonline.us", sub_scope="DOD")), "cloud"),
    ],
    ids=["group gone", "group unfit", "cloud without the setting"],
)
async def test_a_plan_whose_group_or_cloud_has_changed_is_not_sent(office, ports, spoil, said_of_it):
    """PLAN-05."""
    await office.asks(ALICE, "linkedin enable group Sales")
    await office.postman.deliver()
    draft = await office.newest()
    spoil(ports)
    assert said_of_it in said(await office.clicks(ALICE, Verb.SEND, draft, reason="why"))
    assert (await office.newest()).state is State.DRAFT


async def test_a_status_shows_the_true_reason_and_a_request_that_is_unknown(office, setting):
    await office.approved()
    setting.fate = Fate.IGNORED
    await office.worker.advance()
    status = await office.asks(ALICE, "linkedin status")
    assert status.open == await office.newest()
    setting.broken = NotPermittedError("Run az login as the operator.")
    status = await office.asks(ALICE, "linkedin status")
    assert (status.reading.doubt, status.reading.why) == (Doubt.UNREADABLE, "Run az login as the operator.")


async def test_a_country_that_is_not_told_is_not_known(office, directory):
    directory.country = None
    assert (await office.asks(ALICE, "linkedin status")).country is None


async def test_a_role_that_is_lost_before_sending_stops_it(office, directory):
    await office.asks(ALICE, "linkedin enable all")
    await office.postman.deliver()
    draft = await office.newest()
    directory.admins.clear()
    assert "Global Administrator" in said(await office.clicks(ALICE, Verb.SEND, draft, reason="why"))


async def test_only_the_requester_sends_and_withdraws(office):
    waiting = await office.sent()
    assert "Only the person who asked" in said(await office.clicks(BOB, Verb.WITHDRAW, waiting))
    assert "Only the person who asked" in said(await office.clicks(BOB, Verb.SEND, waiting, reason="why"))


async def test_a_rejection_takes_a_reason_of_a_certain_length(office):
    waiting = await office.sent()
    for note in ("", "   ", "x" * 1_001):
        assert "Say why" in said(await office.clicks(BOB, Verb.REJECT, waiting, note=note))
    view = await office.clicks(BOB, Verb.REJECT, waiting, note="  not\n now ")
    assert (view.change.state, view.change.note) == (State.REJECTED, "not now")


async def test_a_choice_is_read_like_typed_text(office, directory):
    twin = replace(SALES, id="5a1e5000-0000-4000-8000-000000000002")
    directory.add_group(twin, [ALICE.id])
    choice = await office.asks(ALICE, "linkedin enable group SALES because why ticket CHG-1")
    assert isinstance(choice, ChoiceView)
    assert {group.id for group in choice.groups} == {SALES.id, twin.id}
    assert (choice.reason, choice.ticket, choice.is_cut) == ("why", "CHG-1", False)
    for inputs in (
        {},
        {"group": "Sales"},
        {"group": twin.id, "ticket": "soon"},
        {"group": twin.id, "reason": "x" * 1_001},
    ):
        assert isinstance(await office.clicks(ALICE, Verb.CHOOSE, **inputs), SaidView)
    view = await office.clicks(ALICE, Verb.CHOOSE, group=twin.id, reason="why", ticket="CHG-1")
    assert view.change.plan.after == Setting(Mode.GROUP, twin.id)
    again = await office.clicks(ALICE, Verb.CHOOSE, group=SALES.id)
    assert again.change == view.change


async def test_from_one_group_to_another_the_members_are_compared(office, directory, setting):
    other = replace(SALES, id="5a1e5000-0000-4000-8000-000000000002", name="Other")
    directory.add_group(replace(SALES, name="First"), [ALICE.id, BOB.id])
    directory.add_group(other, [BOB.id, CAROL.id])
    setting.setting = Setting(Mode.GROUP, SALES.id)
    await office.asks(ALICE, "linkedin enable group Other")
    impact = (await office.newest()).plan.impact
    assert (impact.gain, impact.lose, impact.unchanged) == (Crowd(people=1), Crowd(people=1), 1)


async def test_a_selected_group_that_is_gone_covers_nobody(office, setting, directory):
    setting.setting = Setting(Mode.GROUP, SALES.id)
    directory.remove_group(SALES.id)
    await office.asks(ALICE, "linkedin enable all")
    plan = (await office.newest()).plan
    assert (plan.before_group, plan.before_people, plan.impact.gain) == (None, 0, Crowd(people=3))


async def test_of_two_who_send_at_once_one_holds_the_setting(office, directory):
    """PLAN-12."""
    directory.admins.add(BOB.id)
    await office.asks(ALICE, "linkedin enable all")
    await office.asks(BOB, "linkedin enable group Sales")
    await office.postman.deliver()
    first, second = [await office.ports.store.change_numbered(number) for number in (1, 2)]
    directory.add_person(replace(CAROL, id="dan"))
    directory.memberships[APPROVERS].add("dan")
    await asyncio.gather(
        office.clicks(ALICE, Verb.SEND, first, reason="a"), office.clicks(BOB, Verb.SEND, second, reason="b")
    )
    states = {(await office.ports.store.change_numbered(number)).state for number in (1, 2)}
    assert states == {State.WAITING, State.DRAFT}


async def test_an_act_without_a_request_is_nothing(office):
    assert "no such request" in said(await office.clicks(ALICE, Verb.APPROVE))
    assert Act(Verb.APPROVE).change is None
