"""Markdown, for the summary page of a CI run.

What a learner wrote reaches a page that others trust, and a log that obeys lines such as `::set-output`. So every text
is defused first: signs that mean something to Markdown or HTML become entities, code stands in a fence that it cannot
close, and no line of it begins a command.
"""

import re
from collections.abc import Iterable, Iterator

from grader.model.report import CodeLine, ExerciseResult, Report
from grader.model.timeline import Timeline
from grader.model.units import number, seconds
from grader.model.verdict import Verdict
from grader.reporters.safe_text import safe_line, safe_text
from grader.reporters.terminal.timeline import draw_timelines

_PICTURE_WIDTH = 90

_SIGNS = re.compile(r"[&<>|`*_~#\[\]\\@:$]|^[-+=]|(?<=www)\.")


def to_markdown(report: Report) -> str:
    """The report as Markdown, ending in a line break."""
    passed = sum(result.verdict is Verdict.PASSED for result in report.exercises)
    lines = [f"## onethread: {passed} of {len(report.exercises)} passed", ""]
    if report.max_points:
        lines += [f"{number(report.points)} of {number(report.max_points)} points.", ""]
    lines += _table(report.exercises)
    for result in report.exercises:
        if result.verdict not in {None, Verdict.PASSED}:
            lines += ["", *_section(result)]
    return "\n".join(lines) + "\n"


def defused(text: str) -> str:
    """One line of text that is nothing but text, wherever on a page it stands."""
    return _SIGNS.sub(lambda sign: f"&#{ord(sign.group())};", safe_line(text))


def fenced(lines: Iterable[str]) -> list[str]:
    """Lines as code, in a fence longer than any they hold."""
    shown = [safe_line(line).replace("##[", "# #[") for line in lines]
    longest = max((len(run) for line in shown for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence + "text", *(f" {line}" if line.lstrip().startswith("::") else line for line in shown), fence]


def _table(results: Iterable[ExerciseResult]) -> Iterator[str]:
    yield "| | exercise | what | time | points |"
    yield "|---|---|---|---|---|"
    for result in results:
        sign = {None: "○", Verdict.PASSED: "✓", Verdict.JUDGE_ERROR: "!"}.get(result.verdict, "✗")
        what = f"{defused(result.headline)} `{result.verdict}`" if result.verdict else "to do"
        points = f"{number(result.points)} / {number(result.max_points)}"
        yield f"| {sign} | {defused(result.slug)} | {what} | {_times(result)} | {points} |"


def _times(result: ExerciseResult) -> str:
    if result.elapsed is None:
        return ""
    if result.elapsed == result.target:
        return seconds(result.elapsed)
    return f"{seconds(result.elapsed)} → {seconds(result.target)}"


def _section(result: ExerciseResult) -> Iterator[str]:
    yield f"### {defused(result.title)}: {defused(result.headline)}"
    yield ""
    yield from (defused(line) for line in safe_text(result.summary).splitlines())
    if result.excerpt:
        yield ""
        yield from _excerpt(result.file, result.excerpt)
    if result.timeline is not None:
        yield ""
        yield from fenced(draw_timelines(_titled(result.timeline, result.ideal), _PICTURE_WIDTH))
    if result.hint:
        yield ""
        yield f"> {defused(result.hint)}"


def _excerpt(file: str, excerpt: tuple[CodeLine, ...]) -> list[str]:
    code = (_code_line(line) for line in excerpt)
    return [f"{defused(file)}", "", *fenced(code)]


def _code_line(line: CodeLine) -> str:
    note = f"    # {line.note}" if line.note else ""
    return f"{'>' if line.marked else ' '} {line.number:>4}  {line.text.rstrip()}{note}"


def _titled(yours: Timeline, ideal: Timeline | None) -> list[tuple[str, Timeline]]:
    return [("yours", yours), *([("possible", ideal)] if ideal else [])]
