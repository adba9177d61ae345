"""Why a submission got its verdict, in the learner's own names and lines.

A diagnosis is a function of the trace that gives a sentence with its lines, or nothing; where none speaks, the
general sentence of the verdict stands with whatever fact and line the finding brought.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from grader.explain.sequential import in_turn
from grader.explain.wording import wording_of
from grader.model.trace import Trace
from grader.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Case:
    """What is known when a verdict has to be explained."""

    verdict: Verdict
    fact: str
    line: int | None
    entry: str
    trace: Trace | None
    source: str = ""


@dataclass(frozen=True, slots=True)
class NotedLine:
    """A line of the learner's file with what happened there; the marked one is the cause."""

    line: int
    note: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The sentence, the line of the cause, and the lines worth showing."""

    sentence: str
    line: int | None
    notes: tuple[NotedLine, ...] = ()


def diagnose(case: Case) -> Diagnosis:
    """The most exact thing that can be said of a verdict."""
    if case.verdict in (Verdict.STILL_SEQUENTIAL, Verdict.TOO_SLOW) and case.trace is not None:
        turn = in_turn(case.trace, case.entry, case.source)
        if turn is not None:
            notes = tuple(NotedLine(line, note, index == 0) for index, (line, note) in enumerate(turn.notes))
            return Diagnosis(turn.sentence, turn.line, notes)
    return _general(case)


def _general(case: Case) -> Diagnosis:
    wording = wording_of(case.verdict)
    sentence = f"{wording.sentence} {_as_sentence(case.fact)}".strip() if case.fact else wording.sentence
    notes = (NotedLine(case.line, "", marked=True),) if case.line else ()
    return Diagnosis(sentence, case.line, notes)


def _as_sentence(fact: str) -> str:
    first_lines = fact.strip().splitlines()
    text = first_lines[0] if first_lines else ""
    # A name of the learner's, like `main()` or `asyncio.run`, stays as it is spelled.
    if re.match(r"[a-z]+[ ,:;]", text):
        text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def marked_line(notes: Sequence[NotedLine]) -> int | None:
    """The line of the cause among several."""
    return next((note.line for note in notes if note.marked), None)
