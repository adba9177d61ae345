"""Checks of async-is-not-faster: the line on the sign, and that its program can do something else meanwhile."""

import asyncio

import pytest


async def test_returns_the_forecast(submission, world):
    """returns the forecast of the station in Bergen"""
    line = await submission.main()
    expected = f"Bergen: {world.forecasts[world.stations['Bergen']]}"
    assert line == expected, f"expected {expected!r} from main(), and got {line!r}"


@pytest.mark.criterion("behaviour")
@pytest.mark.verdict("blocked-loop")
async def test_two_callers_wait_together(submission, clock):
    """two callers at once wait no longer than one"""
    start = clock.now
    await submission.main()
    alone = clock.now - start
    start = clock.now
    await asyncio.gather(submission.main(), submission.main())
    together = clock.now - start
    assert together <= alone, (
        f"one caller of main() waits {alone:g} s, two at the same time wait {together:g} s: "
        "while main() waits for one, nobody else gets a turn"
    )
