"""Checks of first-answer-wins: the first good answer, and not a line left open."""

from typing import Any

import pytest

# Porto is the first to be done, and down; to hang up takes twice as long.
PORTO_IS_DOWN = {"out_of_order": ("Porto",), "closing": 0.5}
IZMIR_THEN = 2.5

# The failure of Porto and the answer of Izmir come at the same moment.
BOTH_AT_ONCE = {"seconds": (3.0, 1.0, 1.0), "out_of_order": ("Porto",)}

# Only the slowest works; there is nobody left to hang up on.
TWO_ARE_DOWN = {"out_of_order": ("Porto", "Izmir")}
LAST_THEN = 3.0


def first_good(world: Any) -> Any:
    """The call that was the first to end with the file; `None` where none did."""
    good = [
        call
        for call in world.download.calls
        if call.finished is not None and call.cancelled is None and call.error is None
    ]
    return min(good, key=lambda call: call.finished, default=None)


def check_answer(result: Any, world: Any) -> None:
    """The result is what the first mirror gave that could; with no answer there is nothing to compare."""
    first = first_good(world)
    failed = [call.args[0] for call in world.download.calls if isinstance(call.error, ConnectionError)]
    if first is None and failed:
        raise AssertionError(f"{failed[0]} was down, nobody else had answered yet, and main() returned {result!r}")
    if first is not None:
        mirror = first.args[0]
        assert result == world.files[mirror], (
            f"{mirror} was the first to answer, at {first.finished:g} s, with {world.files[mirror]!r}; "
            f"main() returned {result!r}"
        )


async def test_returns_the_first_answer(submission, world):
    """returns the first answer"""
    check_answer(await submission.main(), world)


async def test_takes_the_next_when_one_is_down(submission, world):
    """takes the next good answer when the quickest mirror is down"""
    world.configure(**PORTO_IS_DOWN)
    check_answer(await submission.main(), world)


async def test_takes_the_answer_beside_a_failure(submission, world):
    """takes the answer that comes together with a failure"""
    world.configure(**BOTH_AT_ONCE)
    check_answer(await submission.main(), world)


async def test_takes_the_last_when_others_are_down(submission, world):
    """takes the last answer when both others are down"""
    world.configure(**TWO_ARE_DOWN)
    check_answer(await submission.main(), world)


@pytest.mark.verdict("too-fast")
async def test_waits_for_an_answer(submission, world):
    """waits for an answer"""
    await submission.main()
    assert first_good(world) is not None, "no mirror had answered when main() returned"


@pytest.mark.verdict("extra-calls")
async def test_asks_each_mirror_once(submission, world):
    """asks each mirror at most once"""
    await submission.main()
    for mirror in world.MIRRORS:
        count = sum(call.args == (mirror,) for call in world.download.calls)
        assert count <= 1, f"{mirror} was asked {count} times; once is enough"


@pytest.mark.verdict("unclean")
async def test_leaves_no_line_open(submission, world):
    """leaves no line open"""
    await submission.main()
    still_open = ", ".join(world.open_lines)
    assert not still_open, f"the line to {still_open} was still open when main() returned"


@pytest.mark.verdict("unclean")
async def test_leaves_no_line_open_on_another_day(submission, world):
    """leaves no line open on a day when it takes longer to hang up"""
    world.configure(**PORTO_IS_DOWN)
    await submission.main()
    still_open = ", ".join(world.open_lines)
    assert not still_open, (
        f"on a day when hanging up takes 0.5 s, the line to {still_open} was still open when main() returned"
    )


@pytest.mark.criterion("elapsed")
@pytest.mark.verdict("too-slow")
async def test_waits_no_longer_than_it_must(submission, world, clock):
    """waits no longer than it must when the quickest mirror is down"""
    world.configure(**PORTO_IS_DOWN)
    await submission.main()
    assert clock.elapsed <= IZMIR_THEN, (
        f"on a day when Porto is down and hanging up takes 0.5 s, Izmir answers at 2 s and main() could return at "
        f"{IZMIR_THEN:g} s; it took {clock.elapsed:g} s"
    )


@pytest.mark.criterion("elapsed")
@pytest.mark.verdict("too-slow")
async def test_waits_for_nobody_when_all_are_done(submission, world, clock):
    """waits for nobody when all others are down and done"""
    world.configure(**TWO_ARE_DOWN)
    await submission.main()
    assert clock.elapsed <= LAST_THEN, (
        f"on a day when only Tromsø works, it answers at 3 s, nobody is left to hang up on, and main() took "
        f"{clock.elapsed:g} s"
    )
