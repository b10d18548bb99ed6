"""One test for every card of the gallery: thousands of tests would cost more than what they do."""

from collections.abc import Callable, Iterable


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
