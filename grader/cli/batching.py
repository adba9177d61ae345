"""From a request for a class to its ledger, its tables and an exit code."""

import contextlib
import hashlib
import os
import shlex
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from grader.batch.bundle import make_bundle
from grader.batch.cluster import Cluster, ClusterMissing
from grader.batch.files import read_grades
from grader.batch.grades import About, AboutExercise, note_about
from grader.batch.in_use import alone_in
from grader.batch.judges import Judges, JudgesFailed, cpus
from grader.batch.layouts import LAYOUTS, Layout
from grader.batch.ledger import NAME, Ledger
from grader.batch.merge import merge
from grader.batch.overrides import Overrides, read_overrides
from grader.batch.plan import Asked, Plan, make_plan
from grader.batch.roster import read_roster
from grader.batch.run import Graders, Progress, enter, grade_what_is_left
from grader.batch.summary import PAGE, Wish, write_summary
from grader.batch.tasks import Settings, definitions_of
from grader.catalog.course import Course
from grader.catalog.exercise import Exercise
from grader.catalog.fingerprint import of_text
from grader.catalog.sources import Source, find_sources
from grader.cli.batch_view import progress_view, show_closing
from grader.cli.console import write_plain
from grader.cli.course import open_course
from grader.cli.errors import NotIsolatedError, RequestError
from grader.cli.exit_code import ExitCode
from grader.cli.kit import open_kit
from grader.cli.surroundings import called_as, leave_closing
from grader.grading import GraderFailure
from grader.model.verdict import Verdict


@dataclass(frozen=True)
class Request:
    """A request to grade a class, as it was made."""

    submissions: Path
    out: Path
    course: Path | None
    roster: Path | None
    layout: str | None
    workers: int | None
    schedules: int | None
    only: tuple[str, ...]
    since: str | None
    regrade: bool
    anonymous: bool
    compare: Path | None
    shard: str | None
    scheduler: str | None
    sources: tuple[Path, ...]

    def in_words(self) -> str:
        """The same command without students, for the page."""
        course = f" --course {shlex.quote(str(self.course))}" if self.course else ""
        places = f"{shlex.quote(str(self.submissions))} --out {shlex.quote(str(self.out))}"
        return f"{called_as()} batch {places}{course}"


@dataclass(frozen=True)
class _Kit:
    """The exercises to grade, where they come from, and the course, where there is one."""

    exercises: tuple[Exercise, ...]
    sources: tuple[Source, ...]
    course: Course | None


def grade_class(request: Request) -> ExitCode:
    """Grade a class; raises what makes the request impossible."""
    kit = _kit(request)
    asked, wish = _asked(request, kit), wish_for(request.compare, request.in_words(), anonymous=request.anonymous)
    with _writable(request.out), alone_in(request.out):
        overrides = read_overrides(request.out, [exercise.slug for exercise in kit.exercises])
        plan = make_plan(asked)
        if kit.course is None:
            plan = _what_was_handed_in(plan, asked)
        with Ledger(request.out / NAME) as ledger:
            enter(plan, ledger)
            note_about(ledger, _about(plan, kit.course))
            _forget(request, plan, kit.course, ledger)
            progress = _grade(plan, ledger, _graders(request, kit, plan))
            return _tell(request.out, ledger, overrides, wish, progress)


def merge_class(folders: Sequence[Path], out: Path, wish: Wish) -> ExitCode:
    """Put the shards of a class together; raises what makes that impossible."""
    if out.resolve() in {folder.resolve() for folder in folders}:
        raise RequestError(f"--out {out}: is one of the parts.", "Name a folder of its own for the whole.")
    with _writable(out), alone_in(out), Ledger(out / NAME) as ledger:
        merge(folders, ledger)
        return _tell(out, ledger, read_overrides(out, _slugs(ledger)), wish, None)


@contextlib.contextmanager
def _writable(out: Path) -> Iterator[None]:
    """Say it where the folder cannot be written to, or not any more."""
    try:
        yield
    except (sqlite3.OperationalError, OSError) as error:
        reason = getattr(error, "strerror", None) or error
        problem = f"{getattr(error, 'filename', None) or out}: cannot be read or written ({reason})."
        raise RequestError(problem, "Mend that and do the same again; what was graded is kept.") from None


def _slugs(ledger: Ledger) -> set[str]:
    return {key.slug for _, key in ledger.counts()}


def _tell(out: Path, ledger: Ledger, overrides: Overrides, wish: Wish, progress: Progress | None) -> ExitCode:
    summary = write_summary(out, ledger, overrides, wish)
    leave_closing(show_closing(summary, progress, overrides, out / PAGE))
    if summary.changes:
        return ExitCode.NOT_PASSED
    return ExitCode.GRADER_FAILED if summary.not_judged else ExitCode.PASSED


# The request


def _kit(request: Request) -> _Kit:
    if request.course is not None:
        opened = open_course(request.course, request.sources)
        return _Kit(opened.exercises, opened.sources, opened.course)
    kit = open_kit(request.sources)
    return _Kit(kit.catalog.exercises, find_sources(request.sources, Path.cwd()), None)


