"""The general diagnosis: the verdict's own sentence, then the facts of the case as a sentence."""

import pytest
from msgspec.structs import replace

from grader.explain.diagnosis import Case, NotedLine, diagnose
from grader.explain.wording import JUST_AS_POSSIBLE, wording_of
from grader.model.verdict import Verdict


@pytest.mark.parametrize(
    ("fact", "sentence"),
    [
        ("the process ended itself", "The process ended itself."),
        ("took 3 s; it can be 2 s", "Took 3 s; it can be 2 s."),
        ("`main` waits at line 4", "`main` waits at line 4."),
        ("main() should return the page", "main() should return the page."),
        ("asyncio.run was used", "asyncio.run was used."),
        ("KeyError: 'page'", "KeyError: 'page'."),
        ("is it there?", "Is it there?"),
        ("first line\nsecond line", "First line."),
    ],
)
def test_a_fact_becomes_a_sentence(fact: str, sentence: str) -> None:
    """Names keep their spelling, whatever they begin a sentence with."""
    general = wording_of(Verdict.CRASHED).sentence
    assert diagnose(Case(Verdict.CRASHED, fact, None, "main", None)).sentence == f"{general} {sentence}"


def test_without_a_fact_the_general_sentence_stands() -> None:
    """Alone, with no line to show."""
    diagnosis = diagnose(Case(Verdict.HUNG, "", None, "main", None))
    assert (diagnosis.sentence, diagnosis.line, diagnosis.notes) == (wording_of(Verdict.HUNG).sentence, None, ())


def test_the_line_of_the_case_is_shown_and_marked() -> None:
    """It is the cause as far as anybody knows."""
    diagnosis = diagnose(Case(Verdict.RAISED, "KeyError: 1", 7, "main", None))
    assert (diagnosis.line, diagnosis.notes) == (7, (NotedLine(7, "", marked=True),))


def test_where_a_cancel_came_is_said_first() -> None:
    """The run that is shown is not cancelled: the general sentence, which is about that one, says nothing then."""
    case = Case(Verdict.UNCLEAN, "the Line, opened at line 19, stays open", None, "main", None)
    cancelled = replace(case, cancelled="cancelled while waiting at line 21 (1 s)")
    said = "Cancelled while waiting at line 21 (1 s): the Line, opened at line 19, stays open."
    assert diagnose(cancelled).sentence == said


def test_a_failure_of_the_grader_is_no_other_day() -> None:
    """The learner has nothing to look for in it."""
    case = Case(Verdict.JUDGE_ERROR, "", None, "main", None, another_day="gives the answer")
    assert diagnose(case).sentence == wording_of(Verdict.JUDGE_ERROR).sentence


HOLDS_ON = """\
async def main():
    try:
        await ask()
    except BaseException:
        pass
"""


def a_race(beneath: Case | None) -> Case:
    return Case(Verdict.RACE, "it went on", None, "main", None, HOLDS_ON, beneath=beneath)


def test_a_race_says_what_went_wrong_in_its_schedule() -> None:
    """As it would be said of any run, and still under the headline of a race."""
    beneath = Case(Verdict.SWALLOWED_CANCEL, "it went on", None, "main", None, HOLDS_ON)
    diagnosis, by_itself = diagnose(a_race(beneath)), diagnose(beneath)
    assert (diagnosis.cause, diagnosis.line) == ("cancel-swallowed", 4)
    assert diagnosis.sentence == JUST_AS_POSSIBLE.format(sentence=by_itself.sentence)
    assert diagnosis.headline == wording_of(Verdict.RACE).headline


def test_a_race_of_which_nobody_knows_more_keeps_its_general_sentence() -> None:
    """A verdict that has only its own sentence says less than the race's does."""
    for beneath in (None, Case(Verdict.CRASHED, "the process ended itself", None, "main", None)):
        assert diagnose(a_race(beneath)).sentence == f"{wording_of(Verdict.RACE).sentence} It went on."
