"""CodeGrade: lines as its own plugin for pytest writes them."""

import json
from fractions import Fraction
from pathlib import Path

import msgspec

from grader.model.report import Report
from grader.platforms import Surroundings, find
from grader.platforms.codegrade import Points, UnitTests
from grader.platforms.delivery import Said

from .conftest import REPORTS
from .consumers import consumer, run_python

CODEGRADE = find("codegrade")

PROGRAM = """
import pytest
from fractions import Fraction

@pytest.mark.cg_weight(3)
def test_right(): pass

@pytest.mark.cg_weight(1)
def test_wrong(): assert 1 == 2, "é \\x07"
"""


def lines_of(report: Report, surroundings: Surroundings) -> list[str]:
    (output,) = CODEGRADE.outputs(report, surroundings)
    return output.text.splitlines() if isinstance(output, Said) else []


def test_every_result_is_two_lines_of_ascii(report: Report, surroundings: Surroundings) -> None:
    """The checks with their weights, and the part of the points that they come to."""
    lines = lines_of(report, surroundings)
    if not lines:
        return
    assert all(line.isascii() for line in lines)
    tests = msgspec.json.decode(lines[0], type=UnitTests)
    points = msgspec.json.decode(lines[1], type=Points)
    cases = [case for suite in tests.results for case in suite.test_cases]
    most = sum(Fraction(case.weight) for case in cases)
    got = sum(Fraction(case.weight) for case in cases if case.status == "success")
    assert Fraction(points.points) == (got / most if most else 0)


def test_what_was_not_decided_stays_in_the_denominator(surroundings: Surroundings) -> None:
    """Its own plugin drops what was skipped, and whoever skips would gain."""
    tests, points = (json.loads(line) for line in lines_of(REPORTS["mixed"](), surroundings))
    statuses = {case["status"] for suite in tests["results"] for case in suite["testCases"]}
    assert statuses == {"success", "failure"}
    assert points["points"] == "5/8"


def test_its_own_plugin_writes_the_same_words(tmp_path: Path) -> None:
    """What CodeGrade's reporter writes is read by our types, the fields that only a program has aside."""
    package = consumer("python")
    (tmp_path / "test_it.py").write_text(PROGRAM, encoding="utf-8")
    run = run_python(["-m", "pytest", "-q", "-p", "no:cacheprovider", "test_it.py"], package, tmp_path)
    messages = [json.loads(line) for line in run.stderr.splitlines() if line.startswith('{"tag"')]
    assert [message["tag"] for message in messages] == ["unit-test", "unit-test", "points"]
    for message in messages[:2]:
        for suite in message["results"]:
            for case in suite["testCases"]:
                case.pop("stdout", None)
        msgspec.convert(message, UnitTests)
    assert msgspec.convert(messages[2], Points).points == "3/4"
