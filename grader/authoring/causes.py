"""Whether what is said of a wrong submission names its cause, and points at it.

The author marks the cause, before anything is said, where a teacher would point: `# cause: ID` at the end of a line, or
`# cause` at a line that would do as well. Marks are taken out before a submission is graded, so that no diagnosis can
read them.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from grader.authoring.answers import Answer
from grader.authoring.problem import Problem
from grader.catalog.submission import SubmittedText, Unreadable
from grader.model.report import ExerciseResult

_MARK = re.compile(r" *# cause(?:: *(?P<cause>[a-z]+(?:-[a-z]+)*))? *$")


@dataclass(frozen=True, slots=True)
class Mark:
    """The lines that would do, and the misconception, where one of the catalogue fits."""

    lines: tuple[int, ...] = ()
    cause: str | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """A wrong submission whose cause is not named, or not pointed at, and what is said of it."""

    file: Path
    mark: Mark
    said: str | None
    line: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class CauseCount:
    """Of how many marked submissions the cause is named, and of how many the line is right."""

    marked: int = 0
    named: int = 0
    placed: int = 0
    misses: tuple[Miss, ...] = ()


def mark_in(text: str) -> Mark:
    """What the author marked in a submission."""
    found = [(number, mark) for number, line in enumerate(text.splitlines(), 1) if (mark := _MARK.search(line))]
    cause = next((mark["cause"] for _, mark in found if mark["cause"]), None)
    return Mark(tuple(number for number, _ in found), cause)


def without_marks(found: SubmittedText | Unreadable) -> SubmittedText | Unreadable:
    """The submission as a learner would hand it in; every line keeps its number."""
    if isinstance(found, Unreadable):
        return found
    ends = found.text.splitlines(keepends=True)
    bare = (_MARK.sub("", line.rstrip("\r\n")) + line[len(line.rstrip("\r\n")) :] for line in ends)
    return msgspec.structs.replace(found, text="".join(bare))


def count_causes(graded: Sequence[tuple[Answer, ExerciseResult]]) -> CauseCount:
    """How well the wrong submissions are explained, as far as they get their verdict."""
    refused = [(answer, result) for answer, result in graded if answer.kind == "wrong"]
    marked = [(a, result, mark_in(_text_of(a))) for a, result in refused if result.verdict is a.expected]
    marked = [each for each in marked if each[2].lines]
    named = [_names(result, mark) for _, result, mark in marked]
    placed = [result.line in mark.lines for _, result, mark in marked]
    misses = (
        Miss(answer.path, mark, result.cause, result.line, result.summary)
        for (answer, result, mark), right, there in zip(marked, named, placed, strict=True)
        if not (right and there)
    )
    return CauseCount(len(marked), sum(named), sum(placed), tuple(misses))


def check_marks(answers: Sequence[Answer], known: Collection[str]) -> Iterator[Problem]:
    """Every wrong submission says where its cause is, in words of the catalogue."""
    for answer in answers:
        if answer.kind != "wrong":
            continue
        mark = mark_in(_text_of(answer))
        if not mark.lines:
            yield Problem(answer.path, None, "does not say where its cause is", "Mark that line: `# cause: ID`.")
        elif mark.cause is not None and mark.cause not in known:
            what = f"names the cause `{mark.cause}`, which no diagnosis has"
            yield Problem(
                answer.path, mark.lines[0], what, "docs/authors.md lists them; without a fit, leave the id out."
            )


def _names(result: ExerciseResult, mark: Mark) -> bool:
    return result.cause is not None and mark.cause in (None, result.cause)


def _text_of(answer: Answer) -> str:
    return answer.path.read_text(encoding="utf-8", errors="replace")
