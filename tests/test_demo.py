"""The commands as a person runs them: real processes, real signals.

A process takes seconds to start. So only what a test is about is one; the bot before it and after it is in here.
"""

import asyncio
import os
import re
import signal
import sys
from argparse import ArgumentTypeError
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import aiohttp
import pytest

from bot.app import open_bot
from bot.config import read_settings
from bot.sim.cast import APPROVERS_GROUP, SALES_GROUP
from bot.sim.tenant import Fault
from bot.sim.world import open_world, read_size

HOME = Path(__file__).parent.parent


async def start(*arguments, environment=None, module="bot", way=()):
    # What the first process has compiled, the others need not compile again.
    others = ("LINKGATE_", "PYTHONDONTWRITEBYTECODE")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(others)}  # noqa: TID251
    return await asyncio.create_subprocess_exec(
        *(sys.executable, *(way or ("-m", module))),
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=inherited | dict(environment or {}),
        cwd=HOME,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # a gate in the background is deaf to Ctrl-C
    )


async def read_address(process):
    async with asyncio.timeout(60):
        line = (await process.stdout.readline()).decode()
    found = re.search(r"http://\S+", line)
    assert found, (line, (await process.stderr.read()).decode())
    return found[0]


@asynccontextmanager
async def run(world, folder):
    """Run a bot in this process."""
    async with open_bot(read_settings(world.environment(folder))) as bot:
        world.teams.connect(bot.url)
        yield bot


async def kill(process):
    process.kill()
    await process.communicate()


async def stop(process, name=signal.SIGINT):
    process.send_signal(name)
    async with asyncio.timeout(60):
        _, errors = await process.communicate()
    return process.returncode, errors.decode()


async def test_the_demo_serves_its_page_and_stops_cleanly(tmp_path):
    """REL-03."""
    process = await start("demo", "--users", "60", "--data", str(tmp_path))
    page = await read_address(process)
    async with aiohttp.ClientSession() as session, session.get(page) as answer:
        assert answer.status == 200
        assert "simulated" in await answer.text()
    assert await stop(process) == (0, "")


@pytest.mark.parametrize(("module", "command"), [("bot", ["demo"]), ("bot.sim", [])])
async def test_a_tenant_smaller_than_its_cast_is_refused_with_a_sentence(module, command):
    process = await start(*command, "--users=-5", module=module)
    _, errors = await process.communicate()
    assert process.returncode == 2
    assert "a tenant has 5 people or more" in errors.decode()
    assert "Traceback" not in errors.decode()


@pytest.mark.parametrize("text", ["0", "-5", "4", "many", "", "5.0", "٥٠"])
def test_the_size_of_a_tenant_is_a_whole_number_and_has_room_for_the_cast(text):
    with pytest.raises(ArgumentTypeError, match="5 people or more"):
        read_size(text)
    assert read_size("5") == 5


ENTRY = "from bot.__main__ import main; print(flush=True); main()"


@pytest.mark.parametrize("seconds", [0.1, 0.6, 1.5])
async def test_ctrl_c_before_anything_is_open_ends_the_demo_without_a_word(seconds):
    process = await start("demo", "--users", "60", way=("-c", ENTRY))
    await process.stdout.readline()
    await asyncio.sleep(seconds)
    code, errors = await stop(process)
    assert errors == ""
    assert code in (-signal.SIGINT, 128 + signal.SIGINT, 0)


async def test_without_a_configuration_serve_refuses_to_start():
    """AUTH-13."""
    process = await start("serve", environment={"LINKGATE_CLIENT_SECRET": "canary-secret", "LINKGATE_APP_ID": " "})
    _, errors = await process.communicate()
    assert process.returncode == 1
    for name in ("LINKGATE_APP_ID", "LINKGATE_TENANT_ID", "LINKGATE_RULES"):
        assert name in errors.decode()
    assert "canary" not in errors.decode()


@pytest.mark.days
async def test_a_second_bot_on_the_same_file_refuses_to_start(tmp_path):
    """REL-09."""
    async with open_world(users=60) as world, run(world, tmp_path):
        second = await start("serve", environment=world.environment(tmp_path))
        _, errors = await second.communicate()
        assert second.returncode == 1
        assert "cannot start" in errors.decode()
        await world.person("ada").says("help")
        await world.person("ada").sees("linkedin status")


@pytest.mark.days
async def test_a_bot_that_is_killed_when_a_request_was_sent_still_asks_the_approvers(tmp_path):
    """REL-01."""
    async with open_world(users=60) as world:
        world.tenant.change_in_portal(1)
        process = await start("serve", environment=world.environment(tmp_path))
        world.teams.connect(await read_address(process))
        await ask(world.person("ada"))
        await kill(process)
        async with run(world, tmp_path):
            await approve(world)
            await world.person("ada").sees("are now on for everyone")


