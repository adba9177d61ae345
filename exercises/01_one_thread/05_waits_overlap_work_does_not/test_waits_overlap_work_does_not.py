"""Checks of waits-overlap-work-does-not: three pictures, three seconds of computing, and a prediction that holds."""

from typing import Any

import pytest

TARGET = 5.0


def negatives_here(world: Any) -> list[str]:
    """The photos whose download came to its end, neither cut short nor still under way."""
    return [call.args[0] for call in world.download.calls if call.finished is not None and call.cancelled is None]


async def test_returns_the_pictures(submission, world):
    """returns the three pictures"""
    pictures = await submission.main()
    # What was not fetched cannot be developed: that is a skipped wait, the next check's.
    if set(negatives_here(world)) == set(world.PHOTOS):
        assert isinstance(pictures, list | tuple), f"what main() returns should be a list, not {pictures!r}"
        for photo in world.PHOTOS:
            picture = world.negatives[photo][::-1]
            assert picture in pictures, f"the picture of {photo}, {picture!r}, is not in what main() returned"


@pytest.mark.verdict("too-fast")
async def test_waits_for_the_negatives(submission, world):
    """waits until all three negatives are here"""
    await submission.main()
    missing = set(world.PHOTOS) - set(negatives_here(world))
    assert not missing, f"these negatives were not here when main() returned: {', '.join(sorted(missing))}"


@pytest.mark.verdict("extra-calls")
async def test_downloads_once(submission, world):
    """fetches each negative once"""
    await submission.main()
    count = len(world.download.calls)
    assert count <= len(world.PHOTOS), f"{count} negatives were fetched for {len(world.PHOTOS)} photos"


@pytest.mark.verdict("too-fast")
async def test_computes_for_each_photo(submission, world):
    """computes for three seconds in all"""
    await submission.main()
    computed = sum(call.finished - call.started for call in world.burn.calls)
    assert computed >= 3.0, f"three photos need 1 s of computing each; burn() computed for {computed:g} s in all"


async def test_prediction_holds(submission, clock):
    """PREDICTION says how long main() takes"""
    await submission.main()
    # Until main() takes what it can take, there is nothing to hold the prediction against.
    if clock.elapsed == TARGET:
        assert submission.PREDICTION == TARGET, (
            f"PREDICTION says {submission.PREDICTION} s and main() took {clock.elapsed:g} s: "
            "which of the waiting and computing did you expect to overlap?"
        )
