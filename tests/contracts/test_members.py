"""What the adapter promises about adding people and making groups: no answer is believed to prove more than it does."""

import asyncio
import json
from collections.abc import Sequence
from itertools import islice

import pytest

from bot.core.fill import GONE, Added, Answer
from bot.core.policy import UserId
from bot.core.setting import GroupId
from bot.edges.graph import Graph
from bot.edges.graph.members import FORBIDDEN, REFUSED, UNFIT, Members
from bot.edges.signin import Signin
from bot.ports import NotPermittedError, UnexpectedError, UnreachableError
from bot.sim.tenant import Fault, Tenant
from bot.sim.tenant.groups import name_group
from bot.sim.tenant.people import seed_people

EMPTY = GroupId(name_group("empty"))
EVERYBODY = [UserId(person["id"]) for person in seed_people(50)]
ANN, BEN, CHLOE, *OTHERS = EVERYBODY
STRANGER = UserId("00000000-0000-4000-8000-0000000000ff")
NO_GROUP = GroupId("00000000-0000-4000-8000-0000000000fe")


@pytest.fixture
def members(graph: Graph) -> Members:
    return Members(graph.wire)


def busy(*, wait: str | None = None, code: int = 429, times: int | None = 1, api: str = "item") -> Fault:
    headers = {"Retry-After": wait} if wait else {}
    path = "" if api == "item" else "batch"
    return Fault(api=api, path=path, code=code, headers=headers, times=times)  # type: ignore[arg-type]


def answers(told: Sequence[Added]) -> list[Answer]:
    return [added.answer for added in told]


class TestAdding:
    async def test_people_are_added_twenty_at_a_time(self, tenant: Tenant, members: Members) -> None:
        told = await members.add(EMPTY, [EVERYBODY[:20], EVERYBODY[20:40], EVERYBODY[40:]])
        assert answers(told) == [Answer.ADDED] * 3
        assert [added.users for added in told] == [tuple(EVERYBODY[place : place + 20]) for place in (0, 20, 40)]
        assert tenant.members(EMPTY) == set(EVERYBODY)
        assert [len(write.ids) for write in tenant.group_writes] == [20, 20, 10]
        assert sum(call.api == "graph" for call in tenant.requests) == 1

    async def test_somebody_who_is_in_it_keeps_all_of_the_bind_out_and_no_other_bind(
        self, tenant: Tenant, members: Members
    ) -> None:
        tenant.add_member(EMPTY, BEN)
        assert answers(await members.add(EMPTY, [[ANN, BEN], [CHLOE]])) == [Answer.ALREADY, Answer.ADDED]
        assert tenant.members(EMPTY) == {BEN, CHLOE}

    async def test_somebody_who_is_gone_is_not_the_group(self, tenant: Tenant, members: Members) -> None:
        told = await members.add(EMPTY, [[ANN, STRANGER], [BEN]])
        assert answers(told) == [Answer.NOT_FOUND, Answer.ADDED]
        assert tenant.members(EMPTY) == {BEN}

    async def test_a_group_that_is_gone_is_hopeless(self, tenant: Tenant, members: Members) -> None:
        tenant.delete_group(EMPTY)
        for group in (EMPTY, NO_GROUP):
            (told,) = await members.add(group, [[ANN]])
            assert (told.answer, told.sentence) == (Answer.HOPELESS, GONE)

    @pytest.mark.parametrize(
        ("key", "sentence"),
        [
            ("engineers", FORBIDDEN),
            ("tier-0", FORBIDDEN),
            ("finance", UNFIT),
            ("helpdesk", UNFIT),
            ("newsletter", UNFIT),
        ],
    )
    async def test_a_group_that_is_kept_elsewhere_is_hopeless_at_once(
        self, tenant: Tenant, members: Members, key: str, sentence: str
    ) -> None:
        """PLAN-08: dynamic, role-assignable, synced and mail-enabled groups; nobody is tried one by one."""
        group = GroupId(name_group(key))
        outside = list(islice((user for user in EVERYBODY if user not in tenant.members(group)), 1)) or [STRANGER]
        (told,) = await members.add(group, [outside])
        assert (told.answer, told.sentence) == (Answer.HOPELESS, sentence)
        assert not tenant.group_writes

    async def test_without_the_permission_it_is_named(self, tenant: Tenant, members: Members) -> None:
        tenant.revoke("GroupMember.ReadWrite.All")
        told = await members.add(EMPTY, [[ANN], [BEN]])
        assert {(one.answer, one.sentence) for one in told} == {(Answer.HOPELESS, FORBIDDEN)}
        assert "GroupMember.ReadWrite.All" in FORBIDDEN

    async def test_any_other_refusal_is_one(self, tenant: Tenant, members: Members) -> None:
        for code in (400, 409, 422):
            tenant.fail(Fault(api="item", code=code))
            (told,) = await members.add(EMPTY, [[ANN]])
            assert (told.answer, told.sentence) == (Answer.REFUSED, REFUSED)
        assert not tenant.members(EMPTY)

    @pytest.mark.parametrize("binds", [[], [[]], [[ANN]] * 21, [EVERYBODY[:21]], [[UserId("../users/x")]]])
    async def test_more_than_graph_takes_and_what_is_no_id_is_never_sent(
        self, tenant: Tenant, members: Members, binds: list[list[UserId]]
    ) -> None:
        with pytest.raises(ValueError, match=r"batch|object ids"):
            await members.add(EMPTY, binds)
        with pytest.raises(ValueError, match="object ids"):
            await members.add(GroupId("x' or 1 eq 1"), [[ANN]])
        assert not [call for call in tenant.requests if call.api == "graph"]