def _asked(request: Request, kit: _Kit) -> Asked:
    return Asked(
        submissions=request.submissions,
        exercises=kit.exercises,
        roster=read_roster(request.roster) if request.roster else None,
        layout=_layout(request.layout),
        secret=_take_secret(kit.course),
        checks=kit.course.checks if kit.course else None,
        schedules=request.schedules,
        only=request.only,
        since=_since(request.since),
        shard=_shard(request.shard),
    )


def _take_secret(course: Course | None) -> bytes | None:
    """The secret, taken out of the environment that judges would inherit: it is none of their business."""
    secret = course.read_secret() if course else None
    if course and course.seed and course.seed.environment:
        os.environ.pop(course.seed.environment, None)
    return secret


def _layout(name: str | None) -> Layout | None:
    for layout in LAYOUTS:
        if name == layout:
            return layout
    if name is None:
        return None
    raise RequestError(f"--layout {name}: there is no such layout.", f"It takes one of {', '.join(LAYOUTS)}.")


def _since(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError):  # the last day of all has no time in another zone
        raise RequestError(f"--since {text}: is no time.", "Write it as 2026-11-20 or 2026-11-20T18:00.") from None


def _shard(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    number, _, of = text.partition("/")
    if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise RequestError(f"--shard {text}: is no part of a whole.", "The first of four parts is 1/4.")
    return int(number), int(of)


def wish_for(compare: Path | None, regrade: str, *, anonymous: bool) -> Wish:
    """How the class is to be told of; raises `CatalogError` where there is nothing to compare with."""
    return Wish(anonymous, None if compare is None else read_grades(compare), regrade)


def _what_was_handed_in(plan: Plan, asked: Asked) -> Plan:
    """Without a course, the exercises that anybody handed in."""
    there = {key.slug for _, key in plan.counts if not key.submission.startswith(Verdict.MISSING_FILE)}
    exercises = tuple(exercise for exercise in asked.exercises if exercise.slug in there)
    if not exercises:
        problem = f"{asked.submissions} holds no file of any exercise."
        raise RequestError(problem, "Name the folder of submissions, or its layout with --layout.")
    return make_plan(replace(asked, exercises=exercises))


def _about(plan: Plan, course: Course | None) -> About:
    exercises = tuple(_about_exercise(exercise, course) for exercise in plan.asked.exercises)
    asked = plan.asked
    definitions = "".join(definitions_of(exercise, asked.checks, asked.schedules) for exercise in asked.exercises)
    return About(
        title=course.title if course else plan.asked.submissions.resolve().name,
        exercises=exercises,
        by=_short(definitions),
        layout=plan.layout,
        has_roster=plan.asked.roster is not None,
        keep_until=_keep_until(course),
    )


def _about_exercise(exercise: Exercise, course: Course | None) -> AboutExercise:
    points, due = 1.0, None
    if course is not None:
        points, due = course.exercises[exercise.slug].points, course.due_of(exercise.slug)
    chapter = f"{exercise.chapter.number} {exercise.chapter.slug}"
    return AboutExercise(
        slug=exercise.slug,
        title=exercise.title,
        number=exercise.number,
        chapter=chapter,
        points=points,
        due=due,
        teaches=exercise.manifest.teaches,
        stub=of_text(exercise.stub_text()),
    )


def _short(definitions: str) -> str:
    return f"definitions {hashlib.sha256(definitions.encode()).hexdigest()[:8]}"


def _keep_until(course: Course | None) -> str:
    if course is None or course.retention is None:
        return ""
    if course.due is None:
        return f"{course.retention} days have passed"
    return f"{course.due + timedelta(days=course.retention):%d %b %Y}"


# The work


def _graders(request: Request, kit: _Kit, plan: Plan) -> Graders:
    settings = Settings(
        sources=tuple((str(source.exercises.resolve()), str(source.solutions.resolve())) for source in kit.sources),
        slugs=tuple(exercise.slug for exercise in plan.asked.exercises),
        checks=str(plan.asked.checks.resolve()) if plan.asked.checks else None,
        schedules=request.schedules,
        require_level=kit.course.require_level if kit.course else None,
    )
    if request.scheduler is not None:
        return Cluster(request.scheduler, make_bundle(plan.asked.exercises, settings))
    return Judges(settings, request.workers or cpus())


def _forget(request: Request, plan: Plan, course: Course | None, ledger: Ledger) -> None:
    """What is to be graded again, and what is kept for longer than the course says."""
    if request.regrade:
        ledger.forget({key for _, key in plan.counts})
    if course is not None and course.retention is not None:
        ledger.forget_older(datetime.now(UTC) - timedelta(days=course.retention))


def _grade(plan: Plan, ledger: Ledger, graders: Graders) -> Progress:
    try:
        with progress_view(plan, sys.stderr) as on_progress:
            return grade_what_is_left(plan, ledger, graders, on_progress)
    except JudgesFailed as failure:
        raise _refusal(failure) from None
    except ClusterMissing as missing:
        raise RequestError(missing.problem, missing.remedy) from None
    except KeyboardInterrupt:
        write_plain("Stopped; what was graded is kept, and the same command goes on from here.\n", sys.stderr)
        raise


def _refusal(failure: JudgesFailed) -> Exception:
    if failure.remedy:
        return RequestError(failure.reason, failure.remedy)
    if failure.offered is None:
        return GraderFailure(failure.reason)
    remedy = f"`{called_as()} doctor` shows what is missing; nothing was graded."
    return NotIsolatedError(f"{failure.reason}.", remedy)
