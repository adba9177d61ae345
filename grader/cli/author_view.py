"""What the authors' check shows: problems as they are found, then a table, then one sentence."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from rich.console import Console
from rich.text import Text

from grader.authoring.causes import Miss
from grader.authoring.check import Proof, Proofs
from grader.authoring.problem import Problem
from grader.cli.kit import from_here
from grader.cli.surroundings import equips
from grader.model.safe_text import safe_line
from grader.model.units import count
from grader.reporters.terminal.screen import print_lines

_COLUMNS = ("exercise", "accepted", "wrong", "named", "placed", "checks", "mutants", "killed", "explained", "problems")
_AIM = 0.95
_MOST_SURVIVORS = 0.05


def show_problems(console: Console, problems: Iterable[Problem]) -> None:
    """What is wrong, each with its place and its remedy."""
    print_lines(console, [line for problem in problems for line in _lines(problem)])


def show_more_problems(console: Console, found: Proofs, known: Container[Problem]) -> None:
    """What is wrong on another Python only."""
    more = (problem for problem in found.all_problems if problem not in known)
    show_problems(console, (replace(each, what=f"on Python {found.python}, {each.what}") for each in more))


def show_proofs(console: Console, found: Proofs) -> None:
    """A table of all exercises."""
    rows = [_COLUMNS, *(_row(proof) for proof in found.exercises)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(_COLUMNS))]
    print_lines(console, [Text(f"Python {found.python}", "bold")] if found.exercises else [])
    for number, row in enumerate(rows if found.exercises else []):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        print_lines(console, [Text("  ".join(cells), "" if number else "dim")])
    print_lines(console, _causes(found.exercises))
    print_lines(console, _survivors(found.exercises))


def show_unable(console: Console, versions: Sequence[str]) -> None:
    """Which Pythons of this machine proved nothing, and how they could."""
    for version in versions:
        what = f"Not proved on Python {version}, which is here and lacks what the kit depends on."
        print_lines(console, [Text(what), Text(f"    `{equips(version)}` brings it.", "dim")])


def show_closing(console: Console, proofs: Sequence[Proofs]) -> str:
    """The one sentence that says it all."""
    exercises = [proof for found in proofs for proof in found.exercises]
    problems = len({problem for found in proofs for problem in found.all_problems})
    if not problems:
        closing = f"{count(len({proof.slug for proof in exercises}), 'exercise')} proved."
    else:
        closing = f"{count(problems, 'problem')} to mend."
    print_lines(console, [Text(closing, "bold")])
    return closing


def _causes(proofs: Sequence[Proof]) -> Iterator[Text]:
    """Of how many wrong submissions the cause is named and pointed at, and what is said of the others."""
    counts = [proof.causes for proof in proofs]
    marked = sum(each.marked for each in counts)
    for miss in (miss for each in counts for miss in each.misses):
        yield from _miss(miss)
    if marked:
        named, placed = sum(each.named for each in counts), sum(each.placed for each in counts)
        said = f"Of {count(marked, 'wrong submission')}, the sentence names the cause of {_share(named, marked)}"
        yield Text(f"{said}, and the line is on it in {_share(placed, marked)}.")


def _survivors(proofs: Sequence[Proof]) -> Iterator[Text]:
    """How many mutants pass, with a reason or without; the aim is one of all exercises together."""
    counts = [proof.mutants for proof in proofs if proof.mutants is not None]
    made = sum(each.made for each in counts)
    if made:
        survived = sum(each.survived for each in counts)
        too_many = len(counts) > 1 and survived >= _MOST_SURVIVORS * made
        above = f", above the {_MOST_SURVIVORS:.0%} to stay below" if too_many else ""
        explained = sum(each.explained for each in counts)
        survive = "survives" if survived == 1 else "survive"
        said = f"Of {count(made, 'mutant')}, {survived} {survive} ({survived / made:.1%}{above})"
        yield Text(f"{said}; DESIGN.md gives the reason of {explained}.")


def _share(some: int, of: int) -> str:
    below = "" if some >= _AIM * of else f", below the {_AIM:.0%} to aim at"
    return f"{some} ({some / of:.1%}{below})"


def _miss(miss: Miss) -> tuple[Text, Text]:
    marked = ", ".join(map(str, miss.mark.lines))
    cause = f"`{miss.mark.cause}`" if miss.mark.cause else "some cause"
    said = f"`{miss.said}`" if miss.said else "nothing of its own"
    what = f": the cause is {cause} at line {marked}; said is {said}" + (f" at line {miss.line}" if miss.line else "")
    return Text.assemble((safe_line(from_here(miss.file)), "bold"), what), Text(
        f"    {safe_line(miss.sentence, 400)}", "dim"
    )


def _lines(problem: Problem) -> tuple[Text, Text]:
    place = from_here(problem.file) + (f":{problem.line}" if problem.line else "")
    said = Text.assemble((safe_line(place), "bold"), f": {safe_line(problem.what, 400)}")
    return said, Text(f"    {safe_line(problem.remedy, 400)}", "dim")


def _row(proof: Proof) -> tuple[str, ...]:
    mutants = proof.mutants
    tried = (mutants.made, mutants.killed, mutants.explained) if mutants else ("-", "-", "-")
    causes = (proof.causes.named, proof.causes.placed)
    return (proof.slug, *map(str, (proof.accepted, proof.wrong, *causes, proof.checks, *tried, len(proof.problems))))
