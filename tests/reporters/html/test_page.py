"""The page as text: what stands on it, and what never can."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest

from grader.model.report import CheckResult, CodeLine, ExerciseResult, Isolation, Report
from grader.model.timeline import Lane, Mark, Span, Timeline
from grader.model.verdict import Verdict
from grader.reporters.html.page import in_code, to_html
from grader.reporters.html.views import Place
from grader.reporters.terminal.screen import Commands
from tests.reporters.conftest import report_of

COMMANDS = Commands("nox -s grader --", "nox -s grade")


class Reader(HTMLParser):
    """Collects elements, attributes and text as a browser takes them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def changed(result: ExerciseResult, **fields: Any) -> ExerciseResult:
    return msgspec.structs.replace(result, **fields)


def words(html: str) -> str:
    return " ".join(Reader(html).text.split())


def test_an_exercise_says_what_why_where_and_what_next(report: Report) -> None:
    """Headline, sentence, code, times, lights, points, verdict and the hint's command."""
    text = words(to_html(report, {"two-at-once": Place("1.1", "1 one-thread")}, COMMANDS))
    for part in (
        "1.1 Two at once",
        "Right result, but one wait after the other",
        "print_numbers() starts only when fetch_data() is done",
        "look here 21",
        "0 to 2 s: nothing else can run",
        "4.5 s, can be 2.5 s",
        "0 of 4 points",
        "takes 2.5 s failed: still-sequential, two_at_once.py, line 21",
        "1 check passed, 1 check not decided",
        "nox -s grader -- hint two-at-once",
        "verdict still-sequential",
    ):
        assert part in text


def test_the_head_sums_up(sequential: ExerciseResult) -> None:
    """Exercises by chapter with a word for each, points, and how it was graded."""
    passed = changed(sequential, slug="same-thread", title="Same thread", verdict=Verdict.PASSED, points=4.0)
    to_do = changed(sequential, slug="at-most-four", title="At most four", verdict=None, checks=(), timeline=None)
    places = {
        "two-at-once": Place("1.1", "1 one-thread"),
        "same-thread": Place("1.4", "1 one-thread"),
        "at-most-four": Place("4.1", "4 limits"),
    }
    html = to_html(report_of(sequential, passed, to_do), places, COMMANDS)
    text = words(html)
    assert "1 of 3 exercises passed 4 of 12 points" in text
    assert "1 one-thread 1 of 2 1.1 Two at once still-sequential 1.4 Same thread passed" in text
    assert "4 limits 0 of 1 4.1 At most four to do" in text
    assert "isolation K2 seed 0 Python 3.11.7" in text
    names = [element for element in Reader(html).elements if element[1].get("class") == "name"]
    assert [(tag, attributes.get("href")) for tag, attributes in names] == [
        ("a", "#two-at-once"), ("a", "#same-thread"), ("span", None),
    ]  # fmt: skip


def test_what_weakens_a_grade_is_said(report: Report) -> None:
    """Changed definitions, and what got out of the confinement."""
    weak = msgspec.structs.replace(
        report, definitions_modified=True, isolation=Isolation("K1", ("seccomp",), ("reads /etc",), ("No Landlock.",))
    )
    text = words(to_html(weak))
    assert "The exercises themselves were changed here" in text
    assert "What got out: reads /etc. No Landlock." in text


def test_a_race_says_how_to_see_it_again(sequential: ExerciseResult) -> None:
    """The seed that goes wrong is a command to copy."""
    check = CheckResult("counts", "correctness", Verdict.RACE, seed=7)
    text = words(to_html(report_of(changed(sequential, verdict=Verdict.RACE, checks=(check,))), commands=COMMANDS))
    assert "nox -s grade -- two-at-once --seed 7" in text


def test_equal_reports_give_equal_bytes(report: Report) -> None:
    """And what was measured leaves no trace."""
    later = msgspec.structs.replace(report, measured={"seconds": 99})
    assert to_html(report) == to_html(later)


