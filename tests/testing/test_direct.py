"""Checks that are called past pytest's protocol end as they do through it."""

import gc
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from textwrap import indent
from typing import Any

import msgspec
import pytest

from grader.catalog.catalog import load_catalog
from grader.catalog.exercise import Exercise
from grader.catalog.sources import find_sources
from grader.catalog.submission import SubmittedText
from grader.grading import GradingRequest, grade
from grader.judge.loop import JudgeLoop
from grader.model.report import CheckResult
from grader.model.verdict import Verdict
from grader.testing import harness
from grader.testing.direct import DirectCall, direct_call
from grader.testing.job import Job
from grader.testing.replay import Replay
from tests.batch.a_class import answers_of
from tests.grading.conftest import ROOT, as_submission
from tests.kit_on_disk import write_exercise
from tests.testing.conftest import WORLD, Lab

EXERCISES = load_catalog(find_sources((), ROOT)).exercises
CHAPTERS = {name: tuple(of_it) for name, of_it in groupby(EXERCISES, lambda exercise: exercise.folder.parent.name)}


@dataclass
class Way:
    """One of the two ways: which checks were called directly on it."""

    called: list[tuple[Path, str]] = field(default_factory=list)


@contextmanager
def way(*, direct: bool) -> Iterator[Way]:
    """Let checks go one way: where they can, directly, or all through pytest."""
    taken = Way()

    def call(item: pytest.Item) -> DirectCall | None:
        return direct_call(item) if direct else None

    def run(self: DirectCall, job: Job) -> None:
        taken.called.append((self.item.path, self.item.name.partition("[")[0]))
        of_direct_call(self, job)

    of_direct_call = DirectCall.run
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(harness, "direct_call", call)
        patch.setattr(DirectCall, "run", run)
        yield taken


def both_ways(grade_it: Callable[[], Any]) -> tuple[Any, Any, list[tuple[Path, str]]]:
    """What comes of it either way, and which checks were called directly."""
    with way(direct=True) as taken:
        direct = grade_it()
    with way(direct=False) as through_pytest:
        other = grade_it()
    assert not through_pytest.called
    # What the cases leave on their loops is told of now, and not in the midst of some other test.
    gc.collect()
    return direct, other, taken.called


def submissions_of(exercise: Exercise) -> Sequence[tuple[Exercise, SubmittedText]]:
    """The stub, the reference, and a known-wrong one."""
    kept = answers_of(exercise)
    answers = [*kept["stub"], kept["good"][0], *kept["wrong"][:1]]
    return [(exercise, as_submission(exercise, each.text)) for each in answers]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_exercises_are_judged_the_same_either_way(chapter: str) -> None:
    """Every field of every result, and at least one check of each is called directly."""
    exercises = CHAPTERS[chapter]
    submissions = [each for exercise in exercises for each in submissions_of(exercise)]
    direct, other, called = both_ways(lambda: grade(GradingRequest(tuple(submissions), schedules=0)).exercises)
    assert direct == other
    assert {path for path, _ in called} == {exercise.paths.checks for exercise in exercises}


GIVES_ONE = "async def main(): return 1"

DIRECT = {
    "passes": "assert await submission.main() == 1",
    "fails": "assert await submission.main() == 2, 'not two'",
    "says so": "pytest.fail('so')",
    "skips itself": "pytest.skip('not today')",
    "expects to fail": "pytest.xfail('known')",
    "breaks": "raise LookupError('of its own')",
    "leaves Python": "raise SystemExit(3)",
    "is cancelled": "asyncio.current_task().cancel()\nawait asyncio.sleep(1)",
    "waits for what never comes": "await asyncio.Event().wait()",
    "closes its loop": "asyncio.get_running_loop().close()",
    "stops its loop": "asyncio.get_running_loop().stop()\nawait asyncio.sleep(1)",
    "waits too long": "await asyncio.sleep(1e6)",
    "leaves a task": "asyncio.create_task(asyncio.sleep(9))\nassert await submission.main() == 1",
    "leaves a task that fails as it ends": (
        "async def stay():\n    try: await asyncio.sleep(9)\n    finally: raise LookupError('late')\n"
        "asyncio.create_task(stay())\nawait submission.main()"
    ),
    "leaves a call": "asyncio.create_task(submission.main())\nassert submission.printed == []",
    "leaves a generator": (
        "async def count():\n    try: yield 1\n    finally: await asyncio.sleep(1)\n"
        "it = count()\nassert await anext(it) == await submission.main()"
    ),
    "needs a runner of its own": "assert [await submission.main(), await submission.main()] == [1, 1]",
    "asks for what is missing": "await submission.no_such_name()",
    "takes other data": "world.configure(title='x')\nassert await submission.main() == 2",
    "world that refuses its data": "world.configure(no_such_choice=1)",
    "reads the clock": "await asyncio.sleep(2.5)\nassert (clock.now, clock.elapsed) == (2.5, 0)",
}


