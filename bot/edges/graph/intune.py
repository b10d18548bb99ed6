"""The Office policy in Intune's settings catalog, over Graph beta. What changes something is sent once.

A policy is read in three answers: itself, its settings, its assignments. One that was read in part is an error, never a
policy without assignments.
"""

import re
from collections.abc import Sequence
from http import HTTPStatus
from itertools import chain
from typing import Any

from kiota_abstractions.method import Method

from bot.core.office import Catalog, OfficeState, Policy, PolicyId, Target
from bot.edges.graph import catalog, denial
from bot.edges.graph.batch import MOST, BatchAnswer, BatchItem
from bot.edges.graph.catalog import Whole
from bot.edges.graph.denial import READ, WRITE
from bot.edges.graph.together import gather
from bot.edges.graph.wire import Objects, Wire, find_refusal, read_objects
from bot.ports import ConflictError, NotFoundError, PortError, UnexpectedError, UnreachableError

_DEFINITIONS = ("deviceManagement", "configurationSettings")
_POLICIES = ("deviceManagement", "configurationPolicies")
_UNKNOWN = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND})
_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


class Intune:
    """An `OfficePort` over a wire to Graph beta."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def read(self) -> Catalog:
        with denial.reading():
            definition = await self._find_definition()
            options = {"select": catalog.POLICY_FIELDS, "needs": READ}
            heads = [head for head in await self._wire.list(*_POLICIES, **options) if catalog.is_for_windows(head)]
            wholes = await self._complete(heads)
        return Catalog(
            definition=definition,
            policies=tuple(map(catalog.read_policy, wholes)),
            is_renamed=definition != catalog.KNOWN,
        )

    async def create(self, definition: str, state: OfficeState, *, name: str, mark: str) -> PolicyId:
        body = catalog.write_new(definition, state, name=name, mark=mark)
        with denial.writing():
            made = await self._wire.send(Method.POST, *_POLICIES, body=body, needs=WRITE)
        id_ = made.get("id") if made else None
        if not isinstance(id_, str) or not _ID.fullmatch(id_):
            raise UnexpectedError("Intune did not say that the policy was made.")
        return PolicyId(id_.lower())

    async def assign(self, policy: PolicyId, target: Target) -> None:
        with denial.writing():
            await self._wire.send(Method.POST, *_name(policy), "assign", body=catalog.write_aim(target), needs=WRITE)

    async def change(self, policy: Policy, definition: str, state: OfficeState, *, name: str) -> None:
        """Read the policy whole, and put it back whole, with the value changed.

        PUT is in no documentation, and PATCH is refused: "Cannot apply PATCH to navigation property 'settings'". It is
        what Microsoft365DSC does (its pull request 4722, 2024-05, because the documented update "is not working"), and
        deploymenttheory's Terraform provider (pull request 2489, 2026-03). Assignments are left alone by it.
        """
        with denial.reading():
            whole = await self._read_whole(policy.id)
        if catalog.read_policy(whole).digest != policy.digest:
            raise ConflictError("Somebody else has changed the policy in Intune meanwhile. Plan it again.")
        body = catalog.write_changed(whole, definition, state, name=name)
        with denial.writing():
            await self._wire.send(Method.PUT, *_name(policy.id), body=body, needs=WRITE)

    async def remove(self, policy: PolicyId) -> None:
        with denial.writing():
            await self._wire.send(Method.DELETE, *_name(policy), needs=WRITE)

    async def _find_definition(self) -> str:
        """Find what Intune calls the setting: the known id, or one like it with the setting's display name.

        Which of two answers an unknown id gets is documented nowhere.
        """
        try:
            await self._wire.read(*_DEFINITIONS, catalog.KNOWN, select=catalog.DEFINITION_FIELDS, needs=READ)
        except PortError as error:
            refusal = find_refusal(error)
            if refusal is None or refusal.status not in _UNKNOWN:
                raise
            options = {"filter": catalog.NAMED, "select": catalog.DEFINITION_FIELDS, "needs": READ}
            return catalog.choose_definition(await self._wire.list(*_DEFINITIONS, **options))
        return catalog.KNOWN

    async def _complete(self, heads: Sequence[dict[str, Any]]) -> list[Whole]:
        """Read what else belongs to those policies that carry the setting."""
        settings = await self._read_all([_check(head["id"]) for head in heads], "settings")
        known = (Whole(head=head, settings=told) for head, told in zip(heads, settings, strict=True))
        carrying = [whole for whole in known if whole.carriers]
        assignments = await self._read_all([whole.head["id"] for whole in carrying], "assignments")
        return [
            Whole(head=whole.head, settings=whole.settings, assignments=told)
            for whole, told in zip(carrying, assignments, strict=True)
        ]

    async def _read_whole(self, policy: PolicyId) -> Whole:
        head = await self._wire.read(*_name(policy), select=catalog.POLICY_FIELDS, needs=READ)
        settings = await self._wire.list(*_name(policy), "settings", needs=READ)
        assignments = await self._wire.list(*_name(policy), "assignments", needs=READ)
        return Whole(head=head, settings=settings, assignments=assignments)

    async def _read_all(self, policies: Sequence[str], part: str) -> list[Objects]:
        """Read that *part* of every policy."""
        items = [BatchItem(url=self._wire.relate(*_POLICIES, policy, part)) for policy in policies]
        batches = [items[place : place + MOST] for place in range(0, len(items), MOST)]
        answers = await gather(*(self._wire.batch(batch, needs=READ) for batch in batches))
        return [await self._read_list(answer) for answer in chain.from_iterable(answers)]

    async def _read_list(self, answer: BatchAnswer) -> Objects:
        if answer.status == HTTPStatus.NOT_FOUND:
            raise UnreachableError("Intune's policies changed while Linkgate read them. Try again.", code=answer.code)
        if answer.status != HTTPStatus.OK:
            raise denial.explain_unread(denial.read_denial(answer))
        if not isinstance(answer.body, dict):
            raise UnexpectedError("Microsoft Graph answered with something that is no object.")
        more = await self._wire.follow(answer.body.get("@odata.nextLink"), needs=READ)
        return [*read_objects(answer.body), *more]


def _name(policy: PolicyId) -> tuple[str, ...]:
    return (*_POLICIES, _check(policy))


def _check(policy: str) -> str:
    """Return an id that may stand in an address."""
    if not _ID.fullmatch(policy):
        raise NotFoundError("Intune has no such policy.", code="no policy id")
    return policy
