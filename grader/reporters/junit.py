"""JUnit XML, for continuous integration and platforms that read it.

An exercise is a suite, a check is a case. A message stands alone: it names the exercise, the cause, the line and the
verdict, because platforms show it without anything around it. What is the grader's fault is an error, what was not
decided is skipped.
"""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from grader.model.report import CheckResult, ExerciseResult, Report
from grader.model.units import number, seconds
from grader.model.verdict import Verdict
from grader.reporters.safe_text import safe_line, safe_text


def to_junit(report: Report) -> str:
    """The report as JUnit XML, ending in a line break."""
    root = ET.Element("testsuites", name="onethread")
    for result in report.exercises:
        root.append(_suite(result))
    _count(root, root.iter("testcase"))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(result: ExerciseResult) -> ET.Element:
    suite = ET.Element("testsuite", name=safe_line(result.slug))
    properties = ET.SubElement(suite, "properties")
    for name, value in _properties(result).items():
        ET.SubElement(properties, "property", name=name, value=value)
    for check in result.checks:
        suite.append(_case(result, check))
    if not _speaks(result):
        suite.append(_case_of_the_whole(result))
    _count(suite, suite.iter("testcase"))
    return suite


def _speaks(result: ExerciseResult) -> bool:
    """Whether the checks say what the exercise's verdict says: a file that cannot be loaded may have none to say it."""
    verdicts = {check.verdict for check in result.checks if not check.skipped}
    return bool(verdicts) and (result.verdict in verdicts)


def _properties(result: ExerciseResult) -> dict[str, str]:
    return {
        "verdict": str(result.verdict or "to do"),
        "points": number(result.points),
        "max_points": number(result.max_points),
        "target": number(result.target),
        **({"elapsed": number(result.elapsed)} if result.elapsed is not None else {}),
    }


def _case(result: ExerciseResult, check: CheckResult) -> ET.Element:
    case = ET.Element("testcase", classname=f"onethread.{safe_line(result.slug)}", name=safe_line(check.name))
    if check.skipped:
        ET.SubElement(case, "skipped", message=f"not decided: {_cause(result)} comes first")
    elif check.verdict is not Verdict.PASSED:
        _fail(case, result, check.verdict, check.message or result.summary, check)
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
    message = f"{safe_line(result.slug)}: {safe_line(sentence or result.headline)}"
    failure = ET.SubElement(case, tag, type=str(verdict), message=message)
    failure.text = "\n" + "\n".join(_details(result, verdict, sentence, check)) + "\n"


def _details(result: ExerciseResult, verdict: Verdict, sentence: str, check: CheckResult | None) -> Iterable[str]:
    if verdict is result.verdict:
        yield safe_line(result.headline)
    yield safe_text(sentence)
    file, line = (check.file, check.line) if check and check.line else (result.file, result.line)
    if line is not None:
        yield f"{safe_line(file or result.file)}, line {line}"
    if result.elapsed is not None and result.elapsed != result.target:
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
