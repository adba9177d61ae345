"""JSON and its schema, JUnit, Markdown: what programs and pages are given."""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import msgspec
import pytest
from markdown_it import MarkdownIt

from grader.model.report import CheckResult, CodeLine, ExerciseResult, Report
from grader.model.timeline import Span
from grader.model.verdict import Verdict
from grader.reporters.json import to_json
from grader.reporters.junit import to_junit
from grader.reporters.markdown import defused, fenced, prose, to_markdown
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


def test_the_cause_is_said_once_and_what_else_failed_speaks_for_itself(sequential: ExerciseResult) -> None:
    """The first check of the exercise's verdict has its sentence and its line; another borrows neither."""
    symptom = CheckResult("takes 2.5 s", "elapsed", Verdict.STILL_SEQUENTIAL, message="took 4.5 s")
    other = CheckResult("prints at once", "elapsed", Verdict.LATE_OUTPUT, message="the number 0 came at 2 s")
    found = cases(report_of(changed(sequential, checks=(symptom, other))))
    messages = [found[name].find("failure") for name in ("takes 2.5 s", "prints at once")]
    assert [failure.get("message") for failure in messages if failure is not None] == [
        f"two-at-once: {sequential.summary} (two_at_once.py, line 21) [still-sequential]",
        "two-at-once: the number 0 came at 2 s [late-output]",
    ]


def test_a_suite_says_how_it_was_graded(report: Report) -> None:
    """Seed, isolation level and whose definitions, for whoever compares two of them."""
    root = ET.fromstring(to_junit(report))
    properties = {each.get("name"): each.get("value") for each in root.iter("property")}
    assert (properties["seed"], properties["isolation"], properties["definitions_modified"]) == ("0", "K2", "false")


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


def test_markdown_renders_as_the_kits_own_and_nothing_more(evil: Report, report: Report) -> None:
    """To a renderer, a hostile report has no more kinds of parts than a harmless one."""
    renderer = MarkdownIt("commonmark").enable("table")

    def kinds(text: str) -> set[str]:
        return {part.type for token in renderer.parse(text) for part in (token, *(token.children or ()))}

    assert kinds(to_markdown(evil)) <= kinds(to_markdown(report)) | {"softbreak"}


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("await `main()` once", "await `main()` once"),
        ("see *What the checks call*", "see *What the checks call*"),
        ("`<b>` and `@all`", "&#96;&#60;b&#62;&#96; and &#96;&#64;all&#96;"),
        ("fetch_data: 2 s", "fetch_data: 2 s"),
        ("_so_ :smile:", "&#95;so&#95; &#58;smile:"),
        ("https://example.org", "https&#58;//example.org"),
    ],
)
def test_names_between_backticks_stay_code(text: str, markdown: str) -> None:
    """Where they are plain names; nothing else of a sentence means anything to Markdown."""
    assert prose(text) == markdown


def test_markdown_explains_its_picture_and_names_what_failed(sequential: ExerciseResult) -> None:
    """Whoever reads it in a pull request has nothing else."""
    assert sequential.timeline is not None
    lane = msgspec.structs.replace(sequential.timeline.lanes[0], spans=(Span(0.0, 4.5, "blocked", "sleep()", 7),))
    timeline = msgspec.structs.replace(sequential.timeline, lanes=(lane,))
    check = CheckResult("counts", "behaviour", Verdict.RACE, (), 0.0, 2.0, "sold `seat` twice\nassert 1 == 2", seed=7)
    text = to_markdown(report_of(changed(sequential, timeline=timeline, checks=(check,))))
    assert " ▒▒ blocking the loop" in text
    assert "* ✗ counts (0 / 2): sold `seat` twice, again with `--seed 7`\n" in text
    assert "two_at_once.py, line 21:" in text
    assert "  # 0 to 2 s: nothing else can run" in text


def test_markdown_counts_what_is_to_do(sequential: ExerciseResult) -> None:
    """Sixty rows of nothing would hide the one that matters."""
    to_do = changed(sequential, verdict=None, checks=(), timeline=None, excerpt=())
    text = to_markdown(report_of(sequential, to_do, to_do))
    assert "\n2 exercises still to do.\n" in text
    assert len([line for line in text.splitlines() if line.startswith("| ")]) == 2
    assert "|---|" not in to_markdown(report_of(to_do))


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
