"""The trace of a run, which a check reads to ask after tidiness."""

import subprocess
import sys
from textwrap import indent

import pytest

from grader.grading import GradingRequest, grade
from grader.judge.limits import Limits
from grader.testing.job import Job
from tests.testing.conftest import Lab

COUNTS_TASKS = """
@pytest.mark.verdict("too-many-tasks")
async def test_few_tasks(submission):
    await submission.main()
    made = [task for task in submission.trace.tasks if task.made_at]
    assert len(made) <= 1, f"{len(made)} tasks for one page"
"""
FINDS_SLEEPS = """
@pytest.mark.verdict("busy-wait")
async def test_no_polling(submission):
    await submission.main()
    slept = [wait for task in submission.trace.tasks for wait in task.waits if wait.kind == "own-sleep"]
    assert not slept, f"{slept[0].end - slept[0].start} s of sleep at line {slept[0].line}"
"""

ONE_TASK = """
import asyncio
from world import download
async def page():
    return await download()
async def main():
    return await asyncio.create_task(page())
"""
THREE_TASKS = """
import asyncio
from world import download
async def page():
    return await asyncio.create_task(download())
async def main():
    return await asyncio.gather(page(), page())
"""
POLLS = """
import asyncio
from world import download
async def main():
    page = asyncio.create_task(download())
    while not page.done():
        await asyncio.sleep(0.25)
"""


@pytest.mark.parametrize(
    ("checks", "text", "verdict", "message"),
    [
        (COUNTS_TASKS, ONE_TASK, "passed", ""),
        (COUNTS_TASKS, THREE_TASKS, "too-many-tasks", "4 tasks for one page"),
        (FINDS_SLEEPS, ONE_TASK, "passed", ""),
        (FINDS_SLEEPS, POLLS, "busy-wait", "1.0 s of sleep at line 7"),
    ],
    ids=["few tasks", "many tasks", "no sleep", "a polling sleep"],
)
def test_a_check_asks_after_tidiness(lab: Lab, checks: str, text: str, verdict: str, message: str) -> None:
    """How many tasks there were, and what they did with their time."""
    lab.checks(checks)
    (check,) = lab.written(lab.grade(text))
    assert (check.verdict, check.message) == (verdict, message)


# What is still under way at the end has waited until then.
LEAVES = """
import asyncio
from world import download
async def tick():
    while True:
        await asyncio.sleep(0.5)
async def main():
    main.kept = [asyncio.create_task(tick(), name="tick"), asyncio.create_task(download(1), name="late")]
    await asyncio.sleep(0.75)
    print("done")
"""
TOLD = """
trace = submission.trace
told = [(t.name, t.function, t.maker, t.made_at, [(w.kind, w.label, w.start, w.end, w.line) for w in t.waits])
        for t in trace.tasks]
"""
AT_THE_END = """
assert sorted(told) == [
    ("late", "", "main", 8, [("waiting", "download()", 0.0, 0.75, None)]),
    ("main", "main", "", None, [("own-sleep", "asyncio.sleep()", 0.0, 0.75, 9)]),
    ("tick", "tick", "main", 8, [("own-sleep", "asyncio.sleep()", 0.0, 0.75, 6)]),
], told
assert [(p.at, p.text, p.line) for p in trace.prints] == [(0.75, "done", 10)]
assert [(c.function, c.arguments, c.end) for c in trace.calls] == [("download", "1", None)]
assert trace.end == 0.75
"""


def check_of(*parts: str) -> str:
    """A check of these parts."""
    return "async def test_it(submission, world, clock):\n" + indent("".join(parts), "    ")


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of each run, whether it was traced: those of the submission, then those of the stub."""
    opened: list[bool] = []

    def limits(job: Job, *, trace: bool) -> Limits:
        opened.append(trace)
        return limits_of(job, trace=trace)

    limits_of = Job.limits
    monkeypatch.setattr(Job, "limits", limits)
    return opened


def test_the_recorded_run_answers(lab: Lab, rooms: list[bool]) -> None:
    """A check that reads the trace at the end needs no run of its own."""
    lab.checks(check_of("await submission.main()", TOLD, AT_THE_END))
    (check,) = lab.written(lab.grade(LEAVES))
    assert (check.verdict, check.message, rooms) == ("passed", "", [True] * 2)


def test_an_own_run_tells_the_same(lab: Lab, rooms: list[bool]) -> None:
    """It is made again with a trace, once the check has asked for one."""
    lab.checks(check_of("world.configure(title='News')\nawait submission.main()", TOLD, AT_THE_END))
    (check,) = lab.written(lab.grade(LEAVES))
    assert (check.verdict, check.message, rooms) == ("passed", "", [True, False, True] + [True] * 2)


def test_the_trace_is_read_while_the_run_goes_on(lab: Lab) -> None:
    """It goes until then, waits that are not over included."""
    lab.checks(
        check_of(
            "running = asyncio.ensure_future(submission.main())\nawait asyncio.sleep(0.5)",
            TOLD,
            "await running\n",
            'assert [(name, waits[-1][3]) for name, *_, waits in told] == [("main", 0.5), ("Task-2", 0.5)], told',
        )
    )
    (check,) = lab.written(lab.grade(ONE_TASK))
    assert (check.verdict, check.message) == ("passed", "")


def test_before_the_run_there_is_nothing(lab: Lab) -> None:
    """The recorded run is not told ahead of its time."""
    lab.checks(check_of("assert submission.trace.tasks == ()\n", "await submission.main()"))
    (check,) = lab.written(lab.grade(ONE_TASK))
    assert (check.verdict, check.message) == ("passed", "")


def test_a_check_run_by_pytest_alone_has_the_trace(lab: Lab) -> None:
    """Nobody is there to run it a second time."""
    lab.checks("async def test_it(submission):\n    await submission.main()\n    assert submission.trace.tasks")
    lab.exercise.paths.stub.write_text(ONE_TASK)
    options = ["-m", "pytest", "-p", "grader.testing.plugin", "--asyncio-mode=auto", "-p", "no:cacheprovider", "-q"]
    command = [sys.executable, *options, str(lab.folder)]
    ended = subprocess.run(command, cwd=lab.root, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout


SECOND_MAY_BE_FIRST = """
import asyncio
from world import download
async def page(n):
    await download(n)
    order.append(n)
async def main():
    global order
    order = []
    await asyncio.gather(page(1), page(2))
    last = download(3)
    await (last if order == [1, 2] else asyncio.create_task(last))
    await asyncio.sleep(0.5)
"""


def test_what_only_the_trace_shows_is_looked_for_in_every_schedule(lab: Lab) -> None:
    """Neither result nor time tells such runs apart."""
    lab.checks(COUNTS_TASKS.replace("<= 1", "<= 2"))
    (result,) = grade(GradingRequest((lab.submission(SECOND_MAY_BE_FIRST),), schedules=20)).exercises
    (check,) = lab.written(result)
    assert (check.verdict, check.message) == ("race", "3 tasks for one page")
