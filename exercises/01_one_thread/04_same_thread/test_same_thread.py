"""Checks of same-thread: five workers have worked, all on the thread of the loop, and main says so."""

from typing import Any

import pytest


def workers_done(world: Any) -> list[str]:
    """Those whose letters are sorted: neither cut short nor still under way."""
    return [call.args[0] for call in world.sort_letters.calls if call.finished is not None and call.cancelled is None]


async def test_returns_one_thread(submission, world):
    """returns a set with one thread in it"""
    threads = await submission.main()
    # Nobody can report from a worker that is not done: that is a skipped wait, the next check's.
    if workers_done(world):
        assert isinstance(threads, set), f"what main() returns should be a set; it is a {type(threads).__name__}"
        assert all(isinstance(thread, int) for thread in threads), (
            "a thread is what threading.get_ident() gives: a number"
        )
        assert len(threads) == 1, f"five workers on one thread report one number; main() returned {len(threads)}"


@pytest.mark.verdict("too-fast")
async def test_waits_for_all_workers(submission, world):
    """waits until all five have sorted their letters"""
    await submission.main()
    missing = set(world.WORKERS) - set(workers_done(world))
    assert not missing, f"the letters of these were not sorted when main() returned: {', '.join(sorted(missing))}"


# Where all machines need the same, who waits for one has waited for all.
@pytest.mark.verdict("too-fast")
@pytest.mark.parametrize("slow", ["Ines", "Mira"])
async def test_waits_for_whoever_is_slow(submission, world, slow):
    """waits for everybody, on a day when one machine is slow"""
    world.configure(slow=slow)
    await submission.main()
    assert slow in workers_done(world), (
        f"on a day when the machine of {slow} is slow, the letters of {slow} were not sorted when main() returned"
    )


@pytest.mark.verdict("extra-calls")
async def test_sorts_once(submission, world):
    """sorts each worker's letters once"""
    await submission.main()
    count = len(world.sort_letters.calls)
    assert count <= len(world.WORKERS), f"letters were sorted {count} times for {len(world.WORKERS)} workers"


@pytest.mark.criterion("single-thread")
@pytest.mark.verdict("not-single-threaded")
async def test_works_on_the_thread_of_the_loop(submission, world):
    """works on the thread of the event loop"""
    await submission.main()
    elsewhere = [call.args[0] for call in world.sort_letters.calls if call.thread != 0]
    assert not elsewhere, f"these worked on another thread than the event loop's: {', '.join(elsewhere)}"
