"""Checks of at-most-four: twelve episodes, four at a time, and no connection lost with an episode."""

from typing import Any

import pytest

MOST = 4
# One of the last four: when it fails, nothing is under way any more that somebody would have to stop.
LAST = 12


def asked(world: Any) -> list[int]:
    """The episodes whose download came to its end, well or with the news that the episode is lost."""
    return [call.args[0] for call in world.download.calls if call.finished is not None and call.cancelled is None]


def play(world: Any) -> list[str | None]:
    """The episodes in order, None for each that is lost."""
    return [world.texts.get(episode) for episode in world.EPISODES]


async def test_returns_the_play(submission, world):
    """returns the twelve episodes in order"""
    result = await submission.main()
    # What never arrived cannot be returned: that is a skipped wait, another check's.
    if set(asked(world)) == set(world.EPISODES):
        assert isinstance(result, list | tuple), f"what main() returns should be a list, not {result!r}"
        assert list(result) == play(world), f"main() should return episodes 1 to 12 in order; it returned {result!r}"


async def test_returns_what_is_not_lost(submission, world):
    """returns None for each episode that is lost, and all the others"""
    world.configure(lost=(1, 2, 3, 4))
    result = await submission.main()
    if set(asked(world)) == set(world.EPISODES):
        assert isinstance(result, list | tuple), f"what main() returns should be a list, not {result!r}"
        assert list(result) == play(world), (
            f"with episodes 1 to 4 lost, main() should return four times None and then the other eight; "
            f"it returned {result!r}"
        )


@pytest.mark.criterion("behaviour")
async def test_hides_no_other_failure(submission, world):
    """lets the failure out, when an episode is not lost and the line breaks"""
    world.configure(breaks=LAST)
    try:
        result = await submission.main()
    except (ConnectionError, ExceptionGroup):
        return
    # Who did not wait for the episode saw no failure: that is a skipped wait, another check's.
    assert LAST not in asked(world), (
        f"during episode {LAST} the line broke; main() should let that ConnectionError out, and it returned {result!r}"
    )


@pytest.mark.verdict("too-many-in-flight")
async def test_never_more_than_four(submission, world):
    """has no more than four downloads under way at once"""
    await submission.main()
    most = world.download.in_flight_max
    assert most <= MOST, f"{most} downloads were under way at once; the station allows {MOST}"


@pytest.mark.verdict("too-many-in-flight")
async def test_never_more_than_four_on_a_slow_day(submission, world):
    """has no more than four downloads under way at once, on a day when each takes longer"""
    world.configure(each=1.75)
    await submission.main()
    most = world.download.in_flight_max
    assert most <= MOST, (
        f"on a day when each download takes 1.75 s, {most} were under way at once; the station allows {MOST}"
    )


@pytest.mark.criterion("elapsed")
@pytest.mark.verdict("too-slow")
async def test_uses_all_four(submission, world):
    """has four downloads under way at once, as it may"""
    await submission.main()
    most = world.download.in_flight_max
    assert most >= MOST, f"no more than {most} of the {MOST} connections were ever used at once"


@pytest.mark.verdict("too-fast")
async def test_waits_for_every_episode(submission, world):
    """waits until every episode has arrived"""
    await submission.main()
    missing = sorted(set(world.EPISODES) - set(asked(world)))
    assert not missing, f"these episodes had not arrived when main() returned: {', '.join(map(str, missing))}"


@pytest.mark.verdict("extra-calls")
async def test_downloads_once(submission, world):
    """downloads each episode once"""
    await submission.main()
    count = len(world.download.calls)
    assert count <= len(world.EPISODES), f"{count} downloads were started for {len(world.EPISODES)} episodes"
