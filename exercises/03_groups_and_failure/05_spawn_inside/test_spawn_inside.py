"""Checks of spawn-inside: every folder is looked into once, as soon as it is known."""

from typing import Any

import pytest

# Level by level, the slow folders of one branch hold up the other.
LOPSIDED_DISK = {"/": 0.5, "/photos": 1.0, "/photos/1998": 0.5, "/music": 0.5, "/music/tapes": 1.0}


def looked_into(world: Any) -> set[str]:
    """The folders whose list arrived."""
    return {call.args[0] for call in world.list_folder.calls if call.finished is not None and call.cancelled is None}


async def test_returns_every_folder(submission, world):
    """returns the names of all folders"""
    result = await submission.main()
    # What was not looked into is not known: that is a skipped wait, another check's.
    if looked_into(world) == set(world.delays):
        assert isinstance(result, list | tuple | set), f"what main() returns should be a list, not {result!r}"
        others = [each for each in result if not isinstance(each, str)]
        assert not others, f"main() should return names and nothing else; among them is {others[0]!r}"
        missing = sorted(set(world.delays) - set(result))
        assert not missing, f"of the {len(world.delays)} folders, main() left out {', '.join(map(repr, missing))}"
        assert sorted(result) == sorted(world.delays), (
            f"main() should return {len(world.delays)} folders, each once; it returned {len(result)} names"
        )


@pytest.mark.verdict("too-fast")
async def test_looks_into_every_folder(submission, world):
    """looks into every folder before it returns"""
    await submission.main()
    missing = sorted(set(world.delays) - looked_into(world))
    assert not missing, f"{len(missing)} folders had not been looked into, such as {missing[0]}"


@pytest.mark.criterion("elapsed")
@pytest.mark.verdict("too-slow")
async def test_no_branch_waits_for_another(submission, world, clock):
    """lets no branch wait for another, on a disk where some folders are slow"""
    world.configure(seconds=LOPSIDED_DISK)
    await submission.main()
    assert clock.elapsed <= 2.0, (
        f"on a disk with slow folders at different depths, it took {clock.elapsed:g} s instead of 2 s: "
        "a folder was known, and had to wait for folders of another branch"
    )


@pytest.mark.verdict("extra-calls")
async def test_looks_once(submission, world):
    """looks into each folder once"""
    await submission.main()
    count = len(world.list_folder.calls)
    assert count <= len(world.delays), f"{count} lists were asked for, and there are {len(world.delays)} folders"
