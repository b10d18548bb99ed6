"""Carries out the requests of a `$batch` side by side: each meets a fault and the quota by itself.

A fault of the api `item` hits one of them. There is no connection of its own to close, so a gateway answers instead:

    do       the item is answered                  effect
    -------  ------------------------------------  --------------------------------
    status   *code*, *headers*, *body*             none
    html     200 and a page that asks to sign in   none
    delay    well, *seconds* late, as is the batch as usual
    hang     504, when somebody heals              none
    reset    504                                   none
    lost     504                                   as usual
    late     504                                   after *seconds*, or at `heal`
    ignored  as if it had been carried out         none
    garbage  well, with half of the body as text   as usual
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from urllib.parse import urlencode

from bot.sim.tenant.answer import Answer, Call, GraphError
from bot.sim.tenant.batch import read_batch, write_batch
from bot.sim.tenant.faults import LOGIN_PAGE, Fault, Faults
from bot.sim.tenant.quota import Quota

Note = Callable[[str, str, int], None]


class Items:
    """The batches of one Graph. *answer* carries out one call, *note* is told of each item's method, path, status."""

    def __init__(self, answer: Callable[[Call], Answer], faults: Faults, quota: Quota, note: Note) -> None:
        self._answer = answer
        self._faults = faults
        self._quota = quota
        self._note = note
        self._late: set[asyncio.Task[None]] = set()
        self._ways = {
            "status": _refuse,
            "html": self._show_page,
            "delay": self._delay,
            "hang": self._hang,
            "reset": self._reset,
            "lost": self._lose,
            "late": self._land_late,
            "ignored": self._ignore,
            "garbage": self._garble,
        }

    async def answer(self, outer: Call) -> Answer:
        """Answer a batch, or anything else that Graph may be asked."""
        if outer.path != "/$batch" or outer.method != "POST":
            return self.settle(outer)
        try:
            calls = read_batch(outer)
        except GraphError as error:
            return error.answer(outer)
        crowded = self._quota.crowd_out(calls)
        answers = await asyncio.gather(*(self._serve(call, crowded.get(id_)) for id_, call in calls.items()))
        body = write_batch(zip(calls, answers, strict=True))
        return Answer(HTTPStatus.OK, body, is_staged=any(one.is_staged for one in answers))

    def settle(self, call: Call) -> Answer:
        """Answer *call* as far as the quota goes."""
        refusal, headers = self._quota.charge(call)
        answer = refusal or self._answer(call)
        return replace(answer, headers={**answer.headers, **headers}) if headers else answer

    async def _serve(self, call: Call, refusal: Answer | None) -> Answer:
        path = f"{call.path}?{urlencode(call.query, safe='$')}" if call.query else call.path
        fault = self._faults.take("item", call.method, path)
        answer = refusal or (await self._ways[fault.do](fault, call) if fault else self.settle(call))
        self._note(call.method, path, answer.status)
        return answer

    async def _show_page(self, _fault: Fault, _call: Call) -> Answer:
        return Answer(HTTPStatus.OK, LOGIN_PAGE, is_staged=True)

    async def _delay(self, fault: Fault, call: Call) -> Answer:
        await asyncio.sleep(fault.seconds)
        return self.settle(call)

    async def _hang(self, _fault: Fault, call: Call) -> Answer:
        await self._faults.hold(None)
        return _give_up(call)

    async def _reset(self, _fault: Fault, call: Call) -> Answer:
        return _give_up(call)

    async def _lose(self, _fault: Fault, call: Call) -> Answer:
        self.settle(call)
        return _give_up(call)

    async def _land_late(self, fault: Fault, call: Call) -> Answer:
        async def settle() -> None:
            await self._faults.hold(fault.seconds)
            self.settle(call)

        task = asyncio.create_task(settle())
        self._late.add(task)
        task.add_done_callback(self._late.discard)
        return _give_up(call)

    async def _ignore(self, _fault: Fault, call: Call) -> Answer:
        status = HTTPStatus.OK if call.method == "GET" else HTTPStatus.NO_CONTENT
        return Answer(status, None, is_staged=True)

    async def _garble(self, _fault: Fault, call: Call) -> Answer:
        answer = self.settle(call)
        whole = json.dumps(answer.body)
        return replace(answer, body=whole[: len(whole) // 2], is_staged=True)


async def _refuse(fault: Fault, call: Call) -> Answer:
    if fault.body is not None:
        return Answer(fault.code, json.loads(fault.body or "null"), fault.headers, is_staged=True)
    phrase = HTTPStatus(fault.code).phrase
    answer = GraphError(fault.code, phrase.replace(" ", ""), phrase).answer(call)
    return replace(answer, headers=fault.headers)


def _give_up(call: Call) -> Answer:
    return GraphError(HTTPStatus.GATEWAY_TIMEOUT, "GatewayTimeout", "Gateway Timeout").answer(call)
