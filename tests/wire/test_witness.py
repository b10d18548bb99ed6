"""The witness hears what goes between any bot and any simulated tenant of this process, and tells a test that fails.

Each test takes what was heard before the one who judges every test does.
"""

import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest

from bot.core.policy import UserId
from bot.core.setting import GroupId
from bot.edges.graph import Graph
from bot.edges.graph.wire import Wire
from bot.edges.signin import Signin, bot_credential
from bot.ports import PortError
from bot.sim.cast import ADA, BOT_APP_ID, BOT_SECRET, SALES_GROUP, TENANT_ID
from bot.sim.tenant import Fault, open_tenant

ADAS = UserId(ADA.object_id)
SALES = GroupId(SALES_GROUP)
HOSTS = ["127.0.0.1"]
TESTS = Path(__file__).parents[1]


@pytest.fixture
async def tenant():
    async with open_tenant(users=50) as opened:
        yield opened


@pytest.fixture
async def signin(tenant):
    credential = bot_credential(
        tenant_id=TENANT_ID,
        client_id=BOT_APP_ID,
        secret=BOT_SECRET,
        authority=tenant.login_url,
        ca=tenant.login_ca,
    )
    opened = Signin(credential)
    yield opened
    await opened.close()


@pytest.fixture
async def graph(tenant, signin):
    opened = Graph(signin, base_url=tenant.graph_url, allowed_hosts=HOSTS)
    yield opened
    await opened.close()


@pytest.fixture
async def wire(tenant, signin):
    """Ask anything, as the bot does."""
    opened = Wire(signin, base_url=tenant.graph_url, allowed_hosts=HOSTS, timeout=8)
    yield opened
    await opened.close()


async def test_what_the_bot_asks_and_is_told_is_heard_and_right(witness, graph):
    before = witness.judged
    await graph.person(ADAS)
    await graph.groups_named("Sales EMEA")
    assert await graph.groups_of(ADAS, {SALES}) == frozenset()
    assert witness.judge() == []
    assert witness.judged - before >= 5


async def test_a_mistake_of_the_bot_is_told(witness, wire):
    with pytest.raises(PortError):
        await wire.read("users", ADAS, select="displayname", needs="x")
    found = witness.judge()
    assert found == [f"GET /users/{ADAS}?$select=displayname: $select: User has no property 'displayname'"]


async def test_what_the_simulated_graph_takes_is_judged_all_the_same(witness, wire):
    await wire.post("directoryObjects", "getByIds", body={"ids": [ADAS], "type": ["user"]}, needs="x")
    assert witness.judge() == ["POST /directoryObjects/getByIds: GetByIdsPostRequestBody has no property 'type'"]


async def test_a_mistake_of_the_simulated_graph_is_told(witness, graph, tenant):
    tenant.set_group(SALES, securityEnabled="yes", groupTypes="Unified")
    await graph.group(SALES)
    found = witness.judge()
    assert [sentence.partition(" -> 200: ")[2] for sentence in found] == [
        "Group.groupTypes: 'Unified' is no list",
        "Group.securityEnabled: 'yes' is no bool",
    ]


async def test_an_answer_that_is_wrong_on_purpose_is_not_judged_but_the_request_is(witness, wire, tenant):
    for do in ("html", "garbage", "reset", "lost", "ignored"):
        tenant.fail(Fault(api="graph", do=do, times=None))
        with pytest.raises(PortError):
            await wire.read("users", ADAS, select="id", needs="x")
        tenant.heal()
    tenant.fail(Fault(api="graph", do="status", code=200, body='{"id": 7}'))
    with pytest.raises(PortError):
        await wire.read("users", ADAS, select="id", needs="x")
    assert witness.judge() == []
    tenant.fail(Fault(api="graph", do="html"))
    with pytest.raises(PortError):
        await wire.read("users", ADAS, select="ID", needs="x")
    assert len(witness.judge()) == 1


async def test_a_good_answer_that_comes_late_is_judged(witness, wire, tenant):
    tenant.set_person(ADAS, displayName=7)
    tenant.fail(Fault(api="graph", do="delay", seconds=0.01))
    await wire.read("users", ADAS, select="id,displayName", needs="x")
    assert [sentence.rpartition(": ")[2] for sentence in witness.judge()] == ["7 is no str"]


async def test_each_request_in_a_batch_is_heard(witness, signin, tenant):
    token = (await signin.get_token("https://graph.microsoft.com/.default")).token
    items = [
        {"id": "1", "method": "GET", "url": f"/users/{ADAS}"},
        {"id": "2", "method": "GET", "url": "/users/$count"},
    ]
    headers = {"Authorization": f"Bearer {token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(f"{tenant.graph_url}/$batch", json={"requests": items}) as answer,
    ):
        assert answer.status == 200
    assert witness.judge() == [
        "POST /$batch: requests[1], GET /users/$count: $count needs the header 'ConsistencyLevel: eventual'"
    ]


async def test_of_what_a_test_sends_by_hand_only_the_answer_is_judged(witness, wire, tenant):
    tenant.set_person(ADAS, displayName=7)
    with pytest.raises(PortError):
        await wire.read("users", ADAS, select="displayname", needs="x")
    await wire.read("users", ADAS, needs="x")
    assert [sentence.rpartition(": ")[2] for sentence in witness.judge(is_by_hand=True)] == ["7 is no str"]


def test_the_very_test_fails(tmp_path):
    """A session of its own, with these tests' conftest, in which one test is honest and one is not."""
    (tmp_path / "test_two.py").write_text(
        "from bot.sim.tenant import Exchange, Tenant\n"
        "def say(address):\n"
        "    headers = {'Authorization': 'Bearer x'}\n"
        "    base = 'http://127.0.0.1:1/v1.0'\n"
        "    said = Exchange(base=base, method='GET', address=address, headers=headers, body=b'')\n"
        "    for witness in Tenant.witnesses:\n"
        "        witness(said)\n"
        "def test_honest():\n"
        "    say('/users')\n"
        "def test_not():\n"
        "    say('/user')\n"
        "def test_honest_again():\n"
        "    say('/groups')\n"
    )
    options = ["-p", "conftest", "-p", "no:cacheprovider", "-q", "-rA", "--rootdir", str(tmp_path), str(tmp_path)]
    ran = subprocess.run(  # noqa: S603  our own
        [sys.executable, "-m", "pytest", "-c", "/dev/null", *options],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={"PYTHONPATH": f"{TESTS}:{TESTS.parent}", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    )
    told = ran.stdout
    assert "3 passed, 1 error" in told, told + ran.stderr
    assert "ERROR test_two.py::test_not" in told
    assert "GET /user: there is no such path" in told
