"""JSON and its schema, JUnit, Markdown: what programs and pages are given."""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import msgspec
import pytest

from grader.model.report import CheckResult, CodeLine, ExerciseResult, Report
from grader.model.verdict import Verdict
from grader.reporters.json import to_json
from grader.reporters.junit import to_junit
from grader.reporters.markdown import defused, fenced, to_markdown
from grader.reporters.schema import schema, schema_text

from .conftest import report_of

SCHEMA_FILE = Path(__file__).parents[2] / "docs" / "report.schema.json"


def changed(result: ExerciseResult, **fields: Any) -> ExerciseResult:
    return msgspec.structs.replace(result, **fields)


def test_json_is_the_exact_form(report: Report) -> None:
    """What is written reads back as the same report, and equal reports give equal text."""
    text = to_json(report)
    assert text.endswith("}\n")
    assert msgspec.json.decode(text, type=Report) == report
    assert to_json(msgspec.json.decode(text, type=Report)) == text


def test_a_report_keeps_to_the_published_schema(report: Report) -> None:
    """The schema says what the model says."""
    jsonschema.validate(json.loads(to_json(report)), schema())


def test_the_published_schema_is_the_models() -> None:
    """`python -m grader.reporters.schema docs/report.schema.json` writes it anew."""
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text()


def cases(report: Report) -> dict[str, ET.Element]:
    root = ET.fromstring(to_junit(report))
    return {case.get("name", ""): case for case in root.iter("testcase")}


def test_each_check_is_a_case(report: Report) -> None:
    """Passed, failed and undecided are told apart, and counted."""
    found = cases(report)
    assert found["returns the page"].find("failure") is None
    assert found["takes 2.5 s"].find("failure") is not None
    assert found["keeps the rhythm"].find("skipped") is not None
    root = ET.fromstring(to_junit(report))
    assert (root.get("tests"), root.get("failures"), root.get("errors"), root.get("skipped")) == ("3", "1", "0", "1")


def test_a_failure_message_stands_alone(report: Report) -> None:
    """Exercise, cause, line, times and verdict, with nothing around it."""
    failure = cases(report)["takes 2.5 s"].find("failure")
    assert failure is not None
    assert failure.get("message", "").startswith("two-at-once: print_numbers() starts only when")
    for part in ("Right result, but one wait after the other", "line 21", "took 4.5 s", "[still-sequential]"):
        assert part in (failure.text or "")


def test_what_is_the_graders_fault_is_an_error(sequential: ExerciseResult) -> None:
    """Platforms show it apart from failures."""
    check = CheckResult("returns the page", "correctness", Verdict.JUDGE_ERROR, message="The judge broke down.")
    case = cases(report_of(changed(sequential, verdict=Verdict.JUDGE_ERROR, checks=(check,))))["returns the page"]
    assert case.find("error") is not None
    assert case.find("failure") is None


def test_an_exercise_without_checks_still_speaks(sequential: ExerciseResult) -> None:
    """A missing file fails, a stub is skipped."""
    missing = changed(sequential, verdict=Verdict.MISSING_FILE, checks=())
    assert cases(report_of(missing))["Two at once"].find("failure") is not None
    to_do = changed(sequential, verdict=None, checks=())
    assert cases(report_of(to_do))["Two at once"].find("skipped") is not None


EVIL = "</failure>]]>&\"'\x00\x1b[31m\ud800\uffff`| <script>1</script>\n::error::x\n##[group]x\n# h @all [a](b) www.x"


@pytest.fixture
def evil(sequential: ExerciseResult) -> Report:
    check = CheckResult(EVIL, "behaviour", Verdict.WRONG_RESULT, message=EVIL, file=EVIL, line=1)
    result = changed(
        sequential,
        headline=EVIL,
        summary=EVIL,
        file=EVIL,
        hint=EVIL,
        checks=(check,),
        excerpt=(CodeLine(1, "```\n::set-output name=x::y", "````"), CodeLine(2, "::error::boom ##[group]")),
    )
    return report_of(result)


def test_junit_stays_well_formed_whatever_a_learner_wrote(evil: Report) -> None:
    """And is the same when read and written again."""
    root = ET.fromstring(to_junit(evil))
    assert len(list(root.iter("testcase"))) == 2


def test_markdown_holds_no_markup_of_a_learners(evil: Report) -> None:
    """No HTML, no table cell, no link, no mention, and no line that a CI runner obeys."""
    text = to_markdown(evil)
    assert "<" not in text
    assert not re.search(r"^\s*(::|##\[)", text, re.MULTILINE)
    assert "##[" not in text
    assert "@all" not in text
    assert "[a]" not in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {row.count("|") for row in rows} == {6}


def test_a_fence_is_longer_than_any_it_holds() -> None:
    """Code that holds one cannot close it."""
    lines = fenced(["``` x", "`````"])
    assert lines[0] == "``````text"
    assert lines[-1] == "``````"


@pytest.mark.parametrize("text", ["plain words", "2.5 s, can be 4 (so far)", "isn't it?"])
def test_plain_words_stay_plain(text: str) -> None:
    """Only signs with a meaning are replaced."""
    assert defused(text) == text


def test_markdown_sums_up_first_and_explains_after(report: Report) -> None:
    """A table of all, then a section for what did not pass."""
    lines = to_markdown(report).splitlines()
    assert lines[0] == "## onethread: 0 of 1 passed"
    assert "| ✗ | two-at-once | Right result, but one wait after the other `still-sequential` |" in lines[6]
    assert "### Two at once: Right result, but one wait after the other" in lines
    assert any(line.startswith(" possible") for line in lines)
