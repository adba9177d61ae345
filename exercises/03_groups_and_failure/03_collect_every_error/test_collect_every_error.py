"""Checks of collect-every-error: every station is heard, and every failure is noted under its name."""

import asyncio
from typing import Any

import pytest

# Before any station has answered: who is done by then was too fast, and has nothing to stop.
SOON = 0.25


def heard(world: Any) -> set[str]:
    """The stations that answered, well or not, and were not cut short."""
    return {call.args[0] for call in world.measure.calls if call.finished is not None and call.cancelled is None}


def assert_both(result: Any, world: Any, day: str) -> None:
    """The two dictionaries, compared if every station was heard: what is missing is another check's."""
    if heard(world) != set(world.STATIONS):
        return
    assert isinstance(result, list | tuple), f"{day}main() should return two dictionaries; it returned {result!r}"
    assert len(result) == 2, f"{day}main() should return two dictionaries; it returned {len(result)} things"
    degrees = {station: world.degrees[station] for station in world.STATIONS if station not in world.troubles}
    errors = {station: str(error) for station, error in world.troubles.items()}
    assert result[0] == degrees, f"{day}the temperatures should be {degrees}; they are {result[0]!r}"
    assert result[1] == errors, f"{day}the errors should be {errors}; they are {result[1]!r}"


async def test_returns_both(submission, world):
    """returns the temperatures, and what went wrong"""
    assert_both(await submission.main(), world, "")


async def test_other_troubles(submission, world):
    """returns both, when other stations are in trouble"""
    world.configure(silent="Wasserkuppe", garbled="Zugspitze")
    assert_both(await submission.main(), world, "with other stations in trouble, ")


async def test_no_trouble(submission, world):
    """returns both, when nothing goes wrong"""
    world.configure(silent="", garbled="")
    assert_both(await submission.main(), world, "with no station in trouble, ")


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
async def test_hears_every_station(submission, world):
    """waits for every station"""
    await submission.main()
    missing = [station for station in world.STATIONS if station not in heard(world)]
    assert not missing, f"these stations had not answered when main() returned: {', '.join(missing)}"


@pytest.mark.verdict("extra-calls")
async def test_asks_once(submission, world):
    """asks each station once"""
    await submission.main()
    count = len(world.measure.calls)
    assert count <= len(world.STATIONS), f"{count} questions were asked of {len(world.STATIONS)} stations"
