"""Checks of task-group: every picture is uploaded once, and its address belongs to it."""

from typing import Any

import pytest

ANOTHER_DAY = (0.5, 1.0, 2.0, 1.5)


def uploaded(world: Any) -> set[str]:
    """The pictures whose upload came to its end, neither cut short nor still under way."""
    return {call.args[0] for call in world.upload.calls if call.finished is not None and call.cancelled is None}


async def test_returns_the_addresses(submission, world):
    """returns the address of each picture"""
    result = await submission.main()
    # What was not uploaded has no address: that is a skipped wait, another check's.
    if uploaded(world) == set(world.PICTURES):
        assert result == world.links, f"main() should return each picture with its address; it returned {result!r}"


async def test_returns_the_addresses_on_another_day(submission, world):
    """returns the address of each picture, on a day when other pictures are slow"""
    world.configure(seconds=ANOTHER_DAY)
    result = await submission.main()
    if uploaded(world) == set(world.PICTURES):
        assert result == world.links, (
            f"on a day when other pictures are slow, main() should still return each picture with its address; "
            f"it returned {result!r}"
        )


@pytest.mark.verdict("too-fast")
async def test_waits_for_every_picture(submission, world):
    """waits until every picture is uploaded"""
    await submission.main()
    missing = [picture for picture in world.PICTURES if picture not in uploaded(world)]
    assert not missing, f"these pictures were not uploaded when main() returned: {', '.join(missing)}"


@pytest.mark.verdict("extra-calls")
async def test_uploads_once(submission, world):
    """uploads each picture once"""
    await submission.main()
    count = len(world.upload.calls)
    assert count <= len(world.PICTURES), f"{count} uploads were started for {len(world.PICTURES)} pictures"
