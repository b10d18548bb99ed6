"""Announcing at the desk, among fakes: what is so and what is planned, who may post, and what becomes of it."""

import asyncio
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest
from fakes.office import met
from fakes.samples import ALICE, BOB, SALES

from bot.core.act import Act, Verb
from bot.core.announcement import Occasion, announce, digest, mark_text
from bot.core.command import Announce, Audience
from bot.core.ledger import Event
from bot.core.office import OfficeState, Policy, PolicyId, Reach, Target
from bot.core.place import Room
from bot.core.setting import Doubt, GroupId, Mode, Setting
from bot.core.speech.tongues import TONGUES
from bot.core.text import ENGLISH, flatten
from bot.core.view import AnnounceView, Mood, PostStep, PostView, SaidView
from bot.herald import find_occasion, write_mail, write_markdown
from bot.ports import NotFoundError, NotPermittedError, UnexpectedError, UnreachableError
from bot.reporter import Report
from bot.turn import Click

ROOM = Room(
    service_url="https://smba.trafficmanager.net/emea/",
    conversation="19:room@thread.tacv2",
    team="19:team@thread.tacv2",
    team_name="IT",
    name="Identity",
)
OTHER = replace(ROOM, conversation="19:other@thread.tacv2", name="Desk")
ALL = Occasion(on=Audience.EVERYONE)
SEEN = mark_text(announce(ALL), ENGLISH)


@pytest.fixture(autouse=True)
async def _on_for_everyone(setting, store):
    setting.setting = Setting(Mode.EVERYONE)
    await store.remember_room(ROOM)


def click(person, verb=Verb.POST, *, about="now", seen=SEEN, message="1", **inputs):
    act = Act(verb, about=about, seen=seen if verb is Verb.POST else "")
    return Click(act=act, caller=met(person), message=message, inputs=inputs)


async def announced(store):
    return [entry for entry in await store.entries(0) if entry.event is Event.ANNOUNCED]


def said(view):
    assert isinstance(view, SaidView), view
    return flatten(view.sentence)


@pytest.mark.parametrize(
    ("typed", "on", "is_planned"),
    [
        ("linkedin announce", Audience.EVERYONE, False),
        ("linkedin announce for everyone", Audience.EVERYONE, False),
        ("linkedin announce for nobody", Audience.NOBODY, True),
        ("linkedin announce for group Sales", Audience.GROUP, True),
    ],
)
async def test_what_is_so_is_not_planned_and_what_is_not_so_is(office, typed, on, is_planned):
    view = await office.asks(ALICE, typed)
    assert isinstance(view, AnnounceView)
    assert (view.occasion.on, view.occasion.is_planned) == (on, is_planned)


async def test_a_group_that_is_selected_is_announced_as_present(office, setting):
    setting.setting = Setting(Mode.GROUP, SALES.id)
    for typed in ("linkedin announce", f"linkedin announce for group {SALES.id}"):
        view = await office.asks(ALICE, typed)
        assert (view.occasion.group.id, view.occasion.is_planned) == (SALES.id, False)
    assert view.about == f"group:{SALES.id}"


@pytest.mark.parametrize("doubt", [Doubt.LEGACY, Doubt.UNREADABLE])
async def test_while_the_setting_is_unknown_only_what_is_planned_can_be_announced(office, setting, doubt):
    setting.doubt = doubt
    view = await office.asks(ALICE, "linkedin announce")
    assert "linkedin announce for nobody" in view.suggestions
    assert (await office.asks(ALICE, "linkedin announce for everyone")).occasion.is_planned


async def test_a_group_that_nobody_has_chosen_yet_is_no_state_to_announce(office, setting):
    setting.setting = Setting(Mode.UNTOLD)
    assert "none is chosen yet" in said(await office.asks(ALICE, "linkedin announce"))


def a_policy(state, *targets):
    return Policy(id=PolicyId(f"p-{state}"), name="Office", state=state, targets=targets, digest="")


EVERYBODY = Target(reach=Reach.USERS)


@pytest.mark.parametrize("state", OfficeState)
async def test_an_office_policy_is_planned_until_it_is_for_everybody_and_nothing_says_otherwise(ports, state):
    async def is_planned(*policies):
        ports.office.policies.clear()
        for policy in policies:
            ports.office.put(policy)
        return (await find_occasion(ports, Announce(office=state))).is_planned

    other = OfficeState.ENABLED if state is OfficeState.DISABLED else OfficeState.DISABLED
    assert await is_planned() is (state is not OfficeState.NOT_CONFIGURED)
    assert await is_planned(a_policy(other, EVERYBODY))
    if state is not OfficeState.NOT_CONFIGURED:
        assert not await is_planned(a_policy(state, EVERYBODY))
        assert await is_planned(a_policy(state, Target(reach=Reach.GROUP, group=SALES.id)))
        assert await is_planned(a_policy(state, EVERYBODY, Target(reach=Reach.EXCLUDED, group=SALES.id)))
        assert await is_planned(a_policy(state, replace(EVERYBODY, is_filtered=True)))
        assert await is_planned(a_policy(state, EVERYBODY), a_policy(other, Target(reach=Reach.DEVICES)))
        assert not await is_planned(a_policy(state, EVERYBODY), a_policy(other))
    ports.office.broken = NotPermittedError("There is no Intune licence.")
    assert (await find_occasion(ports, Announce(office=state))).is_planned


