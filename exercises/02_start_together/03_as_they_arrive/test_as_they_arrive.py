"""Checks of as-they-arrive: every headline under its feed, at the moment of its arrival."""

from typing import Any

import pytest

# On this day the first feed is the quickest, and a look every quarter of a second comes late for four of the five.
ANOTHER_DAY = (0.375, 2.0, 0.875, 2.375, 1.625)


def arrivals(world: Any) -> dict[str, float]:
    """When each feed's headline arrived; feeds that were cut short or are still under way have not."""
    return {
        call.args[0]: call.finished
        for call in world.fetch.calls
        if call.finished is not None and call.cancelled is None
    }


def shown(submission: Any, world: Any) -> dict[str, float]:
    """When the line of each feed was printed first."""
    instants: dict[str, float] = {}
    for feed in world.FEEDS:
        line = f"{feed}: {world.headlines[feed]}"
        found = [instant for instant, text in submission.printed if text.rstrip().endswith(line)]
        if found:
            instants[feed] = found[0]
    return instants


def overtaken(submission: Any, world: Any) -> tuple[str, str] | None:
    """Two feeds of which the first was shown before the second, though the second had arrived before."""
    arrived, on_board = arrivals(world), shown(submission, world)
    known = [feed for feed in on_board if feed in arrived]
    pairs = [(one, other) for one in known for other in known]
    return next((p for p in pairs if on_board[p[0]] < on_board[p[1]] and arrived[p[1]] < arrived[p[0]]), None)


async def test_shows_every_headline(submission, world):
    """prints each headline with its feed"""
    await submission.main()
    # What has not arrived cannot be shown: that is a skipped wait, the next check's.
    missing = set(arrivals(world)) - set(shown(submission, world))
    for feed in sorted(missing):
        line = f"{feed}: {world.headlines[feed]}"
        assert not missing, f"the news of {feed} arrived, and there is no line {line!r} in what was printed"


@pytest.mark.verdict("too-fast")
async def test_waits_for_every_feed(submission, world):
    """waits until every feed has answered"""
    await submission.main()
    missing = set(world.FEEDS) - set(arrivals(world))
    assert not missing, f"there was no answer from {', '.join(sorted(missing))} when main() returned"


@pytest.mark.verdict("extra-calls")
async def test_asks_once(submission, world):
    """asks each feed once"""
    await submission.main()
    count = len(world.fetch.calls)
    assert count <= len(world.FEEDS), f"{count} headlines were fetched from {len(world.FEEDS)} feeds"


@pytest.mark.criterion("elapsed")
@pytest.mark.verdict("late-output")
async def test_shows_each_on_arrival(submission, world):
    """prints each line at the moment when its headline arrives"""
    await submission.main()
    on_board = shown(submission, world)
    for feed, instant in arrivals(world).items():
        late = on_board.get(feed, instant)
        assert late <= instant, f"the news of {feed} arrived at {instant:g} s and was printed at {late:g} s"


@pytest.mark.verdict("wrong-order")
async def test_shows_them_in_the_order_of_arrival(submission, world):
    """prints nothing before what arrived earlier, on a day when other feeds are quick"""
    world.configure(seconds=ANOTHER_DAY)
    await submission.main()
    pair = overtaken(submission, world)
    assert pair is None, (
        f"on another day the news of {pair[1]} arrived before that of {pair[0]}, and was printed after it"
    )


@pytest.mark.criterion("elapsed")
@pytest.mark.verdict("late-output")
async def test_shows_each_on_arrival_on_another_day(submission, world):
    """prints each line on arrival, on a day when other feeds are quick"""
    world.configure(seconds=ANOTHER_DAY)
    await submission.main()
    on_board = shown(submission, world)
    for feed, instant in arrivals(world).items():
        late = on_board.get(feed, instant)
        assert late <= instant, (
            f"on another day the news of {feed} arrived at {instant:g} s and was printed at {late:g} s"
        )
