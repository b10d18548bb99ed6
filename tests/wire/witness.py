"""Who listens to what every simulated tenant of this process hears and says, and judges it when the test is over.

Judged then and not at once, so that nobody who is in a hurry waits for it. Tenants of other processes, which the tests
of the demo and the campaign start, are out of hearing.
"""

from collections.abc import Iterator
from functools import cache

from wire import beta
from wire.contract import Contract
from wire.exchange import Asked, Told, lower, read_body
from wire.wheel import Wheel

from bot.sim.tenant import Exchange


class Witness:
    def __init__(self) -> None:
        self._wheel = cache(lambda: Wheel(written=beta.MODELS))
        self._heard: list[Exchange] = []
        self.judged = 0

    def listen(self, exchange: Exchange) -> None:
        self._heard.append(exchange)

    def judge(self, *, is_by_hand: bool = False) -> list[str]:
        """Forget what was heard, and return what was wrong with it.

        Of requests that a test sent by hand, to see them refused, only the answers are judged.
        """
        heard, self._heard = self._heard, []
        self.judged += len(heard)
        found = (told for exchange in heard for told in self._judge(exchange, is_by_hand=is_by_hand))
        return list(dict.fromkeys(found))

    def _judge(self, exchange: Exchange, *, is_by_hand: bool) -> Iterator[str]:
        written = beta.PLACES if exchange.base.endswith("/beta") else ()
        contract = Contract(self._wheel(), exchange.base, written)
        asked = Asked(
            method=exchange.method,
            address=exchange.address,
            headers=lower(exchange.headers),
            body=read_body(exchange.body),
        )
        if not is_by_hand:
            yield from contract.check_asked(asked)
        if exchange.answer is not None:
            told = Told(status=exchange.status, headers=lower(exchange.answer_headers), body=read_body(exchange.answer))
            yield from contract.check_told(asked, told)
