"""A report for each student, as JSON and as a page, which names nobody else.

A report that would say the same as the one that lies there is not written again: a class in which one student handed in
something new is done in no time.
"""

import hashlib
import platform
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

import grader
from grader.batch.grades import ClassTable, Grade, Row
from grader.batch.ledger import Ledger
from grader.batch.tasks import unpacked
from grader.grading.weighing import weighed_result
from grader.model.report import FORMAT, ExerciseResult, Hashes, Isolation, Report
from grader.model.units import number
from grader.reporters.html.page import to_html
from grader.reporters.html.views import Place
from grader.reporters.json import to_json
from grader.workspace.files import write_whole

FOLDER = "reports"
_LONGEST = 80
_MEANS_A_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def write_reports(folder: Path, ledger: Ledger, table: ClassTable) -> int:
    """Write the reports of all who handed something in, remove those of others; how many were written."""
    places = {e.slug: Place(e.number, e.chapter) for e in table.about.exercises}
    known = msgspec.json.decode(ledger.note(FOLDER) or "{}", type=dict[str, str])
    current: dict[str, str] = {}
    written = 0
    stems = file_stems(row.shown_as for row in table.rows)
    for row in table.rows:
        if not row.student.handed_in:
            continue
        stem = stems[row.shown_as]
        current[stem] = _state(table, row)
        if known.get(stem) == current[stem] and _is_there(folder, stem):
            continue
        report = report_of(ledger, table, row)
        write_whole(folder / FOLDER / f"{stem}.json", to_json(report).encode())
        write_whole(folder / FOLDER / f"{stem}.html", to_html(report, places).encode("utf-8", "replace"))
        written += 1
    for stem in known.keys() - current.keys():
        for ending in (".json", ".html"):
            (folder / FOLDER / f"{stem}{ending}").unlink(missing_ok=True)
    ledger.write_notes({FOLDER: msgspec.json.encode(current).decode()})
    return written


def file_stems(students: Iterable[str]) -> dict[str, str]:
    """A name for files, of its own for each student, whatever they are called; capitals make no difference to some."""
    students = list(students)
    alike = Counter(student.casefold() for student in students)
    return {student: _stem(student, is_alone=alike[student.casefold()] == 1) for student in students}


def _stem(student: str, *, is_alone: bool) -> str:
    plain = re.sub(r"[^\w.@+-]", "_", student, flags=re.ASCII).lstrip(".-")[:_LONGEST]
    if plain == student and is_alone and not _MEANS_A_DEVICE.fullmatch(plain):
        return plain
    digest = hashlib.sha256(student.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{plain}-{digest}"


def report_of(ledger: Ledger, table: ClassTable, row: Row) -> Report:
    """All that was found out about one student's submission, in the points of the course."""
    isolation = Isolation("P")
    results: list[ExerciseResult] = []
    for grade in row.grades:
        if grade.result is not None:
            packed, kept_in = ledger.packed_result(grade.result)
            isolation = msgspec.json.decode(kept_in, type=Isolation) if kept_in else isolation
            results.append(_overridden(weighed_result(unpacked(packed), grade.most), grade))
    return Report(
        format=FORMAT,
        grader=grader.__version__,
        python=platform.python_version(),
        seed=0,
        isolation=isolation,
        points=sum(result.points for result in results),
        max_points=table.about.points,
        definitions_modified=False,
        hashes=Hashes(_hash_of(row, "submission"), _hash_of(row, "definitions"), ""),
        exercises=tuple(results),
        measured={},
    )


def _overridden(result: ExerciseResult, grade: Grade) -> ExerciseResult:
    if grade.override is None:
        return result
    said = f"{number(grade.override.points)} points, set by your instructor: {grade.override.reason}"
    summary = f"{result.summary}\n{said}" if result.summary else said
    return msgspec.structs.replace(result, points=grade.override.points, summary=summary)


def _hash_of(row: Row, part: str) -> str:
    """Of all that was handed in, or all that it was graded by."""
    return hashlib.sha256("\n".join(getattr(g.key, part) for g in row.grades if g.key).encode()).hexdigest()


def _state(table: ClassTable, row: Row) -> str:
    parts = [f"{g.slug} {g.result} {g.most} {g.override}" for g in row.grades]
    return hashlib.sha256("\n".join([grader.__version__, table.about.by, *parts]).encode()).hexdigest()


def _is_there(folder: Path, stem: str) -> bool:
    return all((folder / FOLDER / f"{stem}{ending}").is_file() for ending in (".json", ".html"))


def all_reports(table: ClassTable) -> Iterator[tuple[Row, str]]:
    """Each row with the page about it, as a link from the class's folder."""
    stems = file_stems(row.shown_as for row in table.rows)
    for row in table.rows:
        yield row, f"{FOLDER}/{stems[row.shown_as]}.html" if row.student.handed_in else ""
