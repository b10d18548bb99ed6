"""One test for every card of the gallery: thousands of tests would cost more than what they do."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from bot.core.speech.tongues import GERMAN
from bot.core.text import ENGLISH, Tongue
from cards import draw
from cards.gallery import gallery
from cards.kit import Element


def for_each(names: Iterable[str]) -> Callable[[Callable[[str], None]], Callable[[], None]]:
    """Run a test that takes a name for each of *names*; every one that fails is told, with its reason."""

    def spread(test: Callable[[str], None]) -> Callable[[], None]:
        def run() -> None:
            faults: dict[str, str] = {}
            for name in names:
                try:
                    test(name)
                except AssertionError as error:
                    faults[name] = str(error)
            if faults:
                raise AssertionError("\n\n".join(f"{name}: {reason}" for name, reason in faults.items()))

        run.__name__, run.__qualname__, run.__doc__, run.__module__ = (
            test.__name__,
            test.__qualname__,
            test.__doc__,
            test.__module__,
        )
        return run

    return spread


@cache
def draw_all(tongue: str = ENGLISH.code) -> Mapping[str, Element]:
    """Draw the gallery once for all who only look at it."""
    return draw_in({ENGLISH.code: ENGLISH, GERMAN.code: GERMAN}[tongue])


def draw_in(tongue: Tongue) -> dict[str, Element]:
    cards = {name: draw(view, tongue=tongue) for name, view in gallery().items()}
    return {name: card for name, card in cards.items() if card is not None}