OWN_WAY = {
    "a fixture of its own": "@pytest.fixture\ndef one(): return 1\nasync def test_it(one): assert one == 2, 'own'",
    "a fixture of its own that is async": (
        "@pytest.fixture\nasync def one(submission): return await submission.main()\n"
        "async def test_it(one): assert one == 2, 'own'"
    ),
    "another fixture of a known name": (
        "@pytest.fixture\ndef world(): return 'mine'\nasync def test_it(world): assert world == 'theirs', world"
    ),
    "a fixture around all": (
        "@pytest.fixture(autouse=True)\ndef around():\n    yield\n    assert 0, 'after'\nasync def test_it(): ..."
    ),
    "a fixture of pytest's": "async def test_it(tmp_path): assert not tmp_path.is_dir(), 'there'",
    "a fixture that is asked for by a mark": (
        "@pytest.fixture\ndef breaks(): raise LookupError('set up')\n"
        "@pytest.mark.usefixtures('breaks')\nasync def test_it(): ..."
    ),
    "parameters of a fixture": (
        "@pytest.fixture\ndef one(request): return request.param\n"
        "@pytest.mark.parametrize('one', [1, 2], indirect=True)\nasync def test_it(one): assert one == 2, 'own'"
    ),
    "the request": "async def test_it(request): request.addfinalizer(lambda: 1 / 0)",
    "set up in the old way": "def setup_function(): raise LookupError('old')\nasync def test_it(): ...",
    "a skip": "@pytest.mark.skip(reason='not today')\nasync def test_it(): assert 0",
    "a condition to skip": "@pytest.mark.skipif(True, reason='not today')\nasync def test_it(): assert 0",
    "an expected failure": "@pytest.mark.xfail(reason='known')\nasync def test_it(): assert 0, 'known'",
    "an expected failure that is not run": "@pytest.mark.xfail(run=False)\nasync def test_it(): assert 0, 'known'",
    "a loop for many": "@pytest.mark.asyncio(loop_scope='module')\nasync def test_it(): assert 0, 'own'",
    "time of its own": "@pytest.mark.timeout(0.1)\nasync def test_it():\n    while True: pass",
    "a class": "class TestAll:\n    async def test_it(self, submission): assert await submission.main() == 2, 'own'",
    "a plain function": "def test_it(): assert 0, 'plain'",
}


AROUND_ALL = {"a fixture around all", "set up in the old way"}
NEXT = "async def test_next(submission): await submission.main()"
CHECKS = {
    **{case: f"async def test_it(submission, world, clock):\n{indent(body, '    ')}" for case, body in DIRECT.items()},
    **OWN_WAY,
}

# Of each case what its checks come to, directly where they can and through pytest, and which were called directly.
Judged = Mapping[str, tuple[Sequence[CheckResult], Sequence[CheckResult], set[str]]]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """Each case is an exercise of its own, with another check behind it, and all are graded in one session."""
    root = tmp_path_factory.mktemp("kit")
    for number, checks in enumerate(CHECKS.values(), 10):
        folder = write_exercise(root, "01_cases", f"{number}_case_{number}")
        (folder / "world.py").write_text(WORLD)
        (folder / f"test_case_{number}.py").write_text(f"import asyncio\nimport pytest\n\n{checks}\n{NEXT}\n")
    exercises = load_catalog(find_sources((), root)).exercises
    request = GradingRequest(tuple((each, as_submission(each, GIVES_ONE)) for each in exercises), schedules=0)
    direct, other, called = both_ways(lambda: [result.checks[4:] for result in grade(request).exercises])
    names = [{name for path, name in called if path == each.paths.checks} for each in exercises]
    return dict(zip(CHECKS, zip(direct, other, names, strict=True), strict=True))


@pytest.mark.parametrize("case", DIRECT)
def test_a_check_that_is_called_directly_ends_as_through_pytest(judged: Judged, case: str) -> None:
    """And the check after it, too."""
    direct, other, called = judged[case]
    assert list(map(told, direct)) == list(map(told, other))
    assert called == {"test_it", "test_next"}


