"""What the page says, before it is given a shape: every text here is safe to show, and still to be escaped."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from grader.model.report import CheckResult, CodeLine, ExerciseResult, Isolation, Report
from grader.model.safe_text import safe_line, safe_text
from grader.model.units import count, number, seconds
from grader.model.verdict import Verdict
from grader.reporters.html.picture import Picture, picture_of
from grader.reporters.notices import DEFINITIONS_MODIFIED, ISOLATION, schedules_tried
from grader.reporters.terminal.screen import Commands

_HINTS = 3


@dataclass(frozen=True)
class Place:
    """Where an exercise stands in its kit: `1.1`, in `1 one-thread`."""

    number: str
    chapter: str


@dataclass(frozen=True)
class Standing:
    """How far an exercise is: the sign's name, and the word beside it."""

    sign: str
    word: str


@dataclass(frozen=True)
class Light:
    """One of the four lights."""

    name: str
    sign: str
    word: str


@dataclass(frozen=True)
class CheckView:
    """A check, its points, and what it said."""

    name: str
    sign: str
    word: str
    points: str
    verdict: str
    message: str
    place: str


@dataclass(frozen=True)
class Step:
    """What to do next, with the command that does it."""

    label: str
    command: str


@dataclass(frozen=True)
class ExerciseView:
    """One exercise in full."""

    anchor: str
    number: str
    title: str
    slug: str
    standing: Standing
    verdict: str
    headline: str
    times: str
    points: str
    sentence: str
    file: str
    code: tuple[CodeLine, ...]
    picture: Picture | None
    lights: tuple[Light, ...]
    failed: tuple[CheckView, ...]
    others: tuple[CheckView, ...]
    others_in_short: str
    hint: str
    steps: tuple[Step, ...]
    tried: str


@dataclass(frozen=True)
class ChapterView:
    """A chapter of the list of exercises."""

    name: str
    passed: str
    exercises: tuple[ExerciseView, ...]


@dataclass(frozen=True)
class PageView:
    """The whole page."""

    title: str
    heading: str
    points: str
    isolation: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    chapters: tuple[ChapterView, ...]
    exercises: tuple[ExerciseView, ...] = field(default=())


def page_view(report: Report, places: Mapping[str, Place], commands: Commands) -> PageView:
    """Everything that stands on the page of a report."""
    anchors = _anchors(report.exercises)
    views = tuple(
        _exercise_view(result, anchor, places.get(result.slug), commands)
        for result, anchor in zip(report.exercises, anchors, strict=True)
    )
    heading = _heading(report.exercises)
    return PageView(
        title=f"onethread: {heading}",
        heading=heading,
        points=f"{number(report.points)} of {count_of_points(report.max_points)}" if report.max_points else "",
        isolation=tuple(_isolation(report.isolation)),
        facts=tuple(_facts(report)),
        notices=(DEFINITIONS_MODIFIED,) if report.definitions_modified else (),
        chapters=tuple(_chapters(views, [places.get(result.slug) for result in report.exercises])),
        exercises=tuple(view for view in views if view.standing is not _TO_DO),
    )


def count_of_points(points: float) -> str:
    """Points as a count: `1 point`, `2.5 points`."""
    return f"{number(points)} {'point' if points == 1 else 'points'}"


_PASSED = Standing("passed", "passed")
_NOT_YET = Standing("failed", "not yet")
_FAULT = Standing("fault", "grader failed")
_TO_DO = Standing("to-do", "to do")


def _standing(verdict: Verdict | None) -> Standing:
    special = {None: _TO_DO, Verdict.PASSED: _PASSED, Verdict.JUDGE_ERROR: _FAULT}
    return special.get(verdict, _NOT_YET)


def _heading(results: Sequence[ExerciseResult]) -> str:
    passed = sum(result.verdict is Verdict.PASSED for result in results)
    if len(results) == 1:
        return f"{safe_line(results[0].title, 80)}: {_standing(results[0].verdict).word}"
    return f"{passed} of {count(len(results), 'exercise')} passed"


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    yield "isolation", report.isolation.level
    yield "seed", str(report.seed)
    yield "Python", safe_line(report.python, 40)
    yield "onethread", safe_line(report.grader, 40)
    if report.hashes.submission:
        yield "submission", safe_line(report.hashes.submission[:12])
    if report.definitions_modified or report.hashes.definitions:
        yield (
            "definitions",
            "changed here" if report.definitions_modified else safe_line(report.hashes.definitions[:12]),
        )


def _isolation(isolation: Isolation) -> Iterator[str]:
    yield ISOLATION[isolation.level]
    if isolation.canaries_passed:
        yield f"What got out: {', '.join(safe_line(canary, 80) for canary in isolation.canaries_passed)}."
    yield from (safe_text(remark) for remark in isolation.remarks)


