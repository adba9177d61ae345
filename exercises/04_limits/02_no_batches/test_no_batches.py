"""Checks of no-batches: seven videos in three places, first come, first served, and no place empty meanwhile."""

from collections import Counter
from typing import Any

import pytest

MOST = 3
# On this day the goal and the sunset take 2 s, and everything fits into 3 s.
ANOTHER_DAY = (1.0, 2.0, 1.0, 1.0, 2.0, 1.0, 1.0)


def converted(world: Any) -> set[str]:
    """The videos that were converted to the end."""
    return {call.args[0] for call in world.convert.calls if call.finished is not None and call.cancelled is None}


def wanted(world: Any) -> list[str]:
    """The links in the order of the videos."""
    return [world.links[video] for video in world.VIDEOS]


def has_every_link(result: Any, world: Any) -> bool:
    """Whether these are the seven links, each once, in whatever order."""
    return isinstance(result, list | tuple) and Counter(map(str, result)) == Counter(wanted(world))


async def test_returns_every_link(submission, world):
    """returns the links of all seven videos"""
    result = await submission.main()
    # What was not converted has no link: that is a skipped wait, another check's.
    if converted(world) == set(world.VIDEOS):
        assert isinstance(result, list | tuple), f"what main() returns should be a list, not {result!r}"
        assert has_every_link(result, world), f"main() should return seven links, each once; it returned {result!r}"


@pytest.mark.verdict("wrong-order")
async def test_links_in_order(submission, world):
    """returns them in the order of VIDEOS"""
    result = await submission.main()
    if has_every_link(result, world):
        videos = {link: video for video, link in world.links.items()}
        came = ", ".join(videos[link] for link in result)
        assert list(result) == wanted(world), f"the links should be in the order of VIDEOS; they came as {came}"


@pytest.mark.verdict("wrong-order")
async def test_first_come_first_served(submission, world):
    """starts the videos in the order in which they came"""
    await submission.main()
    started = list(dict.fromkeys(call.args[0] for call in world.convert.calls))
    # Videos that were never started are a skipped wait, and with too many places the order says nothing: other checks'.
    order = [video for video in world.VIDEOS if video in started]
    if world.convert.in_flight_max <= MOST:
        assert started == order, f"the videos should be started as they came; they were started as {', '.join(started)}"


@pytest.mark.verdict("too-many-in-flight")
async def test_never_more_than_three(submission, world):
    """has no more than three videos in conversion at once"""
    await submission.main()
    most = world.convert.in_flight_max
    assert most <= MOST, f"{most} videos were in conversion at once; the service has {MOST} places"


@pytest.mark.verdict("too-many-in-flight")
async def test_never_more_than_three_on_another_day(submission, world):
    """has no more than three in conversion at once, on a day when other videos are long"""
    world.configure(seconds=ANOTHER_DAY)
    await submission.main()
    most = world.convert.in_flight_max
    assert most <= MOST, (
        f"on a day when the goal and the sunset are long, {most} videos were in conversion at once; "
        f"the service has {MOST} places"
    )


@pytest.mark.criterion("elapsed")
@pytest.mark.verdict("too-slow")
async def test_no_place_is_empty_on_another_day(submission, world, clock):
    """leaves no place empty, on a day when other videos are long"""
    world.configure(seconds=ANOTHER_DAY)
    await submission.main()
    assert clock.elapsed <= 3.0, (
        f"on a day when the goal and the sunset are long, it took {clock.elapsed:g} s instead of 3 s: "
        "a place was empty while videos waited"
    )


@pytest.mark.verdict("too-fast")
async def test_waits_for_every_video(submission, world):
    """waits until every video is converted"""
    await submission.main()
    missing = [video for video in world.VIDEOS if video not in converted(world)]
    assert not missing, f"these videos were not converted when main() returned: {', '.join(missing)}"


@pytest.mark.verdict("extra-calls")
async def test_converts_once(submission, world):
    """converts each video once"""
    await submission.main()
    count = len(world.convert.calls)
    assert count <= len(world.VIDEOS), f"{count} conversions were started for {len(world.VIDEOS)} videos"
