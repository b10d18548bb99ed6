"""What every place for anchors promises, tried on the one in memory and on the one that is a file; and its bad days."""

import asyncio
import json
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fakes.anchors import FakeAnchors
from fakes.samples import NOW

from bot.core.chain import Anchor, Head
from bot.edges.anchors import AnchorFile, read_anchors
from bot.ports import AnchorPort, UnexpectedError, UnreachableError


def an_anchor(count: int, *, message: str = "") -> Anchor:
    head = Head(ledger="tenant/instance", count=count, seal=f"{count:064x}")
    return Anchor(head=head, at=NOW + timedelta(minutes=count), message=message)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "anchors.jsonl"


@pytest.fixture(params=["in memory", "a file"])
def anchors(request: pytest.FixtureRequest, path: Path) -> AnchorPort:
    return FakeAnchors() if request.param == "in memory" else AnchorFile(path)


class TestAnchors:
    async def test_an_empty_place_knows_none_and_takes_some(self, anchors: AnchorPort) -> None:
        assert await anchors.newest() is None
        assert await anchors.posted() is None
        await anchors.check()
        assert await anchors.newest() is None

    async def test_the_newest_is_the_one_that_was_added_last(self, anchors: AnchorPort) -> None:
        for anchor in (an_anchor(3), an_anchor(9, message="m"), an_anchor(2)):
            await anchors.add(anchor)
            assert await anchors.newest() == anchor
        assert await anchors.posted() == an_anchor(9, message="m")
        await anchors.check()

    async def test_any_text_comes_back(self, anchors: AnchorPort) -> None:
        anchor = replace(an_anchor(1), message='\n"\x00\ud800 😀')
        await anchors.add(anchor)
        assert await anchors.newest() == await anchors.posted() == anchor


async def test_a_file_of_anchors_is_private_and_only_grows(path):
    await AnchorFile(path).add(an_anchor(1))
    first = path.read_bytes()
    await AnchorFile(path).add(an_anchor(2))
    assert path.read_bytes().startswith(first)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [json.loads(line)["count"] for line in path.read_text().splitlines()] == [1, 2]


async def test_what_another_process_adds_is_seen(path):
    one, other = AnchorFile(path), AnchorFile(path)
    await one.add(an_anchor(1))
    await other.add(an_anchor(2))
    assert await one.newest() == an_anchor(2)
    path.unlink()
    assert await one.newest() is None


async def test_of_a_long_file_only_the_end_is_read(path):
    anchors = AnchorFile(path)
    await anchors.add(an_anchor(1, message="long ago"))
    with path.open("a") as file:
        file.writelines(json.dumps({"padding": "x" * 400}) + "\n" for _ in range(400))
    await anchors.add(an_anchor(2))
    assert await anchors.newest() == an_anchor(2)
    assert await anchors.posted() is None
    assert read_anchors(path) == (an_anchor(1, message="long ago"), an_anchor(2))


async def test_a_line_that_was_cut_short_is_no_anchor_and_spoils_none(path):
    anchors = AnchorFile(path)
    await anchors.add(an_anchor(1))
    with path.open("a") as file:
        file.write(path.read_text()[:40])
    assert await anchors.newest() == an_anchor(1)
    await anchors.add(an_anchor(2))
    assert await anchors.newest() == an_anchor(2)
    assert read_anchors(path) == (an_anchor(1), an_anchor(2))


@pytest.mark.parametrize("line", ["x", "{}", "[]", '{"at": "today", "ledger": "", "count": 1, "seal": ""}'])
async def test_a_whole_line_at_the_end_that_is_no_anchor_is_not_passed_over(path, line):
    """AUD-04."""
    anchors = AnchorFile(path)
    await anchors.add(an_anchor(1))
    with path.open("a") as file:
        file.write(f"{line}\n")
    with pytest.raises(UnexpectedError, match="not an anchor"):
        await anchors.newest()
    await anchors.add(an_anchor(2))
    assert await anchors.newest() == an_anchor(2)


async def test_a_full_disk_is_said(path):
    """AUD-06."""
    path.symlink_to("/dev/full")
    anchors = AnchorFile(path)
    assert await anchors.newest() is None
    with pytest.raises(UnreachableError, match=r"anchors\.jsonl cannot be written: No space left"):
        await anchors.add(an_anchor(1))


async def test_a_folder_in_the_place_of_the_file_is_said(path):
    """AUD-06."""
    path.mkdir()
    anchors = AnchorFile(path)
    for act in (anchors.check(), anchors.add(an_anchor(1))):
        with pytest.raises(UnreachableError, match="Is a directory"):
            await act
    with pytest.raises(UnreachableError, match="cannot be read"):
        await anchors.newest()


async def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    anchors = AnchorFile(tmp_path / "nowhere" / "anchors.jsonl")
    assert await anchors.newest() is None
    for act in (anchors.check(), anchors.add(an_anchor(1))):
        with pytest.raises(UnreachableError, match="No such file"):
            await act


LIMITED = """
import asyncio, resource, sys
from pathlib import Path
from bot.core.chain import Anchor, Head
from bot.edges.anchors import AnchorFile
from bot.ports import UnreachableError
from fakes.samples import NOW

async def main():
    anchors = AnchorFile(Path(sys.argv[1]))
    anchor = Anchor(head=Head(ledger="t/i", count=1, seal="0" * 64), at=NOW)
    await anchors.add(anchor)
    for more in (0, 20):
        resource.setrlimit(resource.RLIMIT_FSIZE, (Path(sys.argv[1]).stat().st_size + more, resource.RLIM_INFINITY))
        try:
            await anchors.add(anchor)
        except UnreachableError as error:
            print(error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    await anchors.add(anchor)
    print(len(Path(sys.argv[1]).read_text().splitlines()))

asyncio.run(main())
"""


async def test_a_file_that_may_not_grow_is_said_and_holds_whole_lines_when_it_may_again(path):
    """AUD-06."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", LIMITED, str(path)), cwd=Path(__file__).parents[1], stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    too_large, torn, lines = said.decode().splitlines()
    assert "cannot be written: File too large" in too_large
    assert "cannot be written" in torn
    assert lines == "3"
    assert len(read_anchors(path)) == 2
