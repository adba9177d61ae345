"""Moodle VPL: what its module reads from standard output."""

import re

import pytest

from grader.model.report import Report
from grader.platforms import PlatformError, Surroundings, find
from grader.platforms.delivery import Said

from .conftest import ENVIRONMENT, NOT_GRADED, REPORTS

VPL = find("vpl")


def proposed_grade(text: str) -> str:
    """The last line that begins like a grade, by `find_proposedgrade`."""
    found = re.findall(r"^Grade :=>>(.*)$", text, re.MULTILINE)
    return found[-1].strip() if found else ""


def proposed_comment(text: str) -> str:
    """Lines and blocks of comments, by `find_proposedcomment`."""
    comments = ""
    offset = 0
    while begin := re.compile(r"^[ \t]*(?:Comment :=>>(.*)|<\|--)[ \t]*$", re.MULTILINE).search(text, offset):
        offset = begin.end() + 1
        if begin[1] is not None:
            comments += begin[1] + "\n"
            continue
        end = re.compile(r"^[ \t]*--\|>[ \t]*$", re.MULTILINE).search(text, offset)
        comments += text[offset : end.start() if end else len(text)]
        if end is None:
            break
        offset = end.end() + 1
    return comments


def output_of(report: Report, surroundings: Surroundings) -> str:
    (output,) = VPL.outputs(report, surroundings)
    assert isinstance(output, Said)
    return output.text


def test_the_grade_is_ours_whatever_a_learner_wrote(report: Report, surroundings: Surroundings) -> None:
    """One line proposes it, within the activity's own limits."""
    text = output_of(report, surroundings)
    share = report.points / report.max_points if report.max_points else 0.0
    grade = proposed_grade(text)
    assert len(re.findall("^Grade :=>>", text, re.MULTILINE)) == (1 if grade else 0)
    assert not grade or float(grade) == pytest.approx(10 * share, abs=1e-6)


def test_comments_are_one_block_and_only_titles_are_not_quoted(report: Report, surroundings: Surroundings) -> None:
    """A title never ends in a bracket, which would be read as a deduction; all else is shown as it is."""
    text = output_of(report, surroundings)
    comment = proposed_comment(text)
    around = text.replace(comment, "", 1).splitlines()
    assert around in (["<|--", "--|>"], ["<|--", "--|>", f"Grade :=>> {proposed_grade(text)}"])
    lines = comment.rstrip("\n").split("\n")
    assert all(line.startswith((">", "- ")) for line in lines)
    assert not any(line.endswith(")") for line in lines if line.startswith("-"))


@pytest.mark.parametrize("name", NOT_GRADED)
def test_what_was_not_graded_proposes_nothing(name: str, surroundings: Surroundings) -> None:
    """The comments say why."""
    text = output_of(REPORTS[name](), surroundings)
    assert proposed_grade(text) == ""
    assert "Not graded" in proposed_comment(text)


def test_a_scale_that_is_no_number_is_named() -> None:
    """VPL can be set to grade with words."""
    with pytest.raises(PlatformError, match="VPL_GRADEMAX is 'excellent', which is no number"):
        VPL.outputs(REPORTS["passed"](), Surroundings(ENVIRONMENT | {"VPL_GRADEMAX": "excellent"}))
