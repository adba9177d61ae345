"""Real judges: what they say, what their death costs, and that none is left behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil
import pytest

from grader.batch.judges import Judges, JudgesFailed
from grader.batch.tasks import Done, Settings, Task, unpacked
from tests.batch.a_class import KIT, write_class
from tests.batch.conftest import School
from tests.kit_on_disk import SOLVED

DEADLY_WORLD = '''\
"""A world that ends the judge it lives in, or keeps it busy until a file is gone, when it is asked to."""
import os
import time

async def die() -> None:
    os._exit(3)

async def stay() -> None:
    open({reached!r}, "w").close()
    while os.path.exists({closed!r}):
        time.sleep(0.01)
'''
CALLS = "from world import die, stay\n\nasync def main():\n    await {name}()\n"


@pytest.fixture
def deadly(school: School) -> School:
    for exercise in school.exercises:
        exercise.paths.world.write_text(world_of(school))
        manifest = exercise.folder / "exercise.toml"
        manifest.write_text(manifest.read_text() + "[rules]\nschedules = 1\n")
        exercise.paths.checks.write_text("async def test_it(submission):\n    await submission.main()\n")
    closed(school).touch()
    return school


def world_of(school: School) -> str:
    return DEADLY_WORLD.format(reached=str(reached(school)), closed=str(closed(school)))


def reached(school: School) -> Path:
    """Is there once a judge waits in its world."""
    return school.root / "reached"


def closed(school: School) -> Path:
    """Keeps judges waiting in their world."""
    return school.root / "closed"


def settings(school: School) -> Settings:
    kit = school.root / "kit"
    return Settings(((str(kit / "exercises"), str(kit / "solutions")),), ("two-at-once", "at-most-four"), schedules=1)


def tasks(school: School, texts: Sequence[str]) -> list[Task]:
    for number, text in enumerate(texts):
        school.hand_in(f"s{number}", two_at_once=text)
    plan = school.plan()
    keys = {student: key for student, key in plan.counts if key.slug == "two-at-once"}
    return [Task(key, plan.read(student, key) or "") for student, key in keys.items()]


def texts_of(found: Sequence[Done], *, judged: bool) -> set[str]:
    return {done.task.text for done in found if (done.outcome is not None) == judged}


def test_a_task_that_kills_its_judge_costs_nobody_else_anything(deadly: School) -> None:
    """It is tried on two judges and given back without an outcome; what came before and after is judged."""
    good = [f"{SOLVED}# {number}\n" for number in range(3)]
    kills = CALLS.format(name="die")
    found = list(Judges(settings(deadly), 2).grade(tasks(deadly, [good[0], kills, *good[1:]])))
    assert texts_of(found, judged=True) == set(good)
    (lost,) = [done for done in found if done.outcome is None]
    assert lost.task.text == kills
    assert lost.reason == "ended with exit code 3"


def test_a_judge_that_stays_silent_is_replaced(deadly: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """A world that blocks the judge for real is no reason to wait for ever."""

    class OnceItStays(threading.Thread):
        """A timer whose time is over when the judge waits in its world, however long it took to come there."""

        def __init__(self, seconds: float, end: Callable[[], None]) -> None:
            super().__init__(daemon=True)
            self._end = end
            self._cancelled = threading.Event()
            given.append(seconds)

        def run(self) -> None:
            while not self._cancelled.wait(0.01):
                if reached(deadly).exists():
                    reached(deadly).unlink()
                    self._end()
                    return

        def cancel(self) -> None:
            self._cancelled.set()

    given: list[float] = []
    monkeypatch.setattr(threading, "Timer", OnceItStays)
    stays = CALLS.format(name="stay")
    found = list(Judges(settings(deadly), 1, patience=8.0).grade(tasks(deadly, [stays, SOLVED])))
    assert texts_of(found, judged=False) == {stays}
    assert texts_of(found, judged=True) == {SOLVED}
    assert given == [8.0, 8.0, 8.0]


def test_judges_that_all_die_end_the_run(deadly: School) -> None:
    """Something is wrong with the machine or the checks, not with a whole class."""
    texts = [f"{CALLS.format(name='die')}# {number}\n" for number in range(6)]
    with pytest.raises(JudgesFailed, match="judges died one after the other"):
        list(Judges(settings(deadly), 1).grade(tasks(deadly, texts)))


def test_checks_that_cannot_be_collected_end_the_run(deadly: School) -> None:
    """And say where, and what to do."""
    deadly.exercises[0].paths.checks.write_text("import nothing_of_that_name\n")
    with pytest.raises(JudgesFailed, match=r"test_.*\.py:1: .*cannot be collected") as failure:
        list(Judges(settings(deadly), 1).grade(tasks(deadly, [SOLVED])))
    assert failure.value.remedy.startswith("Correct it there.")


def test_a_world_that_raises_costs_nobody_else_anything(deadly: School) -> None:
    """It may raise on one submission's data alone: so that one is not judged, which says whose mistake it is."""
    for exercise in deadly.exercises:
        exercise.paths.world.write_text(world_of(deadly) + "\ndef configure(rng):\n    nobody()\n")
    given = tasks(deadly, [SOLVED, f"{SOLVED}#"])
    found = list(Judges(settings(deadly), 1).grade(given))
    results = [unpacked(done.outcome.result) for done in found if done.outcome is not None]
    assert [result.verdict for result in results] == ["judge-error", "judge-error"]
    assert results[0].summary.startswith("world.py, line 14, cannot be loaded: NameError: ")
    assert results[0].summary.endswith("The mistake is the exercise's.")


