"""Checks of start-before-you-await: every friend is rung once, waited for, and heard."""

from typing import Any

import pytest


def friends_who_answered(world: Any) -> list[str]:
    """Those whose call came to its end, neither cut short nor still under way."""
    return [call.args[0] for call in world.ring.calls if call.finished is not None and call.cancelled is None]


async def test_prints_what_they_say(submission, world):
    """prints what each friend says"""
    await submission.main()
    text = "\n".join(line for _, line in submission.printed)
    # Who has not answered cannot be quoted: that is a skipped wait, the next check's.
    for friend in friends_who_answered(world):
        assert world.answers[friend] in text, f"{friend} answered, and the answer was not printed"


@pytest.mark.verdict("too-fast")
async def test_waits_for_everybody(submission, world):
    """waits until every friend has answered"""
    await submission.main()
    missing = set(world.FRIENDS) - set(friends_who_answered(world))
    assert not missing, f"there was no answer from {', '.join(sorted(missing))} when main() returned"


@pytest.mark.verdict("extra-calls")
async def test_rings_once(submission, world):
    """rings each friend once"""
    await submission.main()
    count = len(world.ring.calls)
    assert count <= len(world.FRIENDS), f"the telephone rang {count} times for {len(world.FRIENDS)} friends"


@pytest.mark.verdict("too-fast")
async def test_waits_for_whoever_is_slowest(submission, world):
    """waits for the slowest, on a day when that is somebody else"""
    world.configure(seconds=(1.0, 4.0, 2.0))
    await submission.main()
    missing = set(world.FRIENDS) - set(friends_who_answered(world))
    assert not missing, (
        f"on a day when Bo needs 4 s, there was no answer from {', '.join(sorted(missing))} when main() returned"
    )


@pytest.mark.verdict("too-fast")
async def test_waits_for_the_first_too(submission, world):
    """waits for the first, on a day when that one takes twice as long"""
    world.configure(seconds=(6.0, 1.0, 2.0))
    await submission.main()
    missing = set(world.FRIENDS) - set(friends_who_answered(world))
    assert not missing, (
        f"on a day when Ada needs 6 s, there was no answer from {', '.join(sorted(missing))} when main() returned"
    )
