"""The screen in sentences."""

from typing import Any

import msgspec
import pytest
from rich.text import Text

from grader.model.report import CheckResult, CodeLine, ExerciseResult
from grader.model.verdict import Verdict
from grader.reporters.terminal.overview import ChapterRow, Panel, State, Step
from grader.reporters.terminal.plain import plain_marks, plain_overview, plain_panel, plain_totals, plain_verdict
from grader.reporters.terminal.screen import Commands, Screen
from tests.reporters.conftest import report_of

NOX = Screen(commands=Commands("nox -s grader --", "nox -s grade"))


def plain(lines: list[Text]) -> str:
    return "\n".join(line.plain for line in lines)


def changed(result: ExerciseResult, **fields: Any) -> ExerciseResult:
    return msgspec.structs.replace(result, **fields)


def test_a_verdict_is_told_in_sentences(sequential: ExerciseResult) -> None:
    """What, why, where, when, and what next, with no sign that has to be seen."""
    assert (
        plain(plain_verdict(sequential, NOX))
        == """\
two-at-once: Right result, but one wait after the other. Verdict:
still-sequential.
It took 4.5 s, and can take 2.5 s.

print_numbers() starts only when fetch_data() is done: line 21 waits 2 s, and
line 22 has to wait for line 21. Neither needs anything from the other.

Code of two_at_once.py:
Line 20: def main() -> None:
Line 21, look here: fetch_data()  (note: 0 to 2 s: nothing else can run)
Line 22: print_numbers()  (note: 2 to 4.5 s)

Your run, 4.5 s:
fetch waits for download() from 0 s to 2 s, line 7.
numbers waits for pause() 10 times from 2 s to 4.5 s, line 12; prints 10 lines,
the first at 2 s, the last at 4.25 s.
What is possible, 2.5 s:
fetch waits for download() from 0 s to 2 s, line 7.
numbers waits for pause() 10 times from 0 s to 2.5 s, line 12; prints 10 lines,
the first at 0 s, the last at 2.25 s.

Result: right. One thread: right. Tidy: right. Time: wrong.

Ask yourself: who could be working while the page is on its way?
Hint 1 of 3: nox -s grader -- hint two-at-once"""
    )


def test_a_pass_points_onward(sequential: ExerciseResult) -> None:
    """And compares with nothing."""
    told = plain(plain_verdict(changed(sequential, verdict=Verdict.PASSED, elapsed=2.5), NOX))
    assert "It took 2.5 s, which is what it takes." in told
    assert told.endswith("Compare: nox -s grader -- solution two-at-once\nGo on: nox -s grader -- next")
    assert "possible" not in told


def test_a_race_and_a_fault_have_commands_of_their_own(sequential: ExerciseResult) -> None:
    """The seed replays the one, `doctor` looks into the other."""
    check = CheckResult("counts", "correctness", Verdict.RACE, seed=7)
    race = plain(plain_verdict(changed(sequential, verdict=Verdict.RACE, checks=(check,)), NOX))
    assert "The same run again: nox -s grade -- two-at-once --seed 7" in race
    fault = plain(plain_verdict(changed(sequential, verdict=Verdict.JUDGE_ERROR), NOX))
    assert fault.endswith("Look at the machine: nox -s grader -- doctor")


def test_all_exercises_are_told_by_chapter(sequential: ExerciseResult) -> None:
    """With numbers in place of signs."""
    rows = [
        ChapterRow(1, "one-thread", (State.PASSED, State.STARTED, State.TO_DO)),
        ChapterRow(2, "limits", (State.TO_DO,)),
    ]
    assert (
        plain(plain_overview(rows, NOX))
        == """\
onethread: 4 exercises, 1 passed, 1 started, 2 to do.

Chapter 1, one-thread: 1 passed, 1 started, 1 to do.
Chapter 2, limits: 1 to do."""
    )
    marks = plain(plain_marks((sequential,), {"two-at-once": "1.1"}, NOX))
    assert marks.startswith("1.1 two-at-once: Right result, but one wait after the other. It took 4.5 s,")
    assert plain_totals(report_of(sequential), NOX).plain == "0 of 1 passed, 0 of 4 points."


def test_where_to_go_on_is_told_step_by_step() -> None:
    """A line for each."""
    panel = Panel(
        "Next", "1.1", "Two at once", 10, "It waits twice.", (Step("open", "a.py"), Step("then", "grade", "again"))
    )
    assert (
        plain(plain_panel(panel, NOX))
        == """\
Next: 1.1 Two at once, about 10 minutes.
It waits twice.

Open: a.py
Then: grade, again"""
    )


@pytest.mark.parametrize("width", [40, 80])
def test_what_a_learner_controls_moves_no_cursor_and_fits(sequential: ExerciseResult, width: int) -> None:
    """As on the other screen."""
    evil = "\x1b[2J\u202e" + "界" * 300 + "\r\n" + "x" * 5000
    result = changed(
        sequential, headline=evil, summary=evil, file=evil, hint=evil, excerpt=(CodeLine(1, evil, evil, marked=True),)
    )
    for line in plain_verdict(result, Screen(width)):
        assert line.plain.isprintable()
        assert line.cell_len <= width