def test_what_passed_is_folded_unless_it_is_all_there_is(sequential: ExerciseResult) -> None:
    """What has to be mended comes open."""
    passed = changed(sequential, slug="other", verdict=Verdict.PASSED)

    def opened(*results: ExerciseResult) -> list[bool]:
        elements = Reader(to_html(report_of(*results))).elements
        inside = [elements[n + 1][1] for n, (tag, _) in enumerate(elements) if tag == "article"]
        return ["open" in attributes for attributes in inside]

    assert opened(sequential, passed) == [True, False]
    assert opened(passed) == [True]


def test_the_policy_allows_its_own_style_and_nothing_else(report: Report) -> None:
    """Named by hash, so that a style of anybody else's has no effect either."""
    html = to_html(report)
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policies = [a["content"] for tag, a in Reader(html).elements if a.get("http-equiv") == "Content-Security-Policy"]
    assert policies == [f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"]


def test_nothing_is_loaded_and_nothing_runs(report: Report) -> None:
    """No script, no handler, no style attribute, and every reference stays on the page."""
    html = to_html(report)
    for tag, attributes in Reader(html).elements:
        assert tag not in {"script", "link", "img", "iframe", "object", "embed", "form"}
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        assert all((attributes.get(name) or "#").startswith("#") for name in ("href", "src", "xlink:href"))
    assert not re.search(r"@import|url\((?!#)", html)


EVIL = (
    "<script>alert(1)</script></title></style></text></svg><img src=x onerror=alert(1)>\"' onload=alert(1) x='"
    "{{ 7*7 }}{% raw %}`<b>`\u202e\u2066\x1b[2J\x00\x85\u2028\ud800]]>&lt;a href=javascript:alert(1)>"
)


@pytest.fixture
def evil(sequential: ExerciseResult) -> Report:
    """Everything that a learner may write into a report is hostile."""
    lane = Lane(EVIL, (Span(0, 4, "waiting", EVIL, 1), Span(4, 4.5, "cancelled", EVIL)), (Mark(1, EVIL),))
    check = CheckResult(EVIL, "behaviour", Verdict.WRONG_RESULT, message=EVIL * 3, file=EVIL, line=1)
    result = changed(
        sequential,
        slug=EVIL,
        title=EVIL,
        headline=EVIL,
        summary=EVIL,
        file=EVIL,
        hint=EVIL,
        checks=(check,),
        excerpt=(CodeLine(1, EVIL, EVIL, marked=True),),
        timeline=Timeline((lane,), 4.5),
        ideal=Timeline((lane,), 4.5),
    )
    return report_of(result, changed(result, verdict=Verdict.PASSED))


def test_what_a_learner_wrote_adds_no_element_and_no_attribute(evil: Report, sequential: ExerciseResult) -> None:
    """The hostile page has the elements of a harmless one, and no more."""
    hostile = Reader(to_html(evil, {EVIL: Place(EVIL, EVIL)}))
    known = {tag for tag, _ in Reader(to_html(report_of(sequential, sequential))).elements} | {"path"}
    assert {tag for tag, _ in hostile.elements} - known == set()
    names = {name for _, attributes in hostile.elements for name in attributes}
    assert not {name for name in names if name.startswith("on") or "<" in name or '"' in name or "'" in name}
    assert "alert(1)" in hostile.text


def test_what_a_learner_wrote_hides_nothing(evil: Report) -> None:
    """Bidi, controls and surrogates are shown as escapes, so the page is text that any reader can take."""
    html = to_html(evil, {EVIL: Place(EVIL, EVIL)})
    assert all(character.isprintable() or character == "\n" for character in html)
    html.encode("utf-8")
    assert "{{ 7*7 }}" in Reader(html).text


def test_a_name_that_is_no_anchor_gets_a_number(sequential: ExerciseResult) -> None:
    """So does the second of two that are alike: every link leads to one place."""
    html = to_html(report_of(sequential, sequential, changed(sequential, slug='x" onclick="y')))
    anchors = [a["id"] for tag, a in Reader(html).elements if tag == "div" and a.get("class") == "body"]
    assert anchors == ["two-at-once", "_2", "_3"]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("await `main()` once", "await <code>main()</code> once"),
        ("`<b>`", "<code>&lt;b&gt;</code>"),
        ("one ` alone", "one ` alone"),
        ("`a\nb`", "`a\nb`"),
    ],
)
def test_names_between_backticks_are_code(text: str, html: str) -> None:
    """And are escaped like all else."""
    assert in_code(text) == html
