"""What an instructor sees while a class is graded, and when it is done."""

import contextlib
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from grader.batch.overrides import Overrides
from grader.batch.plan import Plan
from grader.batch.run import Progress
from grader.batch.summary import Summary
from grader.cli.console import console_for, write_plain
from grader.cli.kit import from_here
from grader.model.safe_text import safe_line
from grader.model.units import count

# A log is read afterwards: a line now and then says that it goes on.
_LINE_EVERY_S = 15.0
_WINDOW_S = 20.0


class Pace:
    """How fast it goes, as of late."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def add(self, done: int, now: float | None = None) -> None:
        """Note how much is done."""
        now = time.monotonic() if now is None else now
        self._seen.append((now, done))
        while len(self._seen) > 2 and now - self._seen[0][0] > _WINDOW_S:
            self._seen.popleft()

    @property
    def per_second(self) -> float:
        """Gradings a second; 0 while nobody knows."""
        if len(self._seen) < 2:
            return 0.0
        (began, before), (now, done) = self._seen[0], self._seen[-1]
        return (done - before) / (now - began) if now > began else 0.0


@contextlib.contextmanager
def progress_view(plan: Plan, stream: TextIO) -> Iterator[Callable[[Progress], None]]:
    """Show how far it is: a line that moves on a terminal, a line now and then elsewhere."""
    students = count(len(plan.students), "student")
    exercises = count(len(plan.asked.exercises), "exercise")
    write_plain(f"{students}, {exercises}; read as {plan.layout}.\n", stream)
    view = _moving(stream) if stream.isatty() else _lines(stream)
    with view as on_progress:
        yield on_progress


@contextlib.contextmanager
def _moving(stream: TextIO) -> Iterator[Callable[[Progress], None]]:
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    console, _ = console_for(stream)
    columns = (BarColumn(bar_width=30), MofNCompleteColumn(), TextColumn("{task.fields[pace]}"))
    pace = Pace()
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None, pace="")

        def show(progress: Progress) -> None:
            pace.add(progress.done)
            there = progress.before + progress.done
            bar.update(task, completed=there, total=progress.total, pace=_pace(progress, pace))

        yield show


@contextlib.contextmanager
def _lines(stream: TextIO) -> Iterator[Callable[[Progress], None]]:
    pace = Pace()
    said = [0.0]

    def show(progress: Progress) -> None:
        now = time.monotonic()
        pace.add(progress.done, now)
        if said[0] == 0.0 or now - said[0] >= _LINE_EVERY_S:
            said[0] = now
            there = progress.before + progress.done
            end = f", {rest}" if (rest := _pace(progress, pace)) else ""
            write_plain(f"{there} of {progress.total} graded{end}\n", stream)

    yield show


def _pace(progress: Progress, pace: Pace) -> str:
    if not pace.per_second:
        return ""
    rate = f"{pace.per_second:.1f}/s" if pace.per_second < 10 else f"{pace.per_second:.0f}/s"
    return f"{rate}, {_time_left(progress.left / pace.per_second)} left"


def _time_left(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def show_closing(summary: Summary, progress: Progress | None, overrides: Overrides, page: Path) -> str:
    """Say what became of it, in a few lines; the last of them is the answer."""
    said = list(_closing(summary, progress, overrides))
    closing = f"{count(len(summary.table.rows), 'student')}: {from_here(page)}"
    write_plain("".join(f"{line}\n" for line in [*said, closing]), sys.stdout)
    return closing


def _closing(summary: Summary, progress: Progress | None, overrides: Overrides) -> Iterator[str]:
    if progress is not None:
        again = f"; {progress.before} were graded before" if progress.before else ""
        shared = f", {progress.shared} of them by the same file of somebody else" if progress.shared else ""
        yield f"{count(progress.done, 'grading')}{shared}{again}."
        if progress.changed:
            student, slug = progress.changed[0]
            files = count(len(progress.changed), "file")
            yield f"{files} changed meanwhile, such as {slug} of {safe_line(student, 60)}: do the same again."
    for row in summary.table.rows:
        if row.student.problem:
            yield f"{safe_line(row.shown_as, 60)}: {row.student.problem}"
    known = {row.student.student for row in summary.table.rows} | {row.shown_as for row in summary.table.rows}
    for override in overrides.all:
        if override.student not in known:
            yield f"overrides.csv: {safe_line(override.student, 60)} is not in this class."
    if summary.not_judged:
        yield f"{count(summary.not_judged, 'grading')} failed on the grader's side and not scored: see the page."
    if summary.changes is not None:
        yield f"{count(len(summary.changes), 'change')} since then: see changes.csv."
