"""What Graph answers where two writes to one group meet: nothing was done, and it may be tried again."""

import json

import pytest

from bot.core.fill import Answer
from bot.core.policy import UserId
from bot.core.setting import GroupId
from bot.edges.graph import Graph, Members
from bot.sim.cast import ADA, BOB
from bot.sim.tenant import Fault, Tenant
from bot.sim.tenant.groups import name_group

EMPTY = GroupId(name_group("empty"))
BIND = (UserId(ADA.object_id), UserId(BOB.object_id))
COLLISION = {"error": {"code": "Directory_ConcurrencyViolation", "message": "Concurrent updates were detected."}}
ANOTHER = {"error": {"code": "Request_BadRequest", "message": "Another object with the same value exists."}}


@pytest.fixture
def members(graph: Graph) -> Members:
    return Members(graph.wire)


@pytest.mark.parametrize(("body", "answer"), [(COLLISION, Answer.BUSY), (ANOTHER, Answer.REFUSED)])
async def test_only_a_collision_is_tried_again(
    tenant: Tenant, members: Members, body: dict[str, object], answer: Answer
) -> None:
    tenant.fail(Fault(api="item", do="status", code=409, body=json.dumps(body), headers={"Retry-After": "3"}))
    (added,) = await members.add(EMPTY, [BIND])
    assert added.answer is answer
    assert added.wait == (3 if answer is Answer.BUSY else None)
    assert tenant.members(EMPTY) == frozenset()
    (added,) = await members.add(EMPTY, [BIND])
    assert added.answer is Answer.ADDED
    assert tenant.members(EMPTY) == frozenset(BIND)