class TestBusy:
    @pytest.mark.parametrize(("said", "heard"), [("7", 7.0), ("150", 150.0), (None, None)])
    async def test_each_bind_is_asked_to_wait_for_itself(
        self, tenant: Tenant, members: Members, said: str | None, heard: float | None
    ) -> None:
        """APLY-07."""
        tenant.fail(busy(wait=said))
        first, second = await members.add(EMPTY, [[ANN], [BEN]])
        assert (first.answer, first.wait) == (Answer.BUSY, heard)
        assert second.answer is Answer.ADDED
        assert tenant.members(EMPTY) == {BEN}

    async def test_what_is_beyond_five_binds_is_crowded_out_and_not_done(
        self, tenant: Tenant, members: Members
    ) -> None:
        tenant.set_limits(heavy=5)
        told = await members.add(EMPTY, [[user] for user in EVERYBODY[:8]])
        assert answers(told) == [Answer.ADDED] * 5 + [Answer.BUSY] * 3
        assert tenant.members(EMPTY) == set(EVERYBODY[:5])

    async def test_the_write_quota_is_told_bind_by_bind(self, tenant: Tenant, members: Members) -> None:
        tenant.set_limits(writes=(2, 150))
        told = await members.add(EMPTY, [[ANN], [BEN], [CHLOE]])
        assert answers(told) == [Answer.ADDED, Answer.ADDED, Answer.BUSY]
        assert told[2].wait == 75

    @pytest.mark.parametrize(("code", "wait"), [(429, 30), (503, None), (503, 200)])
    async def test_a_whole_batch_that_was_refused_was_not_done_and_is_not_sent_again_by_itself(
        self, tenant: Tenant, members: Members, code: int, wait: int | None
    ) -> None:
        """APLY-07 APLY-13."""
        tenant.fail(busy(wait=str(wait) if wait else None, code=code, api="graph"))
        told = await members.add(EMPTY, [[ANN], [BEN]])
        assert {(one.answer, one.wait) for one in told} == {(Answer.BUSY, wait)}
        assert sum(call.api == "graph" for call in tenant.requests) == 1
        assert not tenant.members(EMPTY)

    async def test_a_sign_in_that_was_refused_added_nobody_and_may_be_mended(
        self, tenant: Tenant, members: Members
    ) -> None:
        """APLY-08: the secret is renewed while the list waits."""
        tenant.fail(busy(code=401, api="graph"))
        assert answers(await members.add(EMPTY, [[ANN]])) == [Answer.BUSY]
        assert answers(await members.add(EMPTY, [[ANN]])) == [Answer.ADDED]

    async def test_a_whole_batch_that_is_forbidden_is_hopeless(self, tenant: Tenant, members: Members) -> None:
        tenant.fail(busy(code=403, api="graph"))
        assert answers(await members.add(EMPTY, [[ANN]])) == [Answer.HOPELESS]


UNSURE = {
    "lost, and carried out": (Fault(api="graph", path="batch", do="lost"), True),
    "reset": (Fault(api="graph", path="batch", do="reset"), False),
    "504 of the whole": (Fault(api="graph", path="batch", code=504), False),
    "500 of the whole": (Fault(api="graph", path="batch", code=500), False),
    "a page to sign in": (Fault(api="graph", path="batch", do="html"), False),
    "half of an answer": (Fault(api="graph", path="batch", do="garbage"), True),
    "an answer too few": (Fault(api="graph", path="batch", code=200, body='{"responses": []}'), False),
    "another one's answer": (
        Fault(api="graph", path="batch", code=200, body=json.dumps({"responses": [{"id": "7", "status": 204}]})),
        False,
    ),
    "a status that is none": (
        Fault(api="graph", path="batch", code=200, body=json.dumps({"responses": [{"id": "0", "status": "204"}]})),
        False,
    ),
    "a redirect": (Fault(api="graph", path="batch", code=302, headers={"Location": "/api/elsewhere"}), False),
    "504 of the item, and carried out": (Fault(api="item", do="lost"), True),
    "504 of the item": (Fault(api="item", do="reset"), False),
    "500 of the item": (Fault(api="item", code=500), False),
    "408 of the item": (Fault(api="item", code=408), False),
    "200 and a page for the item": (Fault(api="item", do="html"), False),
}