async def test_who_may_only_decide_sees_it_and_who_may_ask_can_post(office):
    assert (await office.asks(ALICE, "linkedin announce")).may_post
    assert not (await office.asks(BOB, "linkedin announce")).may_post
    assert (await office.asks(BOB, "linkedin announce to channel")).mood is Mood.REFUSED
    for verb in (Verb.POST_MORE, Verb.POST, Verb.LEAVE):
        assert (await office.desk.click(click(BOB, verb, room=ROOM.conversation))).mood is Mood.REFUSED


async def test_it_is_asked_in_which_channel(office, store):
    alone = await office.asks(ALICE, "linkedin announce to channel")
    assert (alone.rooms, alone.room, alone.step) == ((ROOM,), ROOM, PostStep.ASKED)
    await store.remember_room(OTHER)
    several = await office.asks(ALICE, "linkedin announce to channel")
    assert (several.rooms, several.room) == ((OTHER, ROOM), None)
    assert await office.desk.click(click(ALICE, Verb.POST_MORE)) == several
    for place in range(30):
        await store.remember_room(replace(OTHER, conversation=f"19:{place}"))
    many = await office.asks(ALICE, "linkedin announce to channel")
    assert len(many.rooms) < 30
    assert many.is_cut


async def test_what_is_posted_stands_in_the_room_and_in_the_ledger(office, notices, store):
    done = await office.desk.click(click(ALICE, room=ROOM.conversation))
    assert (done.step, done.room) == (PostStep.POSTED, ROOM)
    ((message, view),) = notices.shown[ROOM.conversation].items()
    assert (view.occasion, view.is_posted) == (ALL, True)
    (reply,) = notices.shown[f"{ROOM.conversation};messageid={message}"]
    assert (notices.locales[message], notices.locales[reply]) == ("en", "de")
    (entry,) = await announced(store)
    assert (entry.request, entry.by, entry.name, entry.note) == (0, ALICE.id, ALICE.name, "everyone")
    assert entry.details["room"] == ROOM.conversation
    assert entry.details["digest"] == digest(announce(ALL), ENGLISH)
    assert entry.details["languages"] == "en, de"


async def test_two_clicks_at_once_and_any_later_one_post_once(office, notices, store):
    clicks = [office.desk.click(click(ALICE, room=ROOM.conversation)) for _ in range(3)]
    assert {view.step for view in await asyncio.gather(*clicks)} == {PostStep.POSTED}
    later = await office.desk.click(click(ALICE, Verb.LEAVE))
    assert later.step is PostStep.POSTED
    assert len(notices.shown[ROOM.conversation]) == len(await announced(store)) == 1
    await office.desk.click(click(ALICE, room=ROOM.conversation, message="2"))
    assert len(await announced(store)) == 2


async def test_after_a_restart_the_ledger_tells_that_the_card_has_posted(office, notices, store):
    def again(message):
        one = click(ALICE, room=ROOM.conversation, message=message)
        proof = {"conversation": one.caller.place.conversation, "card": message}
        return office.desk.click(replace(one, caller=replace(one.caller, proof=proof)))

    await again("1")
    office.desk.announcer.posted.clear()
    done = await again("1")
    assert (done.step, done.room) == (PostStep.POSTED, ROOM)
    assert len(await announced(store)) == 1
    await office.desk.leave(ROOM.team)
    office.desk.announcer.posted.clear()
    assert (await again("1")).room.conversation == ROOM.conversation
    await office.desk.enter(ROOM)
    assert (await again("2")).step is PostStep.POSTED
    assert len(await announced(store)) == 2


@pytest.mark.parametrize("room", ["", "19:elsewhere", ROOM.team, f"{ROOM.conversation};messageid=1", ROOM.service_url])
async def test_only_a_channel_that_is_remembered_is_posted_in(office, notices, store, room):
    assert "in no such channel any more" in said(await office.desk.click(click(ALICE, room=room)))
    assert (notices.shown, await announced(store)) == ({}, [])


