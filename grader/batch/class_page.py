"""The page about the class: how it went, who needs a person, and what to teach next week.

One file that loads nothing. Its policy names one style and one script by hash, and allows nothing else: the script
sorts tables and filters students, and without it everything is still there to read.
"""

import base64
import hashlib
import math
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from statistics import median

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

import grader
from grader.batch.changes import Change
from grader.batch.files import CANVAS, GRADES, MOODLE, shown_verdict
from grader.batch.grades import AboutExercise, ClassTable, Grade, Row, not_begun, verdict_counts
from grader.batch.student_reports import all_reports
from grader.explain.wording import wording_of
from grader.model.safe_text import safe_line
from grader.model.units import count, number
from grader.model.verdict import Group, Verdict
from grader.reporters.html.page import in_code

_BARS = 4
_MOST_STUCK = 3
_LONGEST_NAME = 60


@dataclass(frozen=True)
class Bar:
    """One bar of the distribution: how many, of the most in any."""

    label: str
    count: int
    height: int


@dataclass(frozen=True)
class Need:
    """Something that a person has to look at."""

    student: str
    slug: str
    what: str
    link: str
    regrade: str


@dataclass(frozen=True)
class Stuck:
    """What many stumbled over, and what would help them."""

    verdict: str
    headline: str
    count: int
    teach: str


@dataclass(frozen=True)
class ExerciseView:
    """One exercise, as the class fared."""

    number: str
    slug: str
    title: str
    points: str
    passed: int
    graded: int
    width: int
    not_begun: int
    teaches: str
    stuck: tuple[Stuck, ...]


@dataclass(frozen=True)
class Cell:
    """One student in one exercise."""

    points: str
    value: float
    verdict: str
    kind: str
    headline: str


@dataclass(frozen=True)
class StudentView:
    """One student."""

    shown_as: str
    name: str
    link: str
    cells: tuple[Cell, ...]
    total: str
    value: float
    late: str
    late_value: float


@dataclass(frozen=True)
class PageView:
    """All that the page says."""

    title: str
    facts: tuple[str, ...]
    counts: tuple[tuple[str, str], ...]
    most: str
    median: str
    bars: tuple[Bar, ...]
    needs: tuple[Need, ...]
    exercises: tuple[ExerciseView, ...]
    students: tuple[StudentView, ...]
    changes: tuple[Change, ...] | None
    files: tuple[str, ...]
    keep_until: str


def to_class_page(
    table: ClassTable, when: datetime, isolation: str, regrade: str, changes: Sequence[Change] | None = None
) -> str:
    """The page; `regrade` is the command that grades a student anew, without their name."""
    page = _page_view(table, when, isolation, regrade, changes)
    style, script, policy = _parts()
    template = _environment().get_template("class.html")
    return template.render(page=page, style=style, script=script, policy=policy)


def _page_view(
    table: ClassTable, when: datetime, isolation: str, regrade: str, changes: Sequence[Change] | None
) -> PageView:
    totals = [row.total for row in table.rows if row.total is not None]
    needs = tuple(_needs(table, regrade))
    about = table.about
    graded_at = f"graded {when:%d %b %Y %H:%M}"
    return PageView(
        title=about.title,
        facts=(graded_at, f"onethread {grader.__version__}", f"by {about.by}", isolation or "isolation unknown"),
        counts=tuple(_counts(table, needs)),
        most=number(about.points),
        median=number(round(median(totals), 2)) if totals else "",
        bars=tuple(_bars(totals, about.points)),
        needs=needs,
        exercises=tuple(_exercise(table, exercise) for exercise in about.exercises),
        students=tuple(_student(row, link) for row, link in all_reports(table)),
        changes=None if changes is None else tuple(changes),
        files=(GRADES,) if table.is_anonymous else (GRADES, CANVAS, MOODLE),
        keep_until=about.keep_until,
    )


def _counts(table: ClassTable, needs: Sequence[Need]) -> Iterator[tuple[str, str]]:
    rows = table.rows
    handed_in = [row for row in rows if row.student.handed_in]
    graded = [row for row in handed_in if all(grade.verdict is not None for grade in row.grades)]
    fault = [row for row in rows if any(grade.verdict is Verdict.JUDGE_ERROR for grade in row.grades)]
    yield str(len(rows)), "on the roster" if table.about.has_roster else "students"
    yield str(len(graded)), "graded"
    if len(handed_in) > len(graded):
        yield str(len(handed_in) - len(graded)), "not graded yet"
    yield str(len(rows) - len(handed_in)), "no submission"
    yield str(len({need.student for need in needs})), "need you"
    if fault:
        yield str(len(fault)), "our fault: not scored"


