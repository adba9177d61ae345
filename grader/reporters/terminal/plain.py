"""Everything that the screen shows, in sentences: for screen readers, and for logs.

Nothing here is said by place, by sign or by colour, and what a line says it says alone.
"""

from collections.abc import Iterable, Iterator, Mapping

from rich.text import Text

from grader.model.report import CodeLine, ExerciseResult, Report
from grader.model.safe_text import safe_line
from grader.model.timeline import Timeline
from grader.model.units import count, number, seconds
from grader.model.verdict import Verdict
from grader.reporters.in_words import path_sentences, timeline_sentences
from grader.reporters.terminal.overview import ChapterRow, Panel, State
from grader.reporters.terminal.screen import Screen
from grader.reporters.terminal.wrapping import wrapped

_HINTS = 3


def plain_verdict(result: ExerciseResult, screen: Screen) -> list[Text]:
    """One exercise in full."""
    blocks = (
        [f"{result.slug}: {result.headline}. Verdict: {result.verdict or 'to do'}.", *_times(result)],
        [result.summary],
        list(_code(result)),
        list(_timelines(result)),
        list(_lights(result)),
        list(_next(result, screen)),
    )
    return _shown(blocks, screen)


def plain_overview(rows: Iterable[ChapterRow], screen: Screen) -> list[Text]:
    """A sentence for all exercises, and one for each chapter."""
    rows = tuple(rows)
    states = [state for row in rows for state in row.states]
    chapters = [f"Chapter {row.number}, {row.slug}: {_counted(row.states)}." for row in rows]
    return _shown([[f"onethread: {count(len(states), 'exercise')}, {_counted(states)}."], chapters], screen)


def plain_panel(panel: Panel, screen: Screen) -> list[Text]:
    """Where to go on."""
    minutes = f", about {count(panel.minutes, 'minute')}" if panel.minutes else ""
    steps = [f"{step.label.capitalize()}: {step.what}{f', {step.note}' if step.note else ''}" for step in panel.steps]
    return _shown([[f"{panel.heading}: {panel.number} {panel.title}{minutes}.", panel.opening], steps], screen)


def plain_marks(results: tuple[ExerciseResult, ...], numbers: Mapping[str, str], screen: Screen) -> list[Text]:
    """A sentence for each exercise."""
    named = ((f"{numbers.get(result.slug, '')} {result.slug}".strip(), result) for result in results)
    return _shown([[" ".join([f"{name}: {result.headline}.", *_times(result)]) for name, result in named]], screen)


def plain_totals(report: Report, screen: Screen) -> Text:
    """How many passed, and the points."""
    passed = sum(result.verdict is Verdict.PASSED for result in report.exercises)
    points = f", {number(report.points)} of {number(report.max_points)} points" if report.max_points else ""
    (line, *_) = wrapped(f"{passed} of {len(report.exercises)} passed{points}.", screen.width, 0)
    return line


def _shown(blocks: Iterable[Iterable[str | Text]], screen: Screen) -> list[Text]:
    """Each sentence on lines of its own, and a blank line between blocks; a text is whole, to be copied as it is."""
    lines: list[Text] = []
    for block in blocks:
        texts = [line for sentence in block if sentence for line in _lines(sentence, screen)]
        lines += [Text(), *texts] if lines and texts else texts
    return lines


def _lines(sentence: str | Text, screen: Screen) -> list[Text]:
    return [sentence] if isinstance(sentence, Text) else wrapped(sentence, screen.width, 0)


def _counted(states: Iterable[State]) -> str:
    states = tuple(states)
    counted = ((states.count(state), state.value) for state in State)
    return ", ".join(f"{amount} {word}" for amount, word in counted if amount)


def _times(result: ExerciseResult) -> list[str]:
    if result.elapsed is None:
        return []
    if result.elapsed == result.target:
        return [f"It took {seconds(result.elapsed)}, which is what it takes."]
    verb = "can take" if result.elapsed > result.target else "should take"
    return [f"It took {seconds(result.elapsed)}, and {verb} {seconds(result.target)}."]


def _code(result: ExerciseResult) -> Iterator[str]:
    if result.excerpt:
        yield f"Code of {result.file}:"
        yield from map(_code_line, result.excerpt)


def _code_line(line: CodeLine) -> str:
    where = f"Line {line.number}{', look here' if line.marked else ''}:"
    note = f"  (note: {line.note})" if line.note else ""
    return f"{where} {line.text.strip() or 'empty'}{note}"


def _timelines(result: ExerciseResult) -> Iterator[str]:
    if result.timeline is not None and result.timeline.lanes:
        yield from _timeline("Your run", result.timeline)
        yield from path_sentences(result.timeline)
        if result.ideal is not None and result.verdict is not Verdict.PASSED:
            yield from _timeline("What is possible", result.ideal)


def _timeline(title: str, timeline: Timeline) -> Iterator[str]:
    yield f"{title}, {seconds(timeline.end)}:"
    yield from timeline_sentences(timeline)


def _lights(result: ExerciseResult) -> Iterator[str]:
    lights = result.lights
    if (lights.result, lights.one_thread, lights.tidy) != (None, None, None):
        words = {True: "right", False: "wrong", None: "not reached"}
        named = (("Result", lights.result), ("One thread", lights.one_thread), ("Tidy", lights.tidy))
        yield " ".join(f"{name}: {words[state]}." for name, state in (*named, ("Time", lights.time)))


def _next(result: ExerciseResult, screen: Screen) -> Iterator[str | Text]:
    if result.verdict is Verdict.PASSED:
        yield f"Compare: {screen.commands.verb('solution', result.slug)}"
        yield f"Go on: {screen.commands.verb('next')}"
        return
    yield result.hint
    seeds = (c.seed for c in result.checks if c.seed is not None and c.verdict is not Verdict.PASSED)
    for seed in list(seeds)[:1]:
        yield Text(safe_line(f"The same run again: {screen.commands.again(result.slug, seed)}"))
    if result.verdict is Verdict.JUDGE_ERROR:
        yield f"Look at the machine: {screen.commands.verb('doctor')}"
    else:
        yield f"Hint 1 of {_HINTS}: {screen.commands.verb('hint', result.slug)}"
