"""The apply protocol as a model, explored whole: every order in which things can happen to one approved request.

    approved --look--> claim --> look again --> write, once --> keep the answer --> read back --> settle
      |  ^ |             |           |              |                               ^   ^           |-> applied
      |  | |             |           `-> stale      |-- 429: put back, approved     |   |           |-> failed
      |  | `-> stale     `----- the worker dies ----'                               |   |           `-> unknown
      |  `- postponed              `-> the next one starts, and never writes -------'   |                |  |
      `-> withdrawn, expired                                                            `----------------'  |
                                                                        a person: applied or failed <-------'

Two workers act here, the tenant, an approver who loses the right (or the request's time, which is up), the requester
who withdraws, another admin, and a person who looks an unknown outcome up. A step is one thing that nothing can
interrupt. Nobody has to take a step: so a pause of any length, of anybody, is in it as well. `moment` is what there
is at one time, `rules` what can happen next; here all that can be reached is visited, nearest first, and so the
counter-example to a promise is the shortest that there is.

Each `Defence` can be taken away, to see what it is for. Each `Risk` can be let in, to see what is left when all
defences stand. Outcomes are told by the product's own `tell_outcome`; a test compares the moves of the request with
those of the product.

What is supposed: a write that is carried out at all is carried out, and shown, before the patience ends (it is longer
than the tenant takes); an answer of refusal is true, 429 among them; a person who closes an unknown outcome has
looked what became of the write. One request, at most two crashes, two changes by others and one 429 are played.
Which of two dead workers starts makes no difference, so they take turns. Not played: a store that loses what it kept
or cannot keep the answer, a clock that jumps, and a second request that follows one whose outcome is unknown.

    PYTHONPATH=tests .venv/bin/python -m model.protocol      prints what each defence is for
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from model.moment import FINAL, Defence, Moment, Promise, Risk
from model.rules import Rules

Move = tuple[str, str, str]
"""From which state, by which event of the ledger, to which state."""

# What each defence is for.
BREAKS: Mapping[Defence, Promise] = {
    Defence.LOCK: Promise.NEVER,
    Defence.CLAIM: Promise.NEVER,
    Defence.COMPARE: Promise.NEVER,
    Defence.STALE: Promise.OTHERS,
    Defence.VOTES: Promise.VOTES,
    Defence.ONCE: Promise.ONCE,
    Defence.NOT_FAILED: Promise.NEVER,
    Defence.NOT_AGAIN: Promise.ONCE,
    Defence.YES: Promise.APPLIED,
    Defence.QUARANTINE: Promise.NEVER,
    Defence.LAST_SENDING: Promise.NEVER,
    Defence.CLOCK: Promise.NEVER,
    Defence.WITHDRAWAL: Promise.NEVER,
    Defence.ANSWER: Promise.YES,
    Defence.PROOF: Promise.NEVER,
    Defence.PERSON: Promise.END,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """How many *moments* there are, which *moves* the request made, and the shortest way to each broken promise."""

    moments: int
    moves: frozenset[Move]
    broken: Mapping[Promise, str]


def explore(*, without: Defence | None = None, despite: Risk | None = None, until: Promise | None = None) -> Findings:
    """Visit everything that can happen, nearest first; or only *until* that promise is broken."""
    rules, first = Rules(without, despite), Moment()
    came: dict[Moment, tuple[Moment, str] | None] = {first: None}
    back: dict[Moment, list[Moment]] = {}
    moves: set[Move] = set()
    broken: dict[Promise, Moment] = {}
    queue = deque([first])
    while queue and until not in broken:
        moment = queue.popleft()
        for promise in moment.find_broken():
            broken.setdefault(promise, moment)
        for step in rules.steps(moment):
            if step.event:
                moves.add((moment.state, step.event, step.after.state))
            if not step.is_mishap:
                back.setdefault(step.after, []).append(moment)
            if step.after not in came:
                came[step.after] = (moment, step.words)
                queue.append(step.after)
    if not queue and (lost := _find_endless(came, back)):
        broken[Promise.END] = lost
    told = {promise: _tell(came, moment) for promise, moment in broken.items()}
    return Findings(moments=len(came), moves=frozenset(moves), broken=told)


def _find_endless(came: Iterable[Moment], back: Mapping[Moment, Sequence[Moment]]) -> Moment | None:
    """Find the nearest moment from which the request cannot end unless others help by chance."""
    ending = [moment for moment in came if moment.state in FINAL]
    seen = set(ending)
    while ending:
        earlier = set(back.get(ending.pop(), ())) - seen
        seen |= earlier
        ending.extend(earlier)
    return next((moment for moment in came if moment not in seen), None)


def _tell(came: Mapping[Moment, tuple[Moment, str] | None], moment: Moment) -> str:
    words: list[str] = []
    while before := came[moment]:
        moment, word = before
        words.append(word)
    return " → ".join(reversed(words))


def main() -> None:
    """Print what each defence is for, and what each risk leaves."""
    whole = explore()
    print(f"With every defence, {whole.moments} moments: {', '.join(whole.broken) or 'every promise is kept'}.")  # noqa: T201
    for risk in Risk:
        _print(f"Let in: {risk}", explore(despite=risk).broken)
    for defence, promise in BREAKS.items():
        broken = explore(without=defence, until=promise).broken
        _print(f"Not so: {defence}", {promise: broken[promise]})


def _print(title: str, broken: Mapping[Promise, str]) -> None:
    lines = [f"    broken: {promise}\n    {trace}" for promise, trace in broken.items()]
    print("", title, *lines, sep="\n")  # noqa: T201  the command's output


if __name__ == "__main__":
    main()
