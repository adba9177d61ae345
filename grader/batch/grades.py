"""The table of the class: what each student has got in each exercise, as the ledger and the instructor say.

Nothing is deducted for lateness: how late something was is told beside it. What the grader itself failed at is not
scored, nor is a total that it belongs to: no student pays for that.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import msgspec

from grader.batch.ledger import Counted, Enrolled, Ledger
from grader.batch.overrides import Override, Overrides
from grader.batch.tasks import Key
from grader.model.verdict import Verdict

Grades = dict[tuple[str, str], tuple[str, str]]
"""Verdict and points by student and exercise, as a table has them."""

_DECIMALS = 4
_PSEUDONYMS = "pseudonyms"
_VERDICTS = {str(verdict): verdict for verdict in Verdict}


class AboutExercise(msgspec.Struct, frozen=True):
    """An exercise of the class: where it stands in the kit, what it counts, when it is due."""

    slug: str
    title: str
    number: str
    chapter: str
    points: float
    due: datetime | None = None
    teaches: tuple[str, ...] = ()
    stub: str = ""
    """The hash of the stub, which says who never began."""


class About(msgspec.Struct, frozen=True):
    """The class as a whole; `by` is what it was graded by, in short."""

    title: str
    exercises: tuple[AboutExercise, ...]
    by: str
    layout: str
    has_roster: bool = False
    keep_until: str = ""

    @property
    def points(self) -> float:
        """What there is to get."""
        return sum(exercise.points for exercise in self.exercises)


@dataclass(frozen=True, slots=True)
class Grade:
    """One student in one exercise. No verdict: not graded yet; no points: not scored."""

    slug: str
    verdict: Verdict | None
    points: float | None
    most: float
    result: int | None = None
    key: Key | None = None
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One student. `shown_as` is the name that tables and reports use."""

    student: Enrolled
    shown_as: str
    grades: tuple[Grade, ...]
    late_by: timedelta | None

    @property
    def total(self) -> float | None:
        """All points; none where nothing was handed in, or some of it is not scored."""
        points = [grade.points for grade in self.grades]
        scored = [each for each in points if each is not None]
        return round(sum(scored), _DECIMALS) if scored and len(scored) == len(points) else None

    @property
    def late(self) -> str:
        """How late it was: `26:15:00`, `late` where only that is known, or nothing."""
        if self.late_by is None:
            return "late" if self.student.marked_late else ""
        seconds = int(self.late_by.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


@dataclass(frozen=True)
class ClassTable:
    """The class, one row for each student."""

    about: About
    rows: tuple[Row, ...]
    is_anonymous: bool = False


def class_table(ledger: Ledger, overrides: Overrides, *, anonymous: bool = False) -> ClassTable:
    """The table as the ledger has it now."""
    about = read_about(ledger)
    counted: dict[str, dict[str, Counted]] = {}
    for one in ledger.counted():
        counted.setdefault(one.student, {})[one.key.slug] = one
    shown_as = _pseudonyms(ledger) if anonymous else lambda student: student
    rows = [
        _row(about, one, shown_as(one.student), counted.get(one.student, {}), overrides) for one in ledger.students()
    ]
    if anonymous:
        rows = [replace(row, student=_without_names(row.student)) for row in rows]
        rows.sort(key=lambda row: row.shown_as)
    return ClassTable(about, tuple(rows), anonymous)


def read_about(ledger: Ledger) -> About:
    """The class as a whole, as it was noted."""
    return msgspec.json.decode(ledger.note("class") or "", type=About)


def note_about(ledger: Ledger, about: About) -> None:
    """Note it."""
    ledger.write_notes({"class": msgspec.json.encode(about).decode()})


def _row(about: About, student: Enrolled, shown_as: str, counted: Mapping[str, Counted], overrides: Overrides) -> Row:
    grades = tuple(
        _grade(exercise, counted.get(exercise.slug), overrides.of(student.student, shown_as, exercise.slug))
        for exercise in about.exercises
    )
    return Row(student, shown_as, grades, _late_by(about, student))


def _grade(exercise: AboutExercise, counted: Counted | None, override: Override | None) -> Grade:
    verdict = _VERDICTS.get(counted.verdict or "") if counted else None
    points = None if counted is None or verdict in {None, Verdict.JUDGE_ERROR} else _points(counted, exercise.points)
    if override is not None:
        points = override.points
    result, key = (counted.result, counted.key) if counted else (None, None)
    return Grade(exercise.slug, verdict, points, exercise.points, result, key, override)


def _points(counted: Counted, most: float) -> float:
    """The share of an exercise's own points, of what the course says it counts."""
    if not counted.max_points:
        return most if counted.verdict == Verdict.PASSED else 0.0
    return round(counted.points / counted.max_points * most, _DECIMALS)


def _late_by(about: About, student: Enrolled) -> timedelta | None:
    """After the due time that was missed by most; nothing where that was not missed or is not known."""
    if student.submitted is None:
        return None
    when = datetime.fromisoformat(student.submitted)
    late = [when - exercise.due for exercise in about.exercises if exercise.due is not None]
    most = max(late, default=timedelta())
    return most if most > timedelta() else None


class _pseudonyms:  # noqa: N801 - used as the function it is
    """Names that stay the same for a ledger, and that nobody without it can undo."""

    def __init__(self, ledger: Ledger) -> None:
        known = ledger.note(_PSEUDONYMS)
        if known is None:
            known = secrets.token_hex(32)
            ledger.write_notes({_PSEUDONYMS: known})
        self._key = known.encode()

    def __call__(self, student: str) -> str:
        return f"s-{hmac.digest(self._key, student.encode('utf-8', 'surrogateescape'), hashlib.sha256).hex()[:10]}"


def shown_alike(earlier: Grades, ledger: Ledger, *, anonymous: bool) -> Grades:
    """Earlier grades under the names that the class is shown by now, whichever of the two each was shown by then.

    Who is not in the class any more is shown by no name of their own either.
    """
    if not anonymous and ledger.note(_PSEUDONYMS) is None:
        return earlier
    pseudonym, shown = _pseudonyms(ledger), dict[str, str]()
    for one in ledger.students():
        own, other = one.student, pseudonym(one.student)
        shown[own] = shown[other] = other if anonymous else own
    strangers = {student for student, _ in earlier} - shown.keys()
    shown |= {student: pseudonym(student) if anonymous else student for student in strangers}
    return {(shown[student], slug): grade for (student, slug), grade in earlier.items()}


def _without_names(student: Enrolled) -> Enrolled:
    problem = "The submission as a whole was refused." if student.problem else ""
    return replace(student, student="", name="", email="", also="{}", problem=problem)


def not_begun(table: ClassTable, exercise: AboutExercise) -> int:
    """How many handed in the stub as it was."""
    return sum(_is_stub(grade, exercise) for row in table.rows for grade in row.grades)


def verdict_counts(table: ClassTable, exercise: AboutExercise) -> Iterator[tuple[Verdict, int]]:
    """What became of an exercise where somebody worked on it, the most frequent first."""
    grades = [grade for row in table.rows for grade in row.grades if grade.slug == exercise.slug]
    found = [grade.verdict for grade in grades if grade.verdict and not _is_stub(grade, exercise)]
    counts = {verdict: found.count(verdict) for verdict in dict.fromkeys(found)}
    yield from sorted(counts.items(), key=lambda item: (-item[1], item[0].rank))


def _is_stub(grade: Grade, exercise: AboutExercise) -> bool:
    return grade.key is not None and grade.slug == exercise.slug and grade.key.submission == exercise.stub