def _bars(totals: Sequence[float], most: float) -> Iterator[Bar]:
    """Four bars for less than everything, and one for everything."""
    step = most / _BARS
    counts = [0] * (_BARS + 1)
    for total in totals:
        counts[_BARS if total >= most else min(_BARS - 1, math.floor(total / step))] += 1
    highest = max(*counts, 1)
    for place, amount in enumerate(counts):
        edges = f"{number(round(place * step, 2))} to under {number(round((place + 1) * step, 2))}"
        label = f"all {number(most)}" if place == _BARS else edges
        yield Bar(label, amount, round(100 * amount / highest))


# Who needs a person


def _needs(table: ClassTable, regrade: str) -> Iterator[Need]:
    for row, link in all_reports(table):
        student = safe_line(row.shown_as, _LONGEST_NAME)
        if row.student.problem:
            yield Need(student, "", row.student.problem, link, "")
            continue
        if table.about.has_roster and not row.student.on_roster:
            yield Need(student, "", "not on the roster", link, "")
        for grade in row.grades:
            what = _what_needs_a_person(grade)
            if what:
                again = _again(regrade, row) if grade.verdict is Verdict.JUDGE_ERROR else ""
                yield Need(student, grade.slug, what, link, again)


def _again(regrade: str, row: Row) -> str:
    """The command that tries once more; behind a pseudonym nobody can be named."""
    student = row.student.student
    return f"{regrade} --only {shlex.quote(student)} --regrade" if student else ""


def _what_needs_a_person(grade: Grade) -> str:
    if grade.override is not None or grade.verdict is None:
        return ""
    if grade.verdict is Verdict.JUDGE_ERROR:
        return "the grader failed on this file, twice"
    if grade.verdict.group is Group.INTEGRITY or grade.verdict is Verdict.UNREADABLE_FILE:
        return (
            f"{grade.verdict}: {wording_of(grade.verdict).headline[:1].lower()}{wording_of(grade.verdict).headline[1:]}"
        )
    return ""


# Exercises and students


def _exercise(table: ClassTable, exercise: AboutExercise) -> ExerciseView:
    counts = dict(verdict_counts(table, exercise))
    untouched = not_begun(table, exercise)
    graded = sum(counts.values()) + untouched
    passed = counts.pop(Verdict.PASSED, 0)
    stuck = tuple(
        Stuck(str(verdict), wording_of(verdict).headline, amount, wording_of(verdict).advice)
        for verdict, amount in list(counts.items())[:_MOST_STUCK]
    )
    width = round(100 * passed / graded) if graded else 0
    return ExerciseView(
        number=exercise.number,
        slug=exercise.slug,
        title=safe_line(exercise.title),
        points=number(exercise.points),
        passed=passed,
        graded=graded,
        width=width,
        not_begun=untouched,
        teaches=", ".join(exercise.teaches),
        stuck=stuck,
    )


def _student(row: Row, link: str) -> StudentView:
    return StudentView(
        shown_as=safe_line(row.shown_as, _LONGEST_NAME),
        name=safe_line(row.student.name, _LONGEST_NAME),
        link=link,
        cells=tuple(_cell(row, grade) for grade in row.grades),
        total="" if row.total is None else number(row.total),
        value=-1 if row.total is None else row.total,
        late=row.late,
        late_value=row.late_by.total_seconds() if row.late_by else float(row.student.marked_late),
    )


def _cell(row: Row, grade: Grade) -> Cell:
    verdict = shown_verdict(row, grade)
    headline = wording_of(grade.verdict).headline if grade.verdict else verdict
    if grade.override:
        verdict, headline = f"{verdict}, set by you", f"{headline}. Set by you: {safe_line(grade.override.reason)}"
    points = "" if grade.points is None else number(grade.points)
    return Cell(points, -1 if grade.points is None else grade.points, verdict, _kind(grade), headline)


def _kind(grade: Grade) -> str:
    if grade.override:
        return "set"
    if grade.verdict is None:
        return "none"
    return {Group.PASSED: "passed", Group.GRADER: "fault"}.get(grade.verdict.group, "failed")


# The template


def counted(amount: int, one: str, many: str | None = None) -> str:
    """A count in words, for the template."""
    return count(amount, one, many)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("grader.batch"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["in_code"] = in_code
    environment.globals["count"] = counted
    return environment


@cache
def _parts() -> tuple[Markup, Markup, str]:
    style, script = _source("class.css"), _source("class.js")
    allowed = f"style-src '{_digest(style)}'; script-src '{_digest(script)}'"
    return Markup(style), Markup(script), f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"  # noqa: S704


def _source(name: str) -> str:
    return "\n" + PackageLoader("grader.batch").get_source(Environment(), name)[0]  # noqa: S701 - our own, not rendered


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