def _anchors(results: Iterable[ExerciseResult]) -> Iterator[str]:
    """The slug, so that a link to an exercise outlives the grading; a number where it would not do as a name."""
    taken: set[str] = set()
    for position, result in enumerate(results, 1):
        usable = re.fullmatch(r"[a-z][a-z0-9-]{0,79}", result.slug) and result.slug not in taken
        anchor = result.slug if usable else f"_{position}"
        taken.add(anchor)
        yield anchor


def _chapters(views: Iterable[ExerciseView], places: Iterable[Place | None]) -> Iterator[ChapterView]:
    named = zip(views, (place.chapter if place else "" for place in places), strict=True)
    for name, group in groupby(named, key=lambda pair: pair[1]):
        members = tuple(view for view, _ in group)
        passed = sum(view.standing is _PASSED for view in members)
        yield ChapterView(safe_line(name, 80), f"{passed} of {len(members)}", members)


def _exercise_view(result: ExerciseResult, anchor: str, place: Place | None, commands: Commands) -> ExerciseView:
    failed = tuple(check for check in result.checks if check.verdict is not Verdict.PASSED and not check.skipped)
    others = tuple(check for check in result.checks if check not in failed)
    return ExerciseView(
        anchor=anchor,
        number=safe_line(place.number, 20) if place else "",
        title=safe_line(result.title, 80),
        slug=safe_line(result.slug, 80),
        standing=_standing(result.verdict),
        verdict=str(result.verdict or "to-do"),
        headline=safe_line(result.headline, 200),
        times=_times(result),
        points=f"{number(result.points)} of {count_of_points(result.max_points)}" if result.max_points else "",
        sentence=safe_text(result.summary),
        file=safe_line(result.file, 200),
        code=tuple(_code_line(line) for line in result.excerpt),
        picture=picture_of(result),
        lights=tuple(_lights(result)),
        failed=tuple(_check_view(check, result) for check in failed),
        others=tuple(_check_view(check, result) for check in others),
        others_in_short=_in_short(others),
        hint=safe_text(result.hint),
        steps=tuple(_steps(result, commands)),
        tried=schedules_tried(result),
    )


def _times(result: ExerciseResult) -> str:
    if result.elapsed is None:
        return ""
    if result.elapsed == result.target:
        return seconds(result.elapsed)
    verb = "can be" if result.elapsed > result.target else "takes"
    return f"{seconds(result.elapsed)}, {verb} {seconds(result.target)}"


def _code_line(line: CodeLine) -> CodeLine:
    return CodeLine(line.number, safe_line(line.text.rstrip(), 400), safe_line(line.note, 200), line.marked)


def _lights(result: ExerciseResult) -> Iterator[Light]:
    lights = result.lights
    if (lights.result, lights.one_thread, lights.tidy) == (None, None, None):
        return
    yield _light("result", lights.result, "right", "wrong")
    yield _light("one thread", lights.one_thread, "yes", "no")
    yield _light("tidy", lights.tidy, "yes", "no")
    yield _light("time", lights.time, _times(result), _times(result) or "wrong")


def _light(name: str, state: bool | None, good: str, bad: str) -> Light:
    signs = {True: ("yes", good), False: ("no", bad), None: ("unknown", "not reached")}
    return Light(name, *signs[state])


def _check_view(check: CheckResult, result: ExerciseResult) -> CheckView:
    sign, word = _how_it_ended(check)
    place = f"{safe_line(check.file or result.file, 200)}, line {check.line}" if check.line is not None else ""
    name = safe_line(check.name, 200)
    return CheckView(
        name=f"{name} (hidden)" if check.hidden else name,
        sign=sign,
        word=word,
        points=f"{number(check.points)} of {number(check.max_points)}" if check.max_points else "",
        verdict="" if sign != "no" else str(check.verdict),
        message=safe_text(check.message) if sign == "no" else "",
        place=place,
    )


def _how_it_ended(check: CheckResult) -> tuple[str, str]:
    if check.skipped:
        return "unknown", "not decided"
    return ("yes", "passed") if check.verdict is Verdict.PASSED else ("no", "failed")


def _in_short(others: Sequence[CheckResult]) -> str:
    skipped = sum(check.skipped for check in others)
    passed = len(others) - skipped
    parts = [f"{count(passed, 'check')} passed"] if passed else []
    return ", ".join([*parts, *([f"{count(skipped, 'check')} not decided"] if skipped else [])])


def _steps(result: ExerciseResult, commands: Commands) -> Iterator[Step]:
    slug = safe_line(result.slug, 80)
    seeds = (check.seed for check in result.checks if check.seed is not None and check.verdict is not Verdict.PASSED)
    seed = next(seeds, None)
    if seed is not None:
        yield Step("the same run again", commands.again(slug, seed))
    if result.verdict is Verdict.PASSED:
        yield Step("compare", commands.verb("solution", slug))
    elif result.verdict is Verdict.JUDGE_ERROR:
        yield Step("look at the machine", commands.verb("doctor"))
    elif result.verdict is not None:
        yield Step(f"hint 1 of {_HINTS}", commands.verb("hint", slug))
