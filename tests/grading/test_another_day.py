"""What fails only with a check's own data is said of that check; the run that is shown went well."""

from pathlib import Path

import pytest

from grader.catalog.exercise import Exercise
from grader.model.verdict import Verdict
from tests.grading.small_exercise import grade_text, make_exercise

WORLD = '''
    """One answer, 1 s away."""

    import asyncio
    import random

    down = False


    async def answer() -> int:
        await asyncio.sleep(1)
        if down:
            raise ConnectionError("nobody is there today")
        return 1


    def configure(rng: random.Random, closed: bool = False) -> None:
        global down
        down = closed
'''
CHECKS = '''
    async def test_answers(submission):
        """gives the answer"""
        assert await submission.main() == 1


    async def test_other_day(submission, world):
        """gives nothing on a day when nobody is there"""
        world.configure(closed=True)
        assert await submission.main() is None


    async def test_same_day(submission, world):
        """gives the answer again"""
        world.configure()
        assert await submission.main() == 1
'''
ON_THAT_DAY = 'On another day, in the check "gives nothing on a day when nobody is there": '


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    """An answer that does not always come."""
    return make_exercise(tmp_path, WORLD, CHECKS, target=1.0)


def test_the_day_on_which_it_fails_is_named(exercise: Exercise) -> None:
    """An exception that the learner's own run never raises is told with the check that saw it."""
    result = grade_text(exercise, "from world import answer\nasync def main():\n    return await answer()\n")
    assert result.verdict is Verdict.RAISED
    assert result.summary.startswith(f"{ON_THAT_DAY}A call of the world failed with `ConnectionError`")


def test_what_every_day_shows_is_no_other_days(exercise: Exercise) -> None:
    """A result that is wrong in the plain run too needs no other day."""
    result = grade_text(exercise, "async def main():\n    return 2\n")
    assert result.verdict is Verdict.WRONG_RESULT
    assert "another day" not in result.summary


def test_a_race_on_another_day_is_that_days(tmp_path: Path) -> None:
    """Also where it takes a certain order of events besides."""
    checks = CHECKS.replace("submission.main() is None", "submission.main() != [2, 1]")
    exercise = make_exercise(tmp_path, WORLD, checks, target=1.0)
    result = grade_text(exercise, RACY, schedules=50)
    assert result.verdict is Verdict.RACE
    assert result.summary.startswith(ON_THAT_DAY)


RACY = """
    import asyncio
    from world import answer

    async def main():
        order = []

        async def ask(number):
            try:
                await answer()
            except ConnectionError:
                order.append(number)

        await asyncio.gather(ask(1), ask(2))
        return order or 1
"""
