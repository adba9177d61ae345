"""What a run tells of its tasks: who made them, and what they waited for."""

from pathlib import Path
from textwrap import dedent

import pytest

from grader.catalog.exercise import Exercise
from grader.catalog.submission import SubmittedText
from grader.judge.launch import launcher
from grader.model.trace import Trace
from grader.testing.job import Job
from grader.testing.plain_run import run_entry
from tests.grading.small_exercise import make_exercise

WORLD = """
import asyncio

async def fetch(d):
    await asyncio.sleep(d)
"""
CHECKS = """
async def test_nothing(submission):
    pass
"""


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    """One with a single wait."""
    return make_exercise(tmp_path, WORLD, CHECKS, target=1.0)


def traced(exercise: Exercise, text: str) -> Trace:
    """The trace of a run of the text."""
    submitted = SubmittedText(dedent(text), exercise.paths.stub, exercise.file_name)
    start = launcher()
    try:
        return run_entry(Job(exercise, submitted, start, 0)).trace()
    finally:
        start.close()


def waits(trace: Trace) -> list[tuple[str, str, float, float]]:
    """Who, what, from when to when."""
    return [(span.task, span.kind, span.start, span.end) for span in trace.spans]


@pytest.mark.parametrize(
    "joins",
    [
        "async with asyncio.TaskGroup() as group:\n        group.create_task(one())",
        "await asyncio.gather(one())",
        "await asyncio.wait([asyncio.create_task(one())])",
        "await asyncio.wait_for(asyncio.create_task(one()), 9)",
        "await asyncio.create_task(one())",
        "for each in asyncio.as_completed([one()]):\n        await each",
    ],
    ids=["group", "gather", "wait", "wait_for", "task", "as_completed"],
)
def test_whoever_waits_for_tasks_joins_them(exercise: Exercise, joins: str) -> None:
    """It does not wait for its turn."""
    trace = traced(
        exercise,
        f"""
import asyncio
from world import fetch

async def one():
    await fetch(1)

async def main():
    {joins}
""",
    )
    assert sorted(kind for _, kind, _, _ in waits(trace)) == ["joining", "waiting"]


def test_a_task_knows_the_task_that_made_it(exercise: Exercise) -> None:
    """And the line; the entry's was made by nobody."""
    trace = traced(
        exercise,
        """
        import asyncio
        from world import fetch

        async def inner():
            await fetch(1)

        async def outer():
            await asyncio.create_task(inner(), name="inner")

        async def main():
            await asyncio.create_task(outer(), name="outer")
        """,
    )
    made = {task.name: (task.maker, task.made_at) for task in trace.tasks}
    assert made == {"main": ("", None), "outer": ("main", 12), "inner": ("outer", 9)}


def test_whoever_holds_the_thread_does_not_also_wait(exercise: Exercise) -> None:
    """Neither an async entry nor a plain one."""
    blocking = "import time\n\n{} main():\n    time.sleep(1)\n"
    for kind in ("def", "async def"):
        assert waits(traced(exercise, blocking.format(kind))) == [("main", "blocked", 0.0, 1.0)]


def test_each_print_knows_its_own_line(exercise: Exercise) -> None:
    """Though both were printed at one instant; what a print leaves open goes on with the next."""
    trace = traced(
        exercise,
        """
        def main():
            print("one")
            print("two", end="")
            print("three")
        """,
    )
    assert [(each.text, each.line) for each in trace.prints] == [("one", 3), ("twothree", 4)]
