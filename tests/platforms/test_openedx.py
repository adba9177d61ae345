"""Open edX: what xqueue-watcher makes of a container's last line."""

import html
import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from grader.model.report import Report
from grader.platforms import Surroundings, find
from grader.platforms.delivery import Said

from .conftest import NOT_GRADED, REPORTS

OPENEDX = find("openedx")


def watcher(output: str) -> dict[str, Any] | None:
    """The reply to the course, by `ContainerGrader` and `render_results`; `None` where it makes none and asks again."""
    last = next(line for line in reversed(output.splitlines()) if line.strip())
    try:
        grade = json.loads(last)
    except ValueError:
        return None
    tests = [_rendered(*test) for test in grade["tests"]]
    errors = [f"<li><pre>{html.escape(error)}</pre></li>" for error in grade["errors"]]
    return {**grade, "msg": f'<div class="test">{"".join(errors + tests)}</div>'}


def _rendered(short: str, long: str, correct: bool, expected: str, actual: str) -> str:
    assert isinstance(correct, bool)
    parts = [f"<h4>{html.escape(short)}</h4>", *([f"<p>{html.escape(long)}</p>"] if long else [])]
    return "".join([*parts, *(f"<pre>{html.escape(text)}</pre>" for text in (expected, actual))])


def output_of(report: Report, surroundings: Surroundings) -> str:
    (output,) = OPENEDX.outputs(report, surroundings)
    assert isinstance(output, Said)
    return output.text


def test_every_reply_is_a_share_and_a_page_that_is_xml(report: Report, surroundings: Surroundings) -> None:
    """A page that is not well-formed breaks the course's own page."""
    reply = watcher(output_of(report, surroundings))
    if reply is not None:
        share = report.points / report.max_points if report.max_points else 0.0
        assert (reply["score"], reply["correct"]) == (share, share == 1.0)
        ET.fromstring(reply["msg"])


@pytest.mark.parametrize("name", NOT_GRADED)
def test_what_was_not_graded_stays_in_the_queue(name: str, surroundings: Surroundings) -> None:
    """No reply is made of what is no JSON."""
    assert watcher(output_of(REPORTS[name](), surroundings)) is None


@pytest.mark.parametrize("value", ["1", "true", "YES"])
def test_a_problem_that_hides_its_output_shows_no_tests(value: str) -> None:
    """The score stands alone."""
    grade = json.loads(output_of(REPORTS["wrong"](), Surroundings({"HIDE_OUTPUT": value})))
    assert (grade["tests"], grade["score"]) == ([], 0.25)
