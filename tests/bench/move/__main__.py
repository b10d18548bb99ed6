"""People moved into a group, beside the seed's script and Microsoft's own product, in one run: `make bench-move`.

    Ada sends the list -> planned -> Bob approves -> looked at once more -> added -> read back -> Ada sees the outcome

The simulated tenant takes 150 ms for each request and keeps Microsoft's documented quotas; it, the bot and the people
have a process each. Meanwhile Cleo asks for the status, and a probe in the bot's loop tells how long that was blocked.

Nothing here fails for being slow. It fails when a person is missing in a group at the end, or one is there too many.
"""

import argparse
import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.move.office import HEAVY, LATENCY, Individual, Office, Stage, list_individuals, open_office
from bench.move.peers import Peer
from bench.move.report import UNPACED, Moved, find_floor, tell_load, tell_move, tell_preview, tell_rows
from bench.processes import BrokenError

from bot.sim.tenant import WRITES
from bot.sim.tenant.properties import SELECTED

SIZES = (5_000, 100_000)
PREFIX = 300
"""People whom the script adds at most; of a short list it is a tenth. For the others its time is computed."""

PREFACE = f"""\
Each request to the simulated tenant takes {LATENCY * 1000:.0f} ms. Its quota is {WRITES[0]:,} writes in {WRITES[1]} s,
whole at the start of each row; of a batch it serves {HEAVY} binds. Tenant, bot and people have a process each, on the
cores that there are. Load {{load}}; the bot begins with {{memory:.0f}} MB.
"""


async def move(office: Office, people: list[Individual]) -> Moved:
    """Have Linkgate move *people* into a new group, from the file to the outcome."""
    name, ada = f"linkgate-{len(people)}", office.person("ada")
    group = await office.make_group(name)
    await office.limit()
    office.hear_stages()
    raw = "\r\n".join(["userPrincipalName", *(one.upn for one in people)]).encode()
    office.bot.forget_peak()
    async with office.looking_on() as statuses:
        start = perf_counter()
        await ada.says(f"linkedin move to group {group}", file=("people.csv", raw))
        draft = await office.see("ada", lambda one: "Send" in one.buttons and name in one.visible_text)
        planned, first = perf_counter() - start, office.bot.peak()
        office.bot.forget_peak()
        await office.limit()
        await ada.clicks(draft, "Send", reason="The old list")
        asked = await office.see("bob", lambda one: "Approve" in one.buttons and name in one.visible_text)
        start = perf_counter()
        await office.person("bob").clicks(asked, "Approve")
        told = f"{len(people):,} of {len(people):,} people are in the group now."
        await office.see("ada", lambda one: told in one.visible_text)
        applied = perf_counter() - start
    await office.check_members(group, people)
    return Moved(
        planned=planned,
        applied=applied,
        added=await office.measure_writes(group),
        stages=tuple(office.hear_stages()),
        statuses=tuple(statuses),
        memory=(first, office.bot.peak()),
    )


async def open_peer(office: Office, name: str) -> Peer:
    group = await office.make_group(name)
    await office.limit()
    return Peer(session=office.graph, url=office.url, group=group)


async def run_script(office: Office, people: list[Individual]) -> tuple[float, int]:
    """Have the seed's script add the first of *people*; return the seconds for all of them, and how many it added."""
    some = people[: min(PREFIX, max(len(people) // 10, 1))]
    peer = await open_peer(office, f"script-{len(people)}")
    seconds = await peer.run_script([one.id for one in some])
    await office.check_members(peer.group, some)
    return seconds * len(people) / len(some), len(some)


async def run_product(office: Office, people: list[Individual], *, binds: int) -> float:
    peer = await open_peer(office, f"product-{len(people)}-{binds}")
    seconds = await peer.run_product([one.id for one in people], binds=binds)
    await office.check_members(peer.group, people)
    return seconds


async def preview(
    office: Office, people: list[Individual], everyone: list[Individual]
) -> tuple[Stage, tuple[float, ...]]:
    """Have Linkgate compare two groups as large as *people*, who differ by those whom the tenant has besides."""
    these, those = people, everyone[-len(people) :]
    old, new = await office.make_group("these"), await office.make_group("those")
    await office.put_in(old, these)
    await office.put_in(new, those)
    await office.control("change_in_portal", value=SELECTED, group=old)
    await office.limit()
    office.hear_stages()
    office.bot.forget_peak()
    gain = f"+{len({one.id for one in those} - {one.id for one in these}):,}"
    async with office.looking_on() as statuses:
        await office.person("ada").says(f"linkedin enable group {new}")
        await office.see("ada", lambda one: "those" in one.visible_text and gain in one.visible_text)
    compared = [stage for stage in office.hear_stages() if stage.name == "compare_groups"]
    if len(compared) != 1:
        raise BrokenError("the two groups were not compared once")
    return compared[0], tuple(statuses)


# ---- one after the other -----------------------------------------------------------------------------------------


async def compare(office: Office, people: list[Individual]) -> None:
    """Let all that move *people* do so, and print what was found."""
    count = len(people)
    moved = await move(office, people)
    script, some = await run_script(office, people)
    rows = [
        ("Linkgate, from the approval to the outcome", moved.applied),
        ("Linkgate, looking, adding and reading back", moved.find("Filler.work").seconds),
        ("Linkgate, from the first write to the last", moved.added),
        *[
            (f"group-membership-management's shape, {binds} binds", await run_product(office, people, binds=binds))
            for binds in ((4, 5) if count <= UNPACED else (4,))
        ],
        (f"the script's shape, from {some:,} people" if some < count else "the script's shape", script),
    ]
    print(tell_rows(f"{count:,} people", rows, script=script, floor=find_floor(count)))
    print(tell_move(moved), end="\n\n", flush=True)


async def run(sizes: list[int], folder: Path) -> None:
    most = max(sizes)
    everyone = list_individuals(most)
    async with open_office(folder, people=most) as office:
        print(PREFACE.format(load=tell_load(), memory=office.bot.memory()), flush=True)
        for size in sizes:
            await compare(office, everyone[:size])
        stage, statuses = await preview(office, everyone[:most], everyone)
        print(tell_preview(most, stage, statuses, memory=office.bot.peak()))
        print(f"load {tell_load()}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-move", description="Move people into a group, side by side.")
    parser.add_argument("--people", type=int, nargs="+", default=SIZES, help="how many, for each round")
    arguments = parser.parse_args()
    with TemporaryDirectory(prefix="linkgate-bench-") as folder:
        try:
            asyncio.run(run(list(arguments.people), Path(folder)))
        except BrokenError as error:
            sys.exit(str(error))


if __name__ == "__main__":
    main()
