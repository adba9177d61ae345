"""What is known, when a run is over, of what a schedule decided in it."""

from tests.runner.conftest import Run

TWO_SLEEPERS = """
import asyncio

async def main():
    await asyncio.gather(asyncio.sleep(1), asyncio.sleep(1))
"""


def test_a_run_knows_what_was_tied_in_it(run: Run) -> None:
    """Both rooms have told their timers when the entry has ended."""
    decided = run(TWO_SLEEPERS, timers=True).session.decided()
    assert decided is not None
    assert decided.ties.orders == 2


def test_timers_are_told_where_somebody_asks(run: Run) -> None:
    """Most runs are compared with no other."""
    assert run(TWO_SLEEPERS).session.decided() is None


def test_nothing_is_known_of_what_went_on_after_the_entry(run: Run) -> None:
    """Where tasks that were left behind go on, their timers have not been told."""
    left_behind = """
        import asyncio, time
        from world import fetch

        async def later():
            await fetch()
            await asyncio.gather(asyncio.sleep(1), asyncio.sleep(1))

        async def main():
            left.append(asyncio.create_task(later()))

        left = []
    """
    ended = run(left_behind, wait=5, timers=True)
    assert ended.elapsed == 5
    assert ended.session.decided() is None


def test_nothing_is_known_of_a_run_that_failed(run: Run) -> None:
    """It was cut off in the midst of something."""
    assert (
        run("import asyncio\nasync def main():\n    await asyncio.Event().wait()\n", timers=True).session.decided()
        is None
    )


def test_nothing_is_known_where_the_day_changed_in_the_midst(run: Run) -> None:
    """A check that chose another day after the first call has seen two days, and their latencies."""
    ended = run(TWO_SLEEPERS, timers=True)
    ended.session._world.configure(seconds=1)
    assert ended.session.decided() is None
