"""Checks of eager-cache-hits: every value, each key asked once, and no hit that waits for a turn."""

from typing import Any

import pytest

ANOTHER_DAY = {"misses": 5}


def answered(world: Any) -> set[str]:
    """The keys that were looked up to the end, neither cut short nor still under way."""
    return {call.args[0] for call in world.lookup.calls if call.finished is not None and call.cancelled is None}


async def test_returns_every_value(submission, world):
    """returns the value of every key that was looked up"""
    values = await submission.main()
    # What was not answered has no value: that is a skipped wait, the next check's.
    if answered(world) == set(world.KEYS):
        assert isinstance(values, dict), f"what main() returns should be a dict, not {values!r}"
        wrong = [key for key in world.KEYS if values.get(key) != world.values[key]]
        assert not wrong, (
            f"{len(wrong)} of {len(world.KEYS)} values are missing or wrong, the first that of {wrong[0]!r}"
        )


@pytest.mark.verdict("too-fast")
async def test_waits_for_every_value(submission, world):
    """waits until every key has its value"""
    await submission.main()
    missing = set(world.KEYS) - answered(world)
    assert not missing, f"{len(missing)} keys had no value when main() returned, the first {min(missing)!r}"


@pytest.mark.verdict("extra-calls")
async def test_looks_up_once(submission, world):
    """looks up each key once"""
    await submission.main()
    count = len(world.lookup.calls)
    assert count <= len(world.KEYS), f"lookup() was called {count} times for {len(world.KEYS)} keys"


@pytest.mark.criterion("behaviour")
@pytest.mark.verdict("needless-hops")
async def test_answers_hits_on_the_spot(submission, world):
    """answers what is in the cache on the spot, without another turn of the loop"""
    await submission.main()
    # A task's first step runs inside main() if it is eager; called up later, it has none of main()'s lines above it.
    later = [
        call.args[0] for call in world.lookup.calls if [place.function for place in call.origin.stack][:1] != ["main"]
    ]
    assert not later, (
        f"{len(later)} of {len(world.KEYS)} lookups began only in a later turn of the loop, the first {later[0]!r}: "
        "a task that is not eager has to be called up before it can even look"
    )


@pytest.mark.criterion("elapsed")
@pytest.mark.verdict("too-slow")
async def test_misses_wait_together_on_another_day(submission, world, clock):
    """lets all misses wait together, on a day with five of them"""
    world.configure(**ANOTHER_DAY)
    await submission.main()
    assert clock.elapsed <= 1.0, f"on a day with five misses main() took {clock.elapsed:g} s; it can be 1 s"