class TestUnsure:
    @pytest.mark.parametrize("day", UNSURE)
    async def test_an_answer_that_proves_nothing_is_said_to_prove_nothing(
        self, tenant: Tenant, members: Members, day: str
    ) -> None:
        """APLY-01 APLY-13: it is sent once, and what became of it is for the group to tell."""
        fault, is_done = UNSURE[day]
        tenant.fail(fault)
        (told,) = await members.add(EMPTY, [[ANN]])
        assert (told.answer, told.users) == (Answer.UNSURE, (ANN,))
        assert tenant.members(EMPTY) == ({ANN} if is_done else set())
        assert sum(call.api == "graph" for call in tenant.requests) == 1

    async def test_an_answer_that_does_not_come_is_not_waited_for_without_end(
        self, tenant: Tenant, signin: Signin
    ) -> None:
        """APLY-14."""
        graph = Graph(signin, base_url=tenant.graph_url, allowed_hosts=["127.0.0.1"], timeout=0.1)
        tenant.fail(Fault(api="graph", path="batch", do="hang"))
        async with asyncio.timeout(5):
            assert answers(await Members(graph.wire).add(EMPTY, [[ANN]])) == [Answer.UNSURE]
        await graph.close()

    async def test_the_same_bind_once_more_shows_what_became_of_a_lost_one(
        self, tenant: Tenant, members: Members
    ) -> None:
        tenant.fail(Fault(api="item", do="lost"))
        assert answers(await members.add(EMPTY, [[ANN, BEN]])) == [Answer.UNSURE]
        assert answers(await members.add(EMPTY, [[ANN, BEN]])) == [Answer.ALREADY]
        assert [write.ids for write in tenant.group_writes] == [(ANN, BEN)]


class TestMaking:
    async def test_a_plain_security_group_is_made_and_found_by_its_nickname(
        self, members: Members, graph: Graph
    ) -> None:
        assert await members.find("linkgate-1") is None
        made = await members.create("LinkedIn users", nickname="linkgate-1")
        assert await members.find("linkgate-1") == made
        group = await graph.group(made)
        assert (group.name, group.people) == ("LinkedIn users", 0)
        assert answers(await members.add(made, [[ANN]])) == [Answer.ADDED]

    @pytest.mark.parametrize("api", ["graph", "item"])
    async def test_a_lost_answer_leaves_one_group_that_can_be_found(
        self, tenant: Tenant, members: Members, api: str
    ) -> None:
        """APLY-01 APLY-13."""
        path = "batch" if api == "graph" else ""
        tenant.fail(Fault(api=api, path=path, method="POST", do="lost"))  # type: ignore[arg-type]
        with pytest.raises(UnreachableError):
            await members.create("LinkedIn users", nickname="linkgate-1")
        assert await members.find("linkgate-1")
        assert sum(call.api == "item" for call in tenant.requests) == 1

    @pytest.mark.parametrize("code", [429, 503])
    async def test_a_tenant_that_is_busy_made_none(self, tenant: Tenant, members: Members, code: int) -> None:
        for api in ("graph", "item"):
            tenant.fail(busy(code=code, api=api))
            with pytest.raises(UnreachableError):
                await members.create("LinkedIn users", nickname="linkgate-1")
        assert await members.find("linkgate-1") is None

    async def test_half_of_an_answer_names_no_group(self, tenant: Tenant, members: Members) -> None:
        tenant.fail(Fault(api="item", do="garbage"))
        with pytest.raises(UnexpectedError, match="did not say"):
            await members.create("LinkedIn users", nickname="linkgate-1")
        assert await members.find("linkgate-1")

    async def test_without_the_permission_it_is_named(self, tenant: Tenant, members: Members) -> None:
        tenant.revoke("Group.Create")
        with pytest.raises(NotPermittedError, match=r"Group\.Create"):
            await members.create("LinkedIn users", nickname="linkgate-1")

    async def test_what_entra_does_not_take_is_refused(self, tenant: Tenant, members: Members) -> None:
        tenant.fail(Fault(api="item", code=400))
        with pytest.raises(NotPermittedError, match="refused to make"):
            await members.create("LinkedIn users", nickname="linkgate-1")