async def test_a_text_that_nobody_saw_is_not_posted(office, setting, notices, store):
    setting.setting = Setting(Mode.NOBODY)
    view = await office.desk.click(click(ALICE, room=ROOM.conversation))
    assert isinstance(view, PostView)
    assert view.step is PostStep.CHANGED
    forged = await office.desk.click(click(ALICE, seen="0" * 16, room=ROOM.conversation))
    assert forged.step is PostStep.CHANGED
    assert (notices.shown, await announced(store)) == ({}, [])


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (NotFoundError("gone"), "Nothing was posted."),
        (NotPermittedError("not installed"), "Nothing was posted."),
        (UnreachableError("no answer"), "is unknown"),
        (UnexpectedError("what?"), "is unknown"),
    ],
)
async def test_what_teams_does_not_take_is_said_and_not_recorded(office, notices, store, error, told):
    notices.broken = error
    view = await office.desk.click(click(ALICE, room=ROOM.conversation))
    assert told in said(view)
    assert view.mood is Mood.HALTED
    assert await announced(store) == []
    notices.broken = None
    assert (await office.desk.click(click(ALICE, room=ROOM.conversation))).step is PostStep.POSTED


@pytest.mark.parametrize("about", ["group:Sales", "office:off", "all", "group:"])
async def test_a_word_that_names_no_announcement_leads_nowhere(office, store, about):
    assert "no announcement of that kind" in said(await office.desk.click(click(ALICE, about=about)))
    assert await announced(store) == []


async def test_a_group_that_is_gone_by_now_is_not_announced(office, store):
    gone = GroupId("60ee0000-0000-4000-8000-000000000000")
    assert "no group with that id" in said(await office.desk.click(click(ALICE, about=f"group:{gone}")))
    assert await announced(store) == []


async def test_a_channel_is_remembered_by_whoever_speaks_there_and_forgotten_with_its_team(office, store):
    caller = replace(met(ALICE), room=OTHER)
    await office.desk.remember(caller)
    assert await store.rooms() == (OTHER, ROOM)
    await office.desk.leave(ROOM.team)
    assert await store.rooms() == ()
    await office.desk.remember(caller)
    assert await store.rooms() == (OTHER,)
    await office.desk.enter(replace(OTHER, name="Renamed"))
    assert [room.name for room in await store.rooms()] == ["Renamed"]


@pytest.mark.parametrize(("what", "name"), [(Report.MARKDOWN, ".md"), (Report.MAIL, ".eml")])
async def test_the_files_are_written_anew_each_time(office, setting, what, name):
    reporter = office.desk.courier.reporter
    first = await reporter.write(None, f"{what}:now")
    assert first.name == f"linkedin-announcement{name}"
    assert (await reporter.write(None, f"{what}:now")).data == first.data
    setting.setting = Setting(Mode.NOBODY)
    assert (await reporter.write(None, f"{what}:now")).data != first.data
    setting.doubt = Doubt.UNREADABLE
    for about in ("now", "group:Sales", "", "office:off", "group:60ee0000-0000-4000-8000-000000000000"):
        assert await reporter.write(None, f"{what}:{about}") is None


OCCASIONS = [
    *(Occasion(on=on, group=replace(SALES, name=name)) for on in [Audience.GROUP] for name in ("Sales", "é" * 200)),
    *(Occasion(on=on, is_planned=True) for on in (Audience.EVERYONE, Audience.NOBODY)),
    *(Occasion(office=state) for state in OfficeState),
    Occasion(on=Audience.GROUP, group=replace(SALES, name="x\r\nBcc: a@evil.example\r\n\r\n<b>hi</b>\u202e")),
]


@pytest.mark.parametrize("occasion", OCCASIONS)
def test_the_mail_is_a_draft_in_two_forms_and_two_languages(occasion):
    """TEXT-01."""
    raw = write_mail(occasion)
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")
    mail = message_from_bytes(raw, policy=default)
    assert not mail.defects
    assert mail["X-Unsent"] == "1"
    assert not {"From", "To", "Cc", "Bcc", "Date", "Sender"} & set(mail.keys())
    assert mail.get_content_type() == "multipart/alternative"
    plain, html = mail.iter_parts()
    assert [part.get_content_type() for part in (plain, html)] == ["text/plain", "text/html"]
    assert [part.get_content_charset() for part in (plain, html)] == ["utf-8", "utf-8"]
    english, german = (flatten((announce(occasion).title,), tongue) for tongue in TONGUES)
    assert mail["Subject"] == f"{english} / {german}"
    for part in (plain, html):
        assert not part.defects
        assert english in part.get_content()
        assert german in part.get_content()
    assert "<b>" not in html.get_content()
    assert write_mail(occasion) == raw
    assert write_markdown(occasion).decode().startswith(f"# {english}")
