"""Diagnoses before files, facts and lines that belong to something else: they may be wrong, and must not break."""

import random
from pathlib import Path
from typing import get_args

import pytest

from grader.explain.case import Case
from grader.explain.diagnosis import diagnose
from grader.model.trace import SourcePlace, StuckTask, Trace, TracedCall, TracedPrint, TracedSpan, WaitKind
from grader.model.verdict import Verdict

ROOT = Path(__file__).parents[3]
FILES = sorted([*ROOT.glob("solutions/*/*/wrong/*/*.py"), *ROOT.glob("grader/explain/**/*.py")])
FACTS = (
    "",
    "`main()` was called, and not awaited",
    "TypeError: the world takes plain data and its own objects, not a Task",
    "12 downloads were under way at once; the station allows 4",
    "KeyError: <coroutine object as_completed._wait_for_one>",
    "asyncio.CancelledError",
    "ExceptionGroup: several, first of all KeyError: 1",
    "what was printed should not be None, nor in another order",
    "a Task, inside a dict, and a ValueError('{}') {line} %s",
    "NameError: name 'x' is not defined",
)


@pytest.mark.parametrize("verdict", Verdict)
def test_nothing_breaks_a_diagnosis(verdict: Verdict) -> None:
    """There is a sentence for every verdict, whatever the file."""
    chance = random.Random(str(verdict))
    for path in chance.sample(FILES, 25):
        source = path.read_text(encoding="utf-8", errors="replace")
        assert diagnose(_any_case(chance, verdict, source)).sentence


@pytest.mark.parametrize(
    "source",
    ["", "def main(:", "\0", "x = " + "1 + " * 3_000 + "1", "async def main():\n" + "    await ask()\n" * 20_000],
    ids=["empty", "no Python", "a NUL", "thousands of terms", "a giant"],
)
def test_texts_of_which_nothing_can_be_said(source: str) -> None:
    """The general sentence stands."""
    spans = tuple(TracedSpan("t", (SourcePlace("main", 2),), n, n + 1, "waiting", "ask()") for n in range(50))
    for verdict in Verdict:
        case = Case(verdict, "a fact", 2, "main", Trace(spans, (), 50.0), source, stub=source)
        assert diagnose(case).sentence


def _any_case(chance: random.Random, verdict: Verdict, source: str) -> Case:
    lines = len(source.splitlines()) + 2

    def line() -> int:
        return chance.randint(1, lines)

    def stack() -> tuple[SourcePlace, ...]:
        return tuple(
            SourcePlace(chance.choice(["main", "load", "Box.serve"]), line()) for _ in range(chance.randint(0, 3))
        )

    def span() -> TracedSpan:
        start = chance.randint(0, 3) / 2
        kind: WaitKind = chance.choice(get_args(WaitKind))
        label = chance.choice(["ask()", "Lock.acquire", "_wait"])
        return TracedSpan(chance.choice("ab"), stack(), start, start + chance.randint(1, 4) / 2, kind, label, line())

    def call() -> TracedCall:
        return TracedCall(
            "ask", chance.choice(["", "1"]), "a", stack(), None, 0.0, 1.0, error=chance.choice([None, "X"])
        )

    spans = tuple(span() for _ in range(chance.randint(0, 8)))
    prints = (TracedPrint("a", line(), 1.0, "x"),)
    return Case(
        verdict,
        fact=chance.choice(FACTS),
        line=chance.choice([None, line(), line()]),
        entry=chance.choice(["main", "elsewhere"]),
        trace=chance.choice([None, Trace(spans, prints, 3.0, (call(), call()))]),
        source=source,
        stub=chance.choice(["", source]),
        slow=chance.choice([False, True]),
        padded=chance.choice([False, True]),
        returned=chance.choice([None, [[1]], {"a": None}, "x"]),
        stuck=(StuckTask("a", "load", None, stack()),),
    )
