"""Who asks for what gives LinkedIn to somebody says whether people are told; nobody else is asked."""

import pytest
from desk.mover import TEAM
from fakes.policies import EVERYONE, OFF, a_policy
from fakes.samples import ALICE, BOB

import cards
from bot.core.act import Verb
from bot.core.change import State, Told
from bot.core.ledger import Event
from bot.core.notice import Audience
from bot.core.rules import asks_telling
from bot.core.setting import Mode, Setting
from bot.core.speech.tongues import GERMAN
from bot.core.text import ENGLISH, flatten
from bot.core.view import ChangeView
from bot.core.words import TOLD

QUESTION = "Have the people concerned been told?"


def drawn(change, audience=Audience.REQUESTER, tongue=ENGLISH):
    return str(cards.draw(ChangeView(change=change, audience=audience), tongue=tongue))


ASKED = {
    "to all": (Mode.NOBODY, "linkedin enable all", True),
    "to a group": (Mode.NOBODY, "linkedin enable group Sales", True),
    "to nobody": (Mode.EVERYONE, "linkedin disable", False),
    "from all to a group": (Mode.EVERYONE, "linkedin enable group Sales", False),
    "a new group": (Mode.NOBODY, "linkedin create group Pilot", False),
    "Office shows it": (Mode.NOBODY, "linkedin office enable", True),
    "Office hides it": (Mode.NOBODY, "linkedin office disable", False),
    "Office hides it no more": (Mode.NOBODY, "linkedin office reset", True),
}


@pytest.mark.parametrize(("before", "text", "is_asked"), ASKED.values(), ids=ASKED)
async def test_it_is_asked_where_somebody_gains_and_nowhere_else(office, setting, ports, before, text, is_asked):
    setting.setting = Setting(before)
    if "reset" in text:
        ports.office.put(a_policy(OFF, EVERYONE))
    await office.asks(ALICE, text)
    draft = await office.newest()
    assert asks_telling(draft.plan) is is_asked
    assert (QUESTION in drawn(draft)) is is_asked
    answer = await office.clicks(ALICE, Verb.SEND, draft, reason="Pilot", told="")
    assert ((await office.newest()).state is State.WAITING) is not is_asked
    if is_asked:
        assert "linkedin announce" in flatten(answer.sentence)


async def test_to_fill_the_selected_group_is_asked_and_another_group_is_not(move, office, setting):
    await move.asks(range(12))
    assert not asks_telling((await office.newest()).plan)
    await office.clicks(ALICE, Verb.DISCARD, await office.newest())
    setting.setting = Setting(Mode.GROUP, TEAM.id)
    await move.asks(range(12), origin="second")
    assert asks_telling((await office.newest()).plan)


@pytest.mark.parametrize("told", Told)
async def test_the_answer_is_kept_shown_to_the_approver_and_written_into_the_ledger(office, told):
    await office.asks(ALICE, "linkedin enable group Sales")
    await office.clicks(ALICE, Verb.SEND, await office.newest(), reason="Pilot", told=told.value)
    change = await office.newest()
    assert (change.state, change.told) == (State.WAITING, told)
    for tongue in (ENGLISH, GERMAN):
        assert tongue.say(TOLD[told]) in drawn(change, Audience.APPROVER, tongue)
    (sent,) = [one for one in await office.ports.store.entries(change.number) if one.event is Event.SENT]
    assert sent.details["people told"] == told


@pytest.mark.parametrize("answer", ["yes", "DONE", "done ", "planned\n", "\N{CYRILLIC SMALL LETTER DE}one"])
async def test_any_other_answer_is_none(office, answer):
    await office.asks(ALICE, "linkedin enable group Sales")
    await office.clicks(ALICE, Verb.SEND, await office.newest(), reason="Pilot", told=answer)
    assert (await office.newest()).state is State.DRAFT


async def test_an_answer_that_was_not_asked_for_is_not_kept(office, setting):
    setting.setting = Setting(Mode.EVERYONE)
    await office.asks(ALICE, "linkedin disable")
    await office.clicks(ALICE, Verb.SEND, await office.newest(), reason="Audit", told="done")
    change = await office.newest()
    assert (change.state, change.told) == (State.WAITING, None)


async def test_what_was_returned_has_its_answer_and_can_get_another(office):
    await office.sent()
    await office.clicks(BOB, Verb.RETURN, await office.newest(), changes="Tell them first")
    returned = await office.newest()
    assert (returned.state, returned.told) == (State.RETURNED, Told.DONE)
    await office.clicks(ALICE, Verb.SEND, returned, reason="Pilot", told="planned")
    assert (await office.newest()).told is Told.PLANNED


async def test_a_returned_request_by_which_somebody_gains_by_now_is_asked_for_anew_as_its_card_has_no_question(
    office, setting
):
    setting.setting = Setting(Mode.EVERYONE)
    await office.sent()
    await office.clicks(BOB, Verb.RETURN, await office.newest(), changes="Wait for the works council")
    returned = await office.newest()
    assert QUESTION not in drawn(returned)
    setting.setting = Setting(Mode.NOBODY)
    answer = await office.clicks(ALICE, Verb.SEND, returned, reason="Pilot", told="")
    assert "Discard or withdraw it, and ask again" in flatten(answer.sentence)
    assert (await office.newest()).state is State.RETURNED
