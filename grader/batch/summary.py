"""Everything that is drawn from a ledger: tables, reports, the page, and what changed."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from grader.batch.changes import Change, changes_since, write_changes
from grader.batch.class_page import to_class_page
from grader.batch.files import GRADES, write_tables
from grader.batch.grades import ClassTable, Grades, class_table, shown_alike
from grader.batch.ledger import Ledger
from grader.batch.overrides import Overrides
from grader.batch.student_reports import write_reports
from grader.model.report import LEVELS, Isolation
from grader.model.verdict import Verdict
from grader.workspace.files import write_whole

PAGE = "class.html"


@dataclass(frozen=True)
class Wish:
    """How the class is to be told of; `regrade` is the command that grades one student anew, without their name.

    `earlier` was read before anything is written: it may lie where the new tables go.
    """

    anonymous: bool = False
    earlier: Grades | None = None
    regrade: str = "grader batch"


@dataclass(frozen=True)
class Summary:
    """What was written."""

    table: ClassTable
    reports: int
    changes: tuple[Change, ...] | None

    @property
    def not_judged(self) -> int:
        """How many gradings the grader failed at."""
        return sum(grade.verdict is Verdict.JUDGE_ERROR for row in self.table.rows for grade in row.grades)


def write_summary(folder: Path, ledger: Ledger, overrides: Overrides, wish: Wish) -> Summary:
    """Write all of it; raises `OSError`."""
    table = class_table(ledger, overrides, anonymous=wish.anonymous)
    write_tables(folder, table)
    changes = None
    if wish.earlier is not None:
        earlier = shown_alike(wish.earlier, ledger, anonymous=wish.anonymous)
        changes = changes_since(earlier, folder / GRADES)
        write_changes(folder, changes)
    written = write_reports(folder, ledger, table)
    page = to_class_page(table, datetime.now().astimezone(), _weakest_isolation(ledger), wish.regrade, changes)
    write_whole(folder / PAGE, page.encode("utf-8", "replace"))
    return Summary(table, written, changes)


def _weakest_isolation(ledger: Ledger) -> str:
    """The least that any result was kept in by; several machines may have graded."""
    levels = [msgspec.json.decode(each, type=Isolation).level for each in ledger.isolations()]
    return min(levels, key=LEVELS.index, default="")
