"""How much one person, one chat, may ask of Linkgate. Pure: time is a number of seconds that only grows.

A budget is kept as one number, the time at which it will be whole again (the generic cell rate algorithm of ATM,
ITU-T I.371): each act moves it on by a gap, and an act that would move it further than the burst allows is too much.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """*burst* acts at once, and after that one every *gap* seconds."""

    burst: int
    gap: float

    def __post_init__(self) -> None:
        if self.burst < 1 or self.gap <= 0:
            raise ValueError("an allowance lets at least one act happen, and some time pass")


@dataclass(frozen=True, slots=True)
class Spent:
    """The act may be done. *whole_at* is what has to be kept."""

    whole_at: float


@dataclass(frozen=True, slots=True)
class TooMuch:
    """The act is one too many; *wait* seconds from now it is not."""

    wait: float


def spend(allowance: Allowance, whole_at: float, now: float) -> Spent | TooMuch:
    """Take one act from the budget that is whole at *whole_at*; nothing is taken when it is too much."""
    after = max(whole_at, now) + allowance.gap
    wait = after - now - allowance.burst * allowance.gap
    return TooMuch(wait) if wait > 0 else Spent(after)
