"""What a submission leaves open when it returns."""

from pathlib import Path

import pytest

from grader.catalog.exercise import Exercise
from grader.model.verdict import Verdict
from tests.grading.small_exercise import grade_text, make_exercise

WORLD = '''
    """A clock that ticks, and a line that can be hung up."""

    import asyncio


    class Line:
        """One line."""

        is_open = True

        async def close(self) -> None:
            self.is_open = False


    async def ticks():
        for number in range(9):
            await asyncio.sleep(1)
            yield number


    async def call() -> Line:
        return Line()
'''
CHECKS = '''
    async def test_is_right(submission):
        """ticks once"""
        assert await submission.main() == 0
'''
PROGRAM = """
    import contextlib
    from world import call, ticks

    kept = []

    async def own():
        async for number in ticks():
            yield number

    async def main():
        {}
        return await anext(kept[0])
"""
CLOSED = """
    import contextlib
    from world import call, ticks

    async def own():
        async with contextlib.aclosing(ticks()) as numbers:
            async for number in numbers:
                yield number

    async def main():
        line = await call()
        await line.close()
        async with contextlib.aclosing(own()) as numbers:
            async for number in numbers:
                return number
"""


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    """One tick, 1 s away."""
    return make_exercise(tmp_path, WORLD, CHECKS, target=1.0)


@pytest.mark.parametrize(
    ("opened", "line", "says"),
    [
        ("kept.append(ticks())", 12, "The ticks() is opened at line 12 and never closed."),
        ("kept.append(own())", 9, "The generator `own()` was begun, stands at line 9, and is never closed."),
        ("await call(); return await anext(ticks())", 12, "The Line is opened at line 12 and never closed."),
    ],
    ids=["a generator of the world's", "a generator of its own", "a handle"],
)
def test_what_is_left_open_is_named_with_its_line(exercise: Exercise, opened: str, line: int, says: str) -> None:
    """Though the run was right and in time."""
    result = grade_text(exercise, PROGRAM.format(opened))
    assert (result.verdict, result.line, result.summary) == (Verdict.UNCLEAN, line, says)


def test_what_is_closed_is_not_left_open(exercise: Exercise) -> None:
    """Generators within generators, each closed by whoever began it."""
    assert grade_text(exercise, CLOSED).verdict is Verdict.PASSED


def test_a_generator_that_a_check_iterates_over_is_no_open_one(tmp_path: Path) -> None:
    """The check stops when it likes; what the submission began to serve it is the check's to close."""
    checks = '''
    async def test_is_right(submission):
        """ticks once"""
        async for number in submission.own():
            assert await submission.main() == number
            break
        assert submission.tasks_left == []
'''
    text = CLOSED.replace("return number", "return number\n\n    async def main():\n        return 0")
    result = grade_text(make_exercise(tmp_path, WORLD, checks, target=1.0), text)
    assert [c.verdict for c in result.checks if c.name == "ticks once"] == ["passed"]
