"""JUnit XML, for continuous integration and platforms that read it.

An exercise is a suite, a check is a case. A message stands alone: it names the exercise, the cause, the line and the
verdict, because platforms show it without anything around it. What is the grader's fault is an error, what was not
decided is skipped.
"""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from grader.model.report import CheckResult, ExerciseResult, Report
from grader.model.safe_text import safe_line, safe_text
from grader.model.units import number, seconds
from grader.model.verdict import Verdict


def to_junit(report: Report) -> str:
    """The report as JUnit XML, ending in a line break."""
    root = ET.Element("testsuites", name="onethread")
    for result in report.exercises:
        root.append(_suite(result, report))
    _count(root, root.iter("testcase"))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(result: ExerciseResult, report: Report) -> ET.Element:
    suite = ET.Element("testsuite", name=safe_line(result.slug))
    properties = ET.SubElement(suite, "properties")
    for name, value in _properties(result, report).items():
        ET.SubElement(properties, "property", name=name, value=value)
    speaker = _speaker(result)
    for check in result.checks:
        suite.append(_case(result, check, speaks=check is speaker))
    if speaker is None:
        suite.append(_case_of_the_whole(result))
    _count(suite, suite.iter("testcase"))
    return suite


def _speaker(result: ExerciseResult) -> CheckResult | None:
    """The check that says what the exercise's verdict says: a file that cannot be loaded may have none."""
    return next((check for check in result.checks if check.verdict is result.verdict and not check.skipped), None)


def _properties(result: ExerciseResult, report: Report) -> dict[str, str]:
    return {
        "verdict": str(result.verdict or "to do"),
        "points": number(result.points),
        "max_points": number(result.max_points),
        "seed": str(report.seed),
        "isolation": report.isolation.level,
        "definitions_modified": str(report.definitions_modified).lower(),
        "target": number(result.target),
        **({"elapsed": number(result.elapsed)} if result.elapsed is not None else {}),
    }


def _case(result: ExerciseResult, check: CheckResult, *, speaks: bool) -> ET.Element:
    case = ET.Element("testcase", classname=f"onethread.{safe_line(result.slug)}", name=safe_line(check.name))
    if check.skipped:
        ET.SubElement(case, "skipped", message=f"not decided: {_cause(result)} comes first")
    elif check.verdict is not Verdict.PASSED:
        # What the check saw is a symptom; the exercise's sentence knows the cause.
        sentence = result.summary if speaks else check.message
        _fail(case, result, check.verdict, sentence or check.message or result.summary, check)
    return case


def _case_of_the_whole(result: ExerciseResult) -> ET.Element:
    case = ET.Element("testcase", classname=f"onethread.{safe_line(result.slug)}", name=safe_line(result.title))
    if result.verdict is None:
        ET.SubElement(case, "skipped", message="to do: the file is still its stub")
    elif result.verdict is not Verdict.PASSED:
        _fail(case, result, result.verdict, result.summary, None)
    return case


def _fail(case: ET.Element, result: ExerciseResult, verdict: Verdict, sentence: str, check: CheckResult | None) -> None:
    tag = "error" if verdict is Verdict.JUDGE_ERROR else "failure"
    place = _place(result, verdict, check)
    said = safe_line(sentence or result.headline)
    message = f"{safe_line(result.slug)}: {said}{f' ({place})' if place else ''} [{verdict}]"
    failure = ET.SubElement(case, tag, type=str(verdict), message=message)
    failure.text = "\n" + "\n".join(_details(result, verdict, sentence, check)) + "\n"


def _place(result: ExerciseResult, verdict: Verdict, check: CheckResult | None) -> str:
    """The line of the check, else that of the exercise where they speak of one cause."""
    if check and check.line is not None:
        return f"{safe_line(check.file or result.file)}, line {check.line}"
    return f"{safe_line(result.file)}, line {result.line}" if verdict is result.verdict and result.line else ""


def _details(result: ExerciseResult, verdict: Verdict, sentence: str, check: CheckResult | None) -> Iterable[str]:
    if verdict is result.verdict:
        yield safe_line(result.headline)
    yield safe_text(sentence)
    if check and check.message and check.message != sentence:
        yield safe_text(check.message)
    place = _place(result, verdict, check)
    if place:
        yield place
    if verdict is result.verdict and result.elapsed is not None and result.elapsed != result.target:
        yield f"took {seconds(result.elapsed)}, a good answer takes {seconds(result.target)}"
    if check and check.seed is not None:
        yield f"the same run again: --seed {check.seed}"
    yield f"[{verdict}]"


def _cause(result: ExerciseResult) -> str:
    return str(result.verdict or "the first cause")


def _count(element: ET.Element, cases: Iterable[ET.Element]) -> None:
    cases = list(cases)
    element.set("tests", str(len(cases)))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(name, str(sum(case.find(tag) is not None for case in cases)))
