"""JUnit XML and Artemis: what the readers of both make of it."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from grader.model.report import Report
from grader.platforms import Platform, Surroundings, find
from grader.platforms.delivery import File

from .conftest import REPORTS

JUNIT, ARTEMIS = find("junit"), find("artemis")
SCHEMA = Path(__file__).parent / "junit.xsd"
LONGEST_IN_ARTEMIS = 20_000

both = pytest.mark.parametrize("platform", [JUNIT, ARTEMIS], ids=lambda platform: platform.name)


def document(platform: Platform, report: Report, surroundings: Surroundings) -> bytes | None:
    (output,) = platform.outputs(report, surroundings)
    return output.content if isinstance(output, File) else None


@both
def test_a_schema_takes_every_result(platform: Platform, report: Report, surroundings: Surroundings) -> None:
    """Elements, their order, and their attributes."""
    xmlschema = pytest.importorskip("xmlschema")
    content = document(platform, report, surroundings)
    if content is not None:
        xmlschema.XMLSchema(str(SCHEMA)).validate(BytesIO(content))


@both
def test_another_library_reads_the_same_counts(platform: Platform, report: Report, surroundings: Surroundings) -> None:
    """Read, counted anew, and compared with what stands there."""
    junitparser = pytest.importorskip("junitparser")
    content = document(platform, report, surroundings)
    if content is None:
        return
    for suite in junitparser.JUnitXml.fromstring(content):
        stated = (suite.tests, suite.failures, suite.errors, suite.skipped)
        suite.update_statistics()
        assert stated == (suite.tests, suite.failures, suite.errors, suite.skipped)


def artemis(content: bytes) -> dict[str, tuple[bool, str]]:
    """Each test's verdict and message by its name, by Artemis's parser: class names are not looked at."""
    root = ET.fromstring(content)
    suites = [root] if root.tag == "testsuite" else list(root)
    found: dict[str, tuple[bool, str]] = {}
    for case in (case for suite in suites for case in suite.iter("testcase")):
        if case.find("skipped") is not None:
            continue
        problem = case.find("failure") if case.find("failure") is not None else case.find("error")
        name = case.get("name", "")
        assert name not in found
        found[name] = (problem is None, problem.get("message") or problem.text or "" if problem is not None else "")
    return found


def test_artemis_knows_each_check_by_its_name(report: Report, surroundings: Surroundings) -> None:
    """None is dropped, none is taken for another, and no message is longer than it keeps."""
    content = document(ARTEMIS, report, surroundings)
    if content is not None:
        found = artemis(content)
        assert len(found) == sum(max(1, len(result.checks)) for result in report.exercises)
        assert all(passed or 0 < len(message) <= LONGEST_IN_ARTEMIS for passed, message in found.values())


def test_undecided_is_skipped_in_general_and_failed_in_artemis(surroundings: Surroundings) -> None:
    """Artemis drops what was skipped, and a check that is dropped costs nothing."""
    kinds: Callable[[Platform], list[str]] = lambda platform: [  # noqa: E731 - one expression, used twice
        child.tag
        for case in ET.fromstring(document(platform, REPORTS["hidden first"](), surroundings) or b"").iter("testcase")
        for child in case
    ]
    assert "skipped" in kinds(JUNIT)
    assert set(kinds(ARTEMIS)) == {"failure"}


def test_a_suite_carries_its_points(surroundings: Surroundings) -> None:
    """JUnit knows none; whoever needs them finds them as properties."""
    root = ET.fromstring(document(JUNIT, REPORTS["wrong"](), surroundings) or b"")
    properties: dict[str | None, Any] = {each.get("name"): each.get("value") for each in root.iter("property")}
    assert properties == {"points": "1", "max_points": "4"}
