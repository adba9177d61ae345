"""JUnit XML, as servers for continuous integration read it and Artemis counts it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from grader.model.units import number
from grader.platforms.cases import Case
from grader.platforms.texts import bounded

Tag = Callable[[Case], str | None]
"""What a case that did not pass is: a `failure`, an `error` or `skipped`; `None` for one that did."""


@dataclass(frozen=True)
class Suite:
    """A name and its cases."""

    name: str
    cases: Sequence[Case]


def junit_xml(suites: Iterable[Suite], tag: Tag, longest: int) -> bytes:
    """The suites as one document, counts consistent, no text longer than `longest`."""
    root = ET.Element("testsuites", name="onethread")
    for suite in suites:
        root.append(_suite(suite, tag, longest))
    _count(root)
    ET.indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode").encode() + b"\n"


def _suite(suite: Suite, tag: Tag, longest: int) -> ET.Element:
    element = ET.Element("testsuite", name=suite.name)
    properties = ET.SubElement(element, "properties")
    for name in ("points", "max_points"):
        value = number(sum(getattr(case, name) for case in suite.cases))
        ET.SubElement(properties, "property", name=name, value=value)
    for case in suite.cases:
        element.append(_case(case, tag(case), longest))
    _count(element)
    return element


def _case(case: Case, tag: str | None, longest: int) -> ET.Element:
    element = ET.Element("testcase", classname=f"onethread.{case.exercise}", name=case.name, time="0")
    if tag is not None:
        text = bounded(case.text, longest)
        failure = ET.SubElement(element, tag, message=text.partition("\n")[0])
        if tag != "skipped":
            failure.set("type", case.status)
            failure.text = text
    return element


def _count(element: ET.Element) -> None:
    cases = list(element.iter("testcase"))
    element.set("tests", str(len(cases)))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        if not (element.tag == "testsuites" and tag == "skipped"):
            element.set(name, str(sum(case.find(tag) is not None for case in cases)))
