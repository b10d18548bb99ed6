"""The way in, for `linkgate` and for `python -m bot`.

It does nothing but bring in the command line, which takes seconds: the SDKs have thousands of classes.
"""

import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager


def main() -> None:
    """Run the command that was typed."""
    gc.disable()  # looking through what is being brought in takes a fifth of the time, and finds nothing
    with _silent_end():
        from bot.console import run  # noqa: PLC0415  so that Ctrl-C is looked after meanwhile
    gc.freeze()
    gc.enable()
    run()


@contextmanager
def _silent_end() -> Iterator[None]:
    """Let Ctrl-C end the process as it ends programs that do not listen: nothing is open, so nothing is to be said."""
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:
        yield  # somebody has decided otherwise, for example nohup
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGINT, before)


if __name__ == "__main__":
    main()
