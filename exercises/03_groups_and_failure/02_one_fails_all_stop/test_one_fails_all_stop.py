"""Checks of one-fails-all-stop: one part is broken, and the others stop at that instant."""

import asyncio
from typing import Any

import pytest

# Before any part has arrived: who is done by then was too fast, and has nothing to stop.
SOON = 0.75


def failed(world: Any, part: str) -> bool:
    """Whether a part was seen to be broken."""
    return any(call.args[0] == part and call.error is not None and call.cancelled is None for call in calls(world))


def calls(world: Any) -> list[Any]:
    """The downloads that came to an end."""
    return [call for call in world.download.calls if call.finished is not None]


def arrived(world: Any) -> set[str]:
    """The parts that arrived whole."""
    return {call.args[0] for call in calls(world) if call.error is None and call.cancelled is None}


async def test_names_the_broken_part(submission, world):
    """says which part is broken"""
    result = await submission.main()
    # Who never saw the failure cannot name it: that is a skipped wait.
    if failed(world, "index"):
        assert result == "broken: index", f"main() should return 'broken: index'; it returned {result!r}"


async def test_names_another_broken_part(submission, world):
    """says which part is broken, when it is another one"""
    world.configure(fails="head")
    result = await submission.main()
    if failed(world, "head"):
        assert result == "broken: head", f"with the head broken, main() should say so; it returned {result!r}"


async def test_returns_the_file(submission, world):
    """returns the file, when no part is broken"""
    world.configure(fails="")
    result = await submission.main()
    if arrived(world) == set(world.PARTS):
        text = "".join(world.texts[part] for part in world.PARTS)
        assert result == text, f"with no part broken, main() should return the file {text!r}; it returned {result!r}"


@pytest.mark.criterion("behaviour")
@pytest.mark.verdict("swallowed-cancel")
async def test_stops_when_it_is_cancelled(submission):
    """stops when somebody cancels it"""
    run = asyncio.ensure_future(submission.main())
    await asyncio.sleep(SOON)
    under_way = run.cancel()
    await asyncio.wait([run])
    if under_way:
        assert run.cancelled(), (
            f"main() was cancelled at {SOON} s, and did not stop: it {'raised' if run.exception() else 'returned'} "
            f"{run.exception() or run.result()!r}"
        )


@pytest.mark.verdict("too-fast")
async def test_waits_for_the_file(submission, world):
    """waits for all parts, when none is broken"""
    world.configure(fails="")
    await submission.main()
    missing = [part for part in world.PARTS if part not in arrived(world)]
    assert not missing, f"with no part broken, these had not arrived when main() returned: {', '.join(missing)}"


@pytest.mark.criterion("elapsed")
@pytest.mark.verdict("too-slow")
async def test_stops_the_others_at_once(submission, world):
    """stops the others as soon as one is broken"""
    await submission.main()
    for call in world.download.calls:
        if call.started < 2.0 and (call.finished is None or call.finished > 2.0):
            assert call.cancelled == 2.0, (
                f"the index was broken at 2 s, and the download of the {call.args[0]} was not cancelled then"
            )
        assert call.started < 2.0, f"the download of the {call.args[0]} began only at {call.started:g} s"


@pytest.mark.verdict("extra-calls")
async def test_downloads_once(submission, world):
    """downloads each part once"""
    await submission.main()
    count = len(world.download.calls)
    assert count <= len(world.PARTS), f"{count} downloads were started for {len(world.PARTS)} parts"