@pytest.mark.days
@pytest.mark.parametrize("seconds", [0.0, 0.15, 0.4])
async def test_a_killed_bot_loses_nothing_and_applies_once(tmp_path, seconds):
    """REL-01 APLY-06."""
    async with open_world(users=60) as world:
        world.tenant.change_in_portal(1)
        ada = world.person("ada")
        async with run(world, tmp_path):
            await ask(ada)
        process = await start("serve", environment=world.environment(tmp_path))
        world.teams.connect(await read_address(process))
        await approve(world)
        await asyncio.sleep(seconds)
        await kill(process)
        async with run(world, tmp_path):
            if len(world.tenant.writes) == 1:  # killed between claim and write: nobody writes a second time on a guess
                await ada.sees("Applying")
            else:
                await ada.sees("are now on for everyone")
                assert world.tenant.setting["enableLinkedInAppFamily"] == 0
            assert len(world.tenant.writes) <= 2


async def ask(person):
    await person.says("linkedin enable all because of the kill")
    review = await person.sees("Review")
    await person.clicks(review, "Send")


async def approve(world):
    for key in ("bob", "cleo"):
        person = world.person(key)
        approval = await person.sees("of the kill")
        assert (await person.clicks(approval, "Approve")).status == 200


@pytest.mark.days
async def test_a_killed_applier_loses_nothing_and_a_new_one_writes_nothing_a_second_time(tmp_path):
    """APLY-06 REL-10."""
    async with open_world(users=60) as world:
        world.tenant.change_in_portal(1)
        bot_knows = {**world.environment(tmp_path), "LINKGATE_HANDS": "apart"}
        del bot_knows["LINKGATE_SIM_OPERATOR_CODE"]
        bot = await start("serve", environment=bot_knows)
        world.teams.connect(await read_address(bot))
        applier = await start_applier(world, bot_knows)
        await ask_for_a_change(world)
        world.tenant.fail(Fault(api="portal", method="PUT", do="late", seconds=1))
        bob = world.person("bob")
        await bob.clicks(await bob.sees("of the kill"), "Approve")
        async with asyncio.timeout(60):
            while not any(call.method == "PUT" for call in world.tenant.requests):
                await asyncio.sleep(0.02)
        applier.kill()
        await applier.communicate()
        applier = await start_applier(world, bot_knows)
        await world.person("ada").sees("are now on for the group")
        assert len(world.tenant.writes) == 2
        assert (await stop(applier, signal.SIGTERM))[0] == 0
        assert (await stop(bot, signal.SIGTERM))[0] == 0


async def ask_for_a_change(world):
    ada = world.person("ada")
    await ada.says(f"linkedin enable group {SALES_GROUP} because of the kill")
    await ada.clicks(await ada.sees("Review"), "Send")


async def start_applier(world, environment):
    code = {"LINKGATE_SIM_OPERATOR_CODE": world.tenant.issue_code()}
    process = await start("applier", environment={**environment, **code})
    async with asyncio.timeout(60):
        line = await process.stdout.readline()
    assert b"applier works" in line, (await process.stderr.read()).decode()
    return process


async def test_the_doctor_looks_at_a_bot_that_works_and_disturbs_nothing(tmp_path):
    """ID-11 ID-12."""
    async with open_world(users=60) as world, run(world, tmp_path):
        fine, report = await examine(world, tmp_path)
        assert fine == 0, report
        for what in (
            "keys",
            "notices",
            "clock",
            "tenant",
            "setting",
            "approvers",
            "owners",
            "messages",
            "files",
            "office",
            "consent",
        ):
            assert re.search(rf"^(ok|look) +{what} ", report, re.MULTILINE), report
        assert "Ada Lindqvist" in report  # she owns the approvers group
        for person in ("bob", "cleo"):
            world.tenant.remove_member(APPROVERS_GROUP, world.person(person).player.object_id)
        broken, report = await examine(world, tmp_path)
        assert broken == 1
        assert re.search(r"^BROKEN +approvers .*Add members", report, re.MULTILINE)
        await world.person("ada").says("help")
        await world.person("ada").sees("linkedin status")


@pytest.mark.days
async def test_the_doctor_says_of_each_thing_that_is_broken_what_to_do(tmp_path):
    async with open_world(users=60) as world:
        code, report = await examine(world, tmp_path / "nowhere")
        assert (code, "store is gone" in report) == (1, True)
        world.tenant.revoke("GroupMember.Read.All")
        async with run(world, tmp_path / "bot"):
            code, report = await examine(world, tmp_path / "bot")
        assert code == 1
        assert re.search(r"^BROKEN +approvers .*GroupMember.Read.All", report, re.MULTILINE), report


async def examine(world, folder):
    process = await start("doctor", environment=world.environment(folder))
    report, errors = await process.communicate()
    assert b"Traceback" not in errors
    return process.returncode, report.decode() + errors.decode()
