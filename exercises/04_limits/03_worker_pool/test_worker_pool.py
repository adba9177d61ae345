"""Checks of worker-pool: a thousand addresses, 25 at a time, and none taken long before its turn."""

from collections import Counter
from typing import Any

import pytest

MOST = 25
# A queue of 25 may be full while its producer holds one more.
MOST_IN_HAND = 26


def looked_at(world: Any) -> set[str]:
    """The addresses that were looked at to the end."""
    return {call.args[0] for call in world.is_alive.calls if call.finished is not None and call.cancelled is None}


def tasks_that_looked(world: Any) -> int:
    """How many tasks had a part in the looking."""
    return len({call.origin.task for call in world.is_alive.calls})


async def test_returns_the_dead(submission, world):
    """returns the addresses that lead nowhere"""
    result = await submission.main()
    # What was not looked at cannot be judged: that is a skipped wait, another check's.
    if looked_at(world) == set(world.register):
        assert isinstance(result, list | tuple), f"what main() returns should be a list, not {result!r}"
        assert all(isinstance(each, str) for each in result), "main() should return addresses, and no lists of them"
        assert set(result) != set(world.register) - world.gone, (
            "main() should return the addresses that lead nowhere; it returned those that are alive"
        )
        missing, wrong = world.gone - set(result), set(result) - world.gone
        assert not missing, f"{len(missing)} of {len(world.gone)} dead addresses are not in what main() returned"
        assert not wrong, f"{len(wrong)} addresses in what main() returned are no dead ones, such as {min(wrong)!r}"
        assert Counter(result).total() == len(world.gone), "an address is in what main() returned more than once"


@pytest.mark.verdict("too-many-in-flight")
async def test_never_more_than_25(submission, world):
    """looks at no more than 25 addresses at once"""
    await submission.main()
    most = world.is_alive.in_flight_max
    assert most <= MOST, f"{most} addresses were looked at at once; there are {MOST} connections"


@pytest.mark.verdict("too-many-tasks")
async def test_no_task_for_each_address(submission, world):
    """makes no task for an address long before its turn"""
    await submission.main()
    if tasks_that_looked(world) > MOST + 2:
        assert world.most_in_hand <= MOST_IN_HAND, (
            f"{world.most_in_hand} addresses had been taken and were still waiting, most of them in a task of their own"
        )


@pytest.mark.verdict("unbounded-buffer")
async def test_takes_no_heap_of_addresses(submission, world):
    """takes an address from the register only when it is about to be needed"""
    await submission.main()
    # Where each address has its own task, the tasks are the heap: the check before says so.
    if tasks_that_looked(world) <= MOST + 2:
        assert world.most_in_hand <= MOST_IN_HAND, (
            f"{world.most_in_hand} addresses had been taken from the register and were still waiting"
        )


@pytest.mark.verdict("too-fast")
async def test_empties_the_register(submission, world):
    """looks at every address of the register"""
    await submission.main()
    count = len(looked_at(world))
    assert count == len(world.register), f"{count} of {len(world.register)} addresses had been looked at"


@pytest.mark.criterion("elapsed")
@pytest.mark.verdict("too-slow")
async def test_no_worker_waits_for_another(submission, world, clock):
    """lets no worker wait for another, on a day when every 25th address is slow"""
    world.configure(size=100, slow_each=25)
    await submission.main()
    assert clock.elapsed <= 1.75, (
        f"with a hundred addresses of which every 25th takes 1 s, it took {clock.elapsed:g} s instead of 1.75 s"
    )


@pytest.mark.verdict("extra-calls")
async def test_looks_once(submission, world):
    """looks at each address once"""
    await submission.main()
    address, count = Counter(call.args[0] for call in world.is_alive.calls).most_common(1)[0]
    assert count == 1, f"{address} was looked at {count} times; once is enough"
