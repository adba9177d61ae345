"""How it is counted whether the cause of a wrong submission is named and pointed at."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from grader.authoring.causes import Mark, mark_in, without_marks
from grader.catalog.submission import SubmittedText
from grader.cli.author_view import show_proofs
from tests.authoring.conftest import AuthoredKit

IN_TURN = "solution/wrong/still-sequential/asks_in_turn.py"


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("a()\nb()  # cause: await-in-loop\n", Mark((2,), "await-in-loop")),
        ("a()  # cause\nb()  # cause: stages\n", Mark((1, 2), "stages")),
        ("a()  # because\nb()  # causes\n", Mark()),
        ("print('# cause') \n", Mark()),
    ],
)
def test_marks_are_read_from_the_ends_of_lines(text: str, mark: Mark) -> None:
    """Several lines may do; one of them says what it is."""
    assert mark_in(text) == mark


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_graded_has_no_marks_and_the_same_lines(end: str) -> None:
    """Other comments stay, and so does each end of a line."""
    marked = SubmittedText(f"a()  # cause: stages{end}b()  # why{end}c()  # cause", Path("a.py"), "a.py")
    bare = without_marks(marked)
    assert isinstance(bare, SubmittedText)
    assert bare.text == f"a(){end}b()  # why{end}c()"


def test_a_cause_that_is_named_and_pointed_at_is_counted(kit: AuthoredKit) -> None:
    """All four of the new exercise are."""
    causes = kit.proof().causes
    assert (causes.marked, causes.named, causes.placed, causes.misses) == (4, 4, 4, ())


def test_a_mark_at_another_line_is_a_miss_of_the_line(kit: AuthoredKit) -> None:
    """What is said stands beside what was marked."""
    kit.replace(IN_TURN, "  # cause: await-in-loop", "")
    kit.replace(IN_TURN, "import asyncio\n", "import asyncio  # cause: await-in-loop\n")
    causes = kit.proof().causes
    (miss,) = causes.misses
    assert (causes.named, causes.placed) == (4, 3)
    assert (miss.mark.lines, miss.said, miss.line) == ((3,), "await-in-loop", 9)


def test_another_misconception_than_the_marked_one_is_not_named(kit: AuthoredKit) -> None:
    """That a diagnosis spoke is not enough."""
    kit.replace(IN_TURN, "# cause: await-in-loop", "# cause: blocking-call")
    causes = kit.proof().causes
    assert (causes.named, causes.placed) == (3, 4)


def test_a_mark_without_an_id_is_content_with_any(kit: AuthoredKit) -> None:
    """As long as it goes beyond the verdict's own words."""
    kit.replace(IN_TURN, "# cause: await-in-loop", "# cause")
    assert kit.proof().causes.named == 4


def test_a_submission_without_a_mark_is_caught(kit: AuthoredKit) -> None:
    """Whoever writes it knows best where its cause is."""
    kit.replace(IN_TURN, "  # cause: await-in-loop", "")
    assert [problem.what for problem in kit.read()] == ["does not say where its cause is"]


def test_a_mark_that_no_diagnosis_has_is_caught(kit: AuthoredKit) -> None:
    """With its line."""
    kit.replace(IN_TURN, "# cause: await-in-loop", "# cause: awaits-a-lot")
    (problem,) = kit.read()
    assert (problem.line, problem.what) == (9, "names the cause `awaits-a-lot`, which no diagnosis has")


def test_the_summary_counts_and_lists_what_was_missed(kit: AuthoredKit) -> None:
    """The figures, whether they reach the aim, and each miss with what is said."""
    kit.replace(IN_TURN, "# cause: await-in-loop", "# cause: blocking-call")
    console = Console(file=io.StringIO(), width=200, color_system=None)
    with console.capture() as capture:
        show_proofs(console, kit.prove())
    said = " ".join(capture.get().split())
    assert "the cause is `blocking-call` at line 9; said is `await-in-loop` at line 9 Line 9 waits once a round" in said
    assert "names the cause of 3 (75.0%, below the 95% to aim at), and the line is on it in 4 (100.0%)." in said
