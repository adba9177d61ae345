"""The cancel sweep: a cancel of the entry at each of its waits."""

from pathlib import Path

import pytest

from grader.catalog.exercise import Exercise
from grader.model.verdict import Verdict
from tests.grading.small_exercise import grade_text, make_exercise

WORLD = '''
    """A connection that has to be closed, of which there are two at most."""

    import asyncio

    slots = asyncio.Semaphore(2)


    class Connection:
        """One connection."""

        def __init__(self) -> None:
            self.is_open = True

        async def ask(self) -> str:
            await asyncio.sleep(1)
            return "answer"

        async def close(self) -> None:
            self.is_open = False
            slots.release()
            await asyncio.sleep(0.5)


    async def connect() -> Connection:
        await slots.acquire()
        try:
            await asyncio.sleep(0.5)
        except asyncio.CancelledError:
            slots.release()
            raise
        return Connection()


    def configure(rng) -> None:
        global slots
        slots = asyncio.Semaphore(2)
'''
CHECKS = '''
    async def test_is_right(submission):
        """returns the answer"""
        assert await submission.main() == "answer"
'''
GOOD = """
    from world import connect

    async def main():
        connection = await connect()
        try:
            return await connection.ask()
        finally:
            await connection.close()
"""
NO_FINALLY = """
    from world import connect

    async def main():
        connection = await connect()
        answer = await connection.ask()
        await connection.close()
        return answer
"""
SWALLOWS = """
    import asyncio
    from world import connect

    async def main():
        connection = await connect()
        try:
            return await connection.ask()
        except asyncio.CancelledError:
            return "answer"
        finally:
            await connection.close()
"""
LOSES_PLACES = """
    import asyncio
    from world import connect

    places = asyncio.Semaphore(1)

    async def main():
        await places.acquire()
        connection = await connect()
        try:
            answer = await connection.ask()
        finally:
            await connection.close()
        places.release()
        return answer
"""
LEAVES_A_TASK = """
    import asyncio
    from world import connect

    async def main():
        connection = await connect()
        try:
            return await asyncio.shield(asyncio.create_task(connection.ask()))
        finally:
            await connection.close()
"""


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    """A connection that has to be closed whatever happens."""
    return make_exercise(tmp_path, WORLD, CHECKS, target=2.0, cancel_sweep=True)


@pytest.mark.parametrize(
    ("text", "verdict", "line"),
    [
        pytest.param(NO_FINALLY, Verdict.UNCLEAN, 7, id="closes only when all went well"),
        pytest.param(SWALLOWS, Verdict.SWALLOWED_CANCEL, 9, id="swallows the cancel"),
        pytest.param(LEAVES_A_TASK, Verdict.LEAKED_TASK, 8, id="leaves a task"),
        pytest.param(LOSES_PLACES, Verdict.DEADLOCK, 14, id="loses a place"),
    ],
)
def test_what_a_cancel_brings_to_light(exercise: Exercise, text: str, verdict: Verdict, line: int) -> None:
    """A submission that passes the plain run and breaks under a cancel gets the verdict and line of what broke."""
    result = grade_text(exercise, text)
    assert (result.verdict, result.line) == (verdict, line)


def test_the_place_of_the_cancel_is_named(exercise: Exercise) -> None:
    """The message says where the cancel came, and what stays open since which line."""
    swept = next(check for check in grade_text(exercise, NO_FINALLY).checks if check.verdict is Verdict.UNCLEAN)
    assert swept.message == "cancelled while waiting at line 6 (0.5 s): the Connection, opened at line 5, stays open"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (NO_FINALLY, "Cancelled while waiting at line 6 (0.5 s): the Connection, opened at line 5, stays open. "),
        (SWALLOWS, "Cancelled while waiting at line 8 (0.5 s): it went on and returned 'answer'. "),
        (LEAVES_A_TASK, "Cancelled while waiting at line 8 (0.5 s): `ask()` was still under way. "),
        (LOSES_PLACES, "Cancelled while waiting at line 9 (0 s): after that, a second call never ends. "),
    ],
    ids=["closes only when all went well", "swallows the cancel", "leaves a task", "loses a place"],
)
def test_the_summary_says_that_somebody_cancelled(exercise: Exercise, text: str, says: str) -> None:
    """Where the cancel came, and what became of it, before why: in the run that is shown nobody did."""
    assert grade_text(exercise, text).summary.startswith(says)


@pytest.mark.parametrize("places", [2, 5, 20])
def test_a_place_that_is_lost_is_missed_however_many_there_are(exercise: Exercise, places: int) -> None:
    """One of several is lost with each cancel, and a second call still finds its place."""
    result = grade_text(exercise, LOSES_PLACES.replace("Semaphore(1)", f"Semaphore({places})"))
    assert (result.verdict, result.line) == (Verdict.DEADLOCK, 14)
    assert "cancelled while waiting at line 9 (0 s): after several of these, a call never ends" in [
        check.message for check in result.checks
    ]


def test_clean_code_survives_a_cancel_anywhere(exercise: Exercise) -> None:
    """A submission that closes in a `finally` and lets the cancel go passes."""
    assert grade_text(exercise, GOOD).verdict is Verdict.PASSED


def test_no_sweep_where_the_manifest_asks_for_none(tmp_path: Path) -> None:
    """Without `cancel_sweep` nothing is cancelled."""
    exercise = make_exercise(tmp_path, WORLD, CHECKS, target=2.0)
    assert grade_text(exercise, NO_FINALLY).verdict is Verdict.PASSED


def test_a_check_can_ask_for_the_sweep(tmp_path: Path) -> None:
    """By its marker, where the manifest does not."""
    marked = "    import pytest\n\n    @pytest.mark.cancel_sweep" + CHECKS
    swept = make_exercise(tmp_path, WORLD, marked, target=2.0)
    assert grade_text(swept, NO_FINALLY).verdict is Verdict.UNCLEAN
