"""The mutants that pass, and the reasons that DESIGN.md gives for them.

## Surviving mutants

* `drop-call: print("the page is here")`: what is printed beside the numbers is free.
"""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import ndiff
from pathlib import Path

from grader.authoring.gradings import as_submitted, grade_all
from grader.authoring.mutants.make import Mutant, is_coroutine, make_mutants, padded
from grader.authoring.problem import Problem, line_of
from grader.catalog.exercise import Exercise
from grader.model.report import ExerciseResult
from grader.model.verdict import Verdict

SECTION = "## Surviving mutants"

_LONGEST = 120
_ITEM = re.compile(r"^[*-] `([^`]+)`:?[ ]*(.*(?:\n(?![*-] |#|\n).*)*)", re.MULTILINE)
_TOO_SOON = frozenset({Verdict.TOO_FAST, Verdict.LEAKED_TASK, Verdict.LOST_TASK})


@dataclass(frozen=True, slots=True)
class MutantCount:
    """How many were made, how many of them were refused, and how many of the others have a reason."""

    made: int
    killed: int
    explained: int

    @property
    def survived(self) -> int:
        """Those that passed."""
        return self.made - self.killed


@dataclass(frozen=True, slots=True)
class MutantsTried:
    """The count, the survivors without a reason, and reasons without a survivor."""

    count: MutantCount
    problems: tuple[Problem, ...]


def try_mutants(exercise: Exercise, reference: Path, world: frozenset[str]) -> MutantsTried:
    """Make all mutants of the reference, grade them, and hold the survivors against DESIGN.md."""
    mutants, results = _graded(exercise, reference, world)
    survivors = [m for m, result in zip(mutants, results, strict=True) if result.verdict is Verdict.PASSED]
    design = exercise.folder / "DESIGN.md"
    text = design.read_text(encoding="utf-8") if design.is_file() else ""
    reasons = reasons_in(text)
    problems = (*_unexplained(survivors, reasons, reference), *_outdated(survivors, reasons, design, text))
    explained = sum(bool(reasons.get(mutant.name)) for mutant in survivors)
    return MutantsTried(MutantCount(len(mutants), len(mutants) - len(survivors), explained), problems)


def reasons_in(design: str) -> dict[str, str]:
    """The reason for each surviving mutant that the section lists."""
    section = design.partition(f"\n{SECTION}\n")[2].partition("\n## ")[0]
    return {name: " ".join(reason.split()) for name, reason in _ITEM.findall(section)}


def _graded(
    exercise: Exercise, reference: Path, world: frozenset[str]
) -> tuple[Sequence[Mutant], Sequence[ExerciseResult]]:
    mutants = make_mutants(reference.read_text(encoding="utf-8"), world)
    results = _results(exercise, mutants)
    pads = tuple(_pads(exercise, mutants, results))
    return (*mutants, *pads), (*results, *_results(exercise, pads))


def _pads(exercise: Exercise, mutants: Sequence[Mutant], results: Sequence[ExerciseResult]) -> Iterator[Mutant]:
    """Of those that skipped work, or did not wait for it, the ones that sleep until the target instead."""
    entry = exercise.manifest.entry
    for mutant, result in zip(mutants, results, strict=True):
        if result.verdict in _TOO_SOON and result.elapsed is not None and is_coroutine(mutant.text, entry):
            gap = exercise.manifest.time.target - result.elapsed
            if gap > 0:
                yield padded(mutant, entry, gap)


def _results(exercise: Exercise, mutants: Sequence[Mutant]) -> tuple[ExerciseResult, ...]:
    path = Path(exercise.file_name)
    return grade_all(exercise, [as_submitted(m.text, path) for m in mutants]) if mutants else ()


def _unexplained(survivors: Sequence[Mutant], reasons: dict[str, str], reference: Path) -> Iterator[Problem]:
    for mutant in survivors:
        if not reasons.get(mutant.name):
            what = f"the mutant `{mutant.name}` passes; {_changed(reference, mutant)}"
            remedy = f"Refuse it with a check, or list it under `{SECTION}` in DESIGN.md: * `{mutant.name}`: why."
            yield Problem(reference, mutant.line, what, remedy)


def _changed(reference: Path, mutant: Mutant) -> str:
    """What stands in a mutant and not in the reference, on one line."""
    before = ast.unparse(ast.parse(reference.read_text(encoding="utf-8"))).splitlines()
    lines = [(line[0], line[2:].strip()) for line in ndiff(before, mutant.text.splitlines()) if line[0] in "+-"]
    new = " ⏎ ".join(text for sign, text in lines if sign == "+" and text != "pass")
    if not new:
        gone = sum(sign == "-" for sign, _ in lines)
        return f"in it {'this line is' if gone == 1 else f'these {gone} lines are'} gone"
    return f"in it stands `{new if len(new) <= _LONGEST else new[: _LONGEST - 1] + '…'}`"


def _outdated(survivors: Sequence[Mutant], reasons: dict[str, str], design: Path, text: str) -> Iterator[Problem]:
    for name in reasons.keys() - {mutant.name for mutant in survivors}:
        what = f"lists the mutant `{name}`, and no such mutant passes"
        yield Problem(design, line_of(text, f"`{name}`"), what, "Remove that item.")