@pytest.mark.parametrize("case", OWN_WAY)
def test_a_check_that_needs_more_goes_through_pytest(judged: Judged, case: str) -> None:
    """Its neighbour is called directly all the same, unless what it needs is around that one too."""
    direct, other, called = judged[case]
    assert list(map(told, direct)) == list(map(told, other))
    assert called == (set() if case in AROUND_ALL else {"test_next"})


def told(check: CheckResult) -> CheckResult:
    """A result without the numbers that asyncio gives to tasks, counted from the start of the process."""
    return msgspec.structs.replace(check, message=re.sub(r"Task-\d+", "Task", check.message))


def test_cases_end_in_many_ways(judged: Judged) -> None:
    """So that to be alike means something."""
    verdicts = {check.verdict for direct, _, _ in judged.values() for check in direct}
    assert verdicts >= {Verdict.PASSED, Verdict.WRONG_RESULT, Verdict.JUDGE_ERROR, Verdict.MISSING_ENTRY}


def test_parameters_reach_the_check(lab: Lab) -> None:
    """Each is a check of its own, called directly, the marks of one among them kept."""
    lab.checks("""
        @pytest.mark.parametrize("b", [1, 2])
        @pytest.mark.parametrize(("a", "world"), [(1, "x"), pytest.param(2, "y", marks=pytest.mark.points(3))])
        async def test_sum(submission, a, b, world):
            assert await submission.main() == a * b, f"{a} {b} {world}"
    """)
    direct, other, called = both_ways(lambda: lab.written(lab.grade(GIVES_ONE)))
    assert direct == other
    assert [check.message for check in direct] == ["", "1 2 x", "2 1 y", "2 2 y"]
    assert {name for _, name in called} == {"test_sum"}


STAYS = """
import os

async def test_it(submission):
    async def stay():
        try: await asyncio.sleep(9)
        finally: os.environ["CLOSED"] += "task "
    asyncio.create_task(stay())
    await submission.main()
    {ends}
"""


def note_closing(patch: pytest.MonkeyPatch) -> None:
    """Write down in which order things are closed."""
    patch.setenv("CLOSED", "")
    for kind, close, name in ((Replay, "close", "run"), (JudgeLoop, "close", "loop")):
        patch.setattr(kind, close, noted(getattr(kind, close), name))


def noted(close: Callable[[Any], None], name: str) -> Callable[[Any], None]:
    def note_and_close(self: Any) -> None:
        os.environ["CLOSED"] += f"{name} "
        close(self)

    return note_and_close


@pytest.mark.parametrize("direct", [True, False])
def test_things_are_closed_in_the_same_order(lab: Lab, monkeypatch: pytest.MonkeyPatch, *, direct: bool) -> None:
    """The run, what the check left on the loop, the loop."""
    lab.checks(STAYS.format(ends="..."))
    note_closing(monkeypatch)
    with way(direct=direct):
        lab.grade(GIVES_ONE)
    assert os.environ["CLOSED"].endswith("loop run task loop ")


@pytest.mark.parametrize("direct", [True, False])
def test_a_check_that_never_ends_is_ended(lab: Lab, monkeypatch: pytest.MonkeyPatch, *, direct: bool) -> None:
    """The guard stands around those that are called directly, too."""
    shorter = [each.replace("timeout=120", "timeout=0.1") for each in harness._ARGUMENTS]
    monkeypatch.setattr(harness, "_ARGUMENTS", shorter)
    lab.checks("async def test_it(submission):\n    while True: pass\nasync def test_next(submission): ...")
    with way(direct=direct) as taken:
        first, after = lab.written(lab.grade())
    assert bool(taken.called) is direct
    assert (first.verdict, "Timeout" in first.message, after.verdict) == ("judge-error", True, "passed")


@pytest.mark.parametrize(
    ("ends", "error"),
    [
        ("import signal; signal.raise_signal(signal.SIGINT)", KeyboardInterrupt),
        ("pytest.exit('enough')", pytest.exit.Exception),
    ],
)
def test_an_interrupt_ends_all_and_closes_what_is_open(
    lab: Lab, monkeypatch: pytest.MonkeyPatch, ends: str, error: type[BaseException]
) -> None:
    """It is no outcome of the check."""
    lab.checks(STAYS.format(ends=ends))
    note_closing(monkeypatch)
    with way(direct=True) as taken, pytest.raises(error):
        lab.grade(GIVES_ONE)
    assert [name for _, name in taken.called] == ["test_it"]
    assert os.environ["CLOSED"].endswith("run task loop ")