def test_results_are_those_of_grade(tmp_path: Path) -> None:
    """A warm judge says byte for byte what `grade` says."""
    from grader.catalog.handed_in import find_submissions
    from grader.grading import GradingRequest, grade
    from tests.batch.a_class import exercises

    slugs = ("two-at-once",)
    write_class(tmp_path / "class", 4, slugs=slugs)
    school = School(tmp_path, exercises(slugs))
    texts = [(tmp_path / "class" / f"s000{n}" / "two_at_once.py").read_text() for n in range(1, 5)]
    given = Settings(((str(KIT / "exercises"), str(KIT / "solutions")),), slugs, schedules=2)
    school.submissions.mkdir()
    found = {done.task.text: done.outcome for done in Judges(given, 2).grade(tasks(school, texts))}
    for number, text in enumerate(texts):
        submitted = find_submissions(school.submissions / f"s{number}", school.exercises)
        outcome = found[text]
        assert outcome is not None
        assert unpacked(outcome.result) == grade(GradingRequest(submitted, schedules=2)).exercises[0]


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts are sent as signals")
def test_an_interrupt_leaves_no_process_and_the_same_command_goes_on(deadly: School) -> None:
    """It ends with the code of an interrupt, says how to go on, and does."""
    for number, text in enumerate((SOLVED, CALLS.format(name="stay"), f"{SOLVED}#")):
        deadly.hand_in(f"s{number}", two_at_once=text)
    command = [sys.executable, "-m", "grader", "batch", str(deadly.submissions), "--out", str(deadly.out)]
    command += ["--sources", str(deadly.root / "kit"), "--schedules", "1", "--workers", "1"]
    with subprocess.Popen(command, cwd=KIT, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        while running.poll() is None and not reached(deadly).exists():
            time.sleep(0.01)
        assert running.returncode is None, running.communicate()
        started = psutil.Process(running.pid).children(recursive=True)
        os.kill(running.pid, signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 130, said
    assert "the same command goes on from here" in said
    assert len(started) > 1
    psutil.wait_procs(started, timeout=10)
    assert [process for process in started if process.is_running() and process.status() != "zombie"] == []
    closed(deadly).unlink()
    done = subprocess.run(command, cwd=KIT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "2 gradings; 1 were graded before" in done.stdout
    assert (deadly.out / "class.html").is_file()
