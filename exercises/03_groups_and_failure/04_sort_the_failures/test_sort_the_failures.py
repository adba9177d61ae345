"""Checks of sort-the-failures: the telephone for dead lines, and everything else comes out."""

from collections.abc import Iterator
from typing import Any

import pytest


def singly(failure: BaseException) -> Iterator[BaseException]:
    """Each failure in a group by itself, however deep."""
    if isinstance(failure, BaseExceptionGroup):
        for inner in failure.exceptions:
            yield from singly(inner)
    else:
        yield failure


def in_trouble(world: Any) -> list[BaseException]:
    """All that is wrong on this day."""
    return [single for trouble in world.troubles.values() for single in singly(trouble)]


def dead_lines(failures: list[BaseException]) -> list[str]:
    """Those that the telephone is for."""
    return sorted(repr(failure) for failure in failures if isinstance(failure, ConnectionError))


def serious(failures: list[BaseException]) -> list[str]:
    """Those that somebody else has to see."""
    return sorted(repr(failure) for failure in failures if not isinstance(failure, ConnectionError))


def heard(world: Any) -> set[str]:
    """The parts whose probe came to its end, well or not."""
    return {call.args[0] for call in world.probe.calls if call.finished is not None and call.cancelled is None}


async def let_out(submission: Any) -> list[BaseException]:
    """What `inspect()` raises, each by itself."""
    try:
        await submission.inspect()
    except* (ValueError, KeyError, ConnectionError) as failures:
        raised = list(singly(failures))
    else:
        raised = []
    return raised


def lost(world: Any, raised: list[BaseException]) -> list[str]:
    """What should have come out, and did not."""
    return [failure for failure in serious(in_trouble(world)) if failure not in serious(raised)]


def assert_sorted(world: Any, raised: list[BaseException], day: str) -> None:
    """The telephone rang if a line is dead, and dead lines do not come out."""
    # Who never heard a failure cannot deal with it: that is a skipped wait, another check's.
    if heard(world) != set(world.PARTS):
        return
    silent = dead_lines(in_trouble(world))
    if silent:
        assert world.ring.calls, f"{day}: ring() was not called, and there is a {silent[0]}"
    else:
        assert not world.ring.calls, f"{day}: ring() was called, and no line is dead"
    assert not dead_lines(raised), f"{day}: inspect() raised {dead_lines(raised)[0]}, for which there is ring()"


async def test_says_yes_or_no(submission, world):
    """says whether the car may ride"""
    may_ride = await submission.main()
    if heard(world) == set(world.PARTS):
        assert isinstance(may_ride, bool), f"main() should return whether the car may ride; it returned {may_ride!r}"


async def test_sorts(submission, world):
    """rings about dead lines, and about nothing else"""
    assert_sorted(world, await let_out(submission), "with a dead line and two faults")


async def test_sorts_what_is_deep_inside(submission, world):
    """rings about dead lines, also when the failure is deep in a group"""
    world.configure(silent=(), faulty=("doors",), both_ends=True)
    raised = await let_out(submission)
    # Who lost a failure looked at one of them only, and is told so by another check.
    if not lost(world, raised):
        assert_sorted(world, raised, "with a dead line inside the group that the cable's probe raises")


async def test_no_dead_line(submission, world):
    """does not ring, when no line is dead"""
    world.configure(silent=(), faulty=("doors", "cable"))
    assert_sorted(world, await let_out(submission), "with two faults and no dead line")


async def test_dead_lines_only(submission, world):
    """says that the car may ride, when nothing but lines is out of order"""
    world.configure(silent=("signal", "cable"), faulty=())
    may_ride = await submission.main()
    if heard(world) == set(world.PARTS):
        assert world.ring.calls, "with two dead lines: ring() was not called"
        assert may_ride is True, f"with nothing but two dead lines, main() should return True, not {may_ride!r}"


async def test_nothing_wrong(submission, world):
    """says that the car may ride, when nothing is wrong"""
    world.configure(silent=(), faulty=())
    may_ride = await submission.main()
    if heard(world) == set(world.PARTS):
        assert not world.ring.calls, "with nothing wrong: ring() was called"
        assert may_ride is True, f"with nothing wrong, main() should return True, not {may_ride!r}"


@pytest.mark.verdict("lost-exception")
async def test_lets_out_the_rest(submission, world):
    """lets every failure out that is not a dead line"""
    missing = lost(world, await let_out(submission))
    if heard(world) == set(world.PARTS):
        assert not missing, f"{' and '.join(missing)} did not come out of inspect(): nobody will ever hear of it"


@pytest.mark.verdict("lost-exception")
async def test_lets_out_the_rest_of_what_is_deep_inside(submission, world):
    """lets every failure out that is not a dead line, also those deep in a group"""
    world.configure(silent=(), faulty=("doors",), both_ends=True)
    missing = lost(world, await let_out(submission))
    if heard(world) == set(world.PARTS):
        assert not missing, (
            f"the cable's probe raised a group; {' and '.join(missing)} did not come out of inspect(): "
            "nobody will ever hear of it"
        )


@pytest.mark.verdict("lost-exception")
async def test_says_that_it_may_not_ride(submission, world):
    """says that the car may not ride, when doors and cable are out of order"""
    may_ride = await submission.main()
    if heard(world) == set(world.PARTS):
        assert may_ride is not True, "doors and cable are out of order, main() heard of neither, and let the car ride"


@pytest.mark.verdict("lost-exception")
async def test_lets_out_what_nobody_foresaw(submission, world):
    """lets a failure that nobody foresaw out of main()"""
    world.configure(silent=(), faulty=(), strange=("doors",))
    came_out = False
    try:
        await submission.main()
    except* RuntimeError:
        came_out = True
    if heard(world) == set(world.PARTS):
        assert came_out, "a probe raised a RuntimeError, which nobody foresaw, and it did not come out of main()"


@pytest.mark.verdict("too-fast")
async def test_probes_every_part(submission, world):
    """probes every part to the end"""
    await submission.main()
    missing = [part for part in world.PARTS if part not in heard(world)]
    assert not missing, f"these parts had not been probed when main() returned: {', '.join(missing)}"


@pytest.mark.verdict("extra-calls")
async def test_asks_once(submission, world):
    """probes each part once, and does not ring more often than lines are dead"""
    await submission.main()
    probes, rings, silent = len(world.probe.calls), len(world.ring.calls), len(dead_lines(in_trouble(world)))
    assert probes <= len(world.PARTS), f"{probes} probes were started for {len(world.PARTS)} parts"
    assert rings <= max(silent, 1), f"ring() was called {rings} times for {silent} dead line"
