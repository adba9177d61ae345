"""INGInious: exact types, and reStructuredText that stays text."""

import json
from pathlib import Path
from typing import Any

import pytest

from grader.model.report import Report
from grader.platforms import Surroundings, find
from grader.platforms.delivery import File

from .conftest import NOT_GRADED, REPORTS
from .consumers import consumer, run_python

INGINIOUS = find("inginious")
ACCEPTED: dict[str, type] = {
    "stdout": str,
    "stderr": str,
    "result": str,
    "text": str,
    "grade": float,
    "problems": dict,
    "custom": dict,
    "tests": dict,
    "state": str,
    "archive": str,
}


def agent(text: str) -> tuple[str, float]:
    """Result and grade as the agent takes them, by its source: another type or key is a crash."""
    feedback: dict[str, Any] = json.loads(text)
    if any(key not in ACCEPTED or not isinstance(value, ACCEPTED[key]) for key, value in feedback.items()):
        return "crash", 0.0
    return feedback["result"], feedback["grade"]


def text_of(report: Report, surroundings: Surroundings) -> str:
    (output,) = INGINIOUS.outputs(report, surroundings)
    assert isinstance(output, File)
    assert str(output.place) == "/.__output/__feedback.json"
    return output.content.decode()


def test_every_result_is_taken(report: Report, surroundings: Surroundings) -> None:
    """The percentage of the points; *success* only for all of them."""
    result, grade = agent(text_of(report, surroundings))
    if result != "crash":
        share = report.points / report.max_points if report.max_points else 0.0
        assert grade == pytest.approx(100 * share)
        assert (result == "success") == (grade == 100.0)


@pytest.mark.parametrize("name", NOT_GRADED)
def test_what_was_not_graded_is_no_answer(name: str, surroundings: Surroundings) -> None:
    """Only *success* and *failed* make a submission done."""
    assert agent(text_of(REPORTS[name](), surroundings))[0] == "crash"


def test_a_killed_grading_is_no_answer(surroundings: Surroundings) -> None:
    """What stands until there is a result."""
    INGINIOUS.begin(surroundings)
    place = surroundings.root / ".__output" / "__feedback.json"
    assert agent(place.read_text(encoding="utf-8"))[0] == "crash"


def test_feedback_is_one_block_of_text_to_docutils(report: Report, surroundings: Surroundings) -> None:
    """No headings, no links, no directives, whatever a learner wrote; and no complaint."""
    core = pytest.importorskip("docutils.core")
    text = json.loads(text_of(report, surroundings))["text"]
    settings = {"report_level": 1, "halt_level": 1, "raw_enabled": False, "file_insertion_enabled": False}
    document = core.publish_doctree(text, settings_overrides=settings)
    assert [node.tagname for node in document] == ["literal_block"]


def test_the_containers_own_api_reads_and_extends_it(surroundings: Surroundings, tmp_path: Path) -> None:
    """Loaded, given a tag, and written again, it is still a result."""
    package = consumer("inginious")
    (tmp_path / "__feedback.json").write_text(text_of(REPORTS["hostile"](), surroundings), encoding="utf-8")
    program = (
        "import inginious_container_api as api; api.DEBUG = True\n"
        "from inginious_container_api import feedback\n"
        "feedback.set_tag('late', False); feedback.set_custom_value('seed', 0)\n"
        "print(feedback.get_feedback()['grade'])"
    )
    said = run_python(["-c", program], package, tmp_path)
    result, grade = agent((tmp_path / "__feedback.json").read_text(encoding="utf-8"))
    assert (result, str(grade)) == ("failed", said.stdout.strip())
