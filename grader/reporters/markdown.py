"""Markdown, for the summary page of a CI run and for a pull request.

Its readers have nothing else before them: so each exercise that did not pass has its sentence, its code, its timeline
with what the bars mean, and the checks that failed.

What a learner wrote reaches a page that others trust, and a log that obeys lines such as `::set-output`. So every text
is defused first: signs that mean something to Markdown or HTML become entities, code stands in a fence that it cannot
close, and no line of it begins a command.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from grader.model.report import CheckResult, CodeLine, ExerciseResult, Report
from grader.model.safe_text import safe_line, safe_text
from grader.model.units import count, number, seconds
from grader.model.verdict import Verdict
from grader.reporters.in_words import path_sentences
from grader.reporters.notices import notices_of
from grader.reporters.terminal.timeline import draw_timelines, legend

_PICTURE_WIDTH = 90

# An underscore inside a word, or a colon at its end, means nothing to Markdown.
_SIGNS = re.compile(r"[&<>|`*~#\[\]\\@$]|(?<![^\W_])_|_(?![^\W_])|:(?=\S)|^[-+=]|(?<=www)\.")
_MARKED = re.compile(r"(`[^`]+`|\*[A-Za-z][A-Za-z ]+[a-z]\*)")
_PLAINLY = re.compile(r"`[\w.,()\[\]='\" +*/-]+`|\*[A-Za-z ]+\*")


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
    for notice in notices_of(report):
        lines += ["", prose(notice)]
    return "\n".join(lines) + "\n"


def prose(text: str) -> str:
    """One line of text in which plain names between backticks are code, and all else is nothing but text."""
    parts = _MARKED.split(safe_line(text))
    return "".join(part if _PLAINLY.fullmatch(part) else defused(part) for part in parts)


def defused(text: str) -> str:
    """One line of text that is nothing but text, wherever on a page it stands."""
    return _SIGNS.sub(lambda sign: f"&#{ord(sign.group())};", safe_line(text))


def fenced(lines: Iterable[str]) -> list[str]:
    """Lines as code, in a fence longer than any they hold."""
    shown = [safe_line(line).replace("##[", "# #[") for line in lines]
    longest = max((len(run) for line in shown for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence + "text", *(f" {line}" if line.lstrip().startswith("::") else line for line in shown), fence]


def _table(results: Sequence[ExerciseResult]) -> Iterator[str]:
    started = [result for result in results if result.verdict is not None]
    if started:
        yield "| | exercise | what | time | points |"
        yield "|---|---|---|---|---|"
        yield from map(_row, started)
    if len(started) < len(results):
        yield from ("", f"{count(len(results) - len(started), 'exercise')} still to do.")


def _row(result: ExerciseResult) -> str:
    sign = {Verdict.PASSED: "✓", Verdict.JUDGE_ERROR: "!"}.get(result.verdict or Verdict.PASSED, "✗")
    points = f"{number(result.points)} / {number(result.max_points)}"
    what = f"{defused(result.headline)} `{result.verdict}`"
    return f"| {sign} | {defused(result.slug)} | {what} | {_times(result)} | {points} |"


def _times(result: ExerciseResult) -> str:
    if result.elapsed is None:
        return ""
    if result.elapsed == result.target:
        return seconds(result.elapsed)
    return f"{seconds(result.elapsed)} → {seconds(result.target)}"


def _section(result: ExerciseResult) -> Iterator[str]:
    yield f"### {defused(result.title)}: {defused(result.headline)}"
    yield ""
    yield from (prose(line) for line in safe_text(result.summary).splitlines())
    for block in (_excerpt(result), _picture(result), _decided(result), _failed(result), _hint(result)):
        if block:
            yield from ("", *block)


def _excerpt(result: ExerciseResult) -> list[str]:
    if not result.excerpt:
        return []
    place = f", line {result.line}" if result.line is not None else ""
    texts = [safe_line(line.text.rstrip(), 400) for line in result.excerpt]
    column = max((len(text) for text, line in zip(texts, result.excerpt, strict=True) if line.note), default=0)
    code = (_code_line(line, text, column) for text, line in zip(texts, result.excerpt, strict=True))
    return [f"{defused(result.file)}{place}:", "", *fenced(code)]


def _code_line(line: CodeLine, text: str, column: int) -> str:
    note = f"{' ' * (column - len(text))}  # {line.note}" if line.note else ""
    return f"{'>' if line.marked else ' '} {line.number:>4}  {text}{note}"


def _picture(result: ExerciseResult) -> list[str]:
    if result.timeline is None or not result.timeline.lanes:
        return []
    titled = [("yours", result.timeline), *([("possible", result.ideal)] if result.ideal else [])]
    meanings = legend([timeline for _, timeline in titled])
    key = [f" {'   '.join(meanings)}"] if meanings else []
    return fenced([*draw_timelines(titled, _PICTURE_WIDTH), *key])


def _decided(result: ExerciseResult) -> list[str]:
    """What the total waited for, where it was too long."""
    if result.timeline is None or result.elapsed is None or result.elapsed <= result.target:
        return []
    return [f"* {prose(sentence)}" for sentence in path_sentences(result.timeline)]


def _failed(result: ExerciseResult) -> list[str]:
    failed = (check for check in result.checks if check.verdict is not Verdict.PASSED and not check.skipped)
    return [_check(check) for check in failed]


def _check(check: CheckResult) -> str:
    points = f" ({number(check.points)} / {number(check.max_points)})" if check.max_points else ""
    said = safe_text(check.message).partition("\n")[0]
    seed = f", again with `--seed {check.seed}`" if check.seed is not None else ""
    return f"* ✗ {defused(check.name)}{points}{': ' if said else ''}{prose(said)}{seed}"


def _hint(result: ExerciseResult) -> list[str]:
    return [f"> {prose(result.hint)}"] if result.hint else []
