"""`grader author check`: prove exercises, and say what is wrong as file, line and remedy."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from grader.cli.exit_code import ExitCode
from grader.cli.kit import Kit, Sources, from_here, open_kit
from grader.cli.reports import STANDARD_OUTPUT, refuse_impossible_places, write_text
from grader.cli.signature import Argument, Option
from grader.cli.surroundings import leave_closing

if TYPE_CHECKING:
    from rich.console import Console

    from grader.authoring.check import Proofs

_Json = Annotated[Path | None, Option(metavar="F", help="Write what was found as JSON; - is standard output.")]
_Pythons = Annotated[
    list[Path] | None, Option("--python", metavar="P", help="Check under this Python too, and under no other.")
]
_ThisPython = Annotated[bool, Option("--this-python", help="Check under no other Python than the one that runs.")]
_Workers = Annotated[int | None, Option(min=1, metavar="N", help="Processes; without it, one for each CPU.")]


@dataclass(frozen=True)
class _Wanted:
    """The request, as it was made."""

    names: Sequence[str]
    sources: Sequence[Path]
    mutants: bool
    by_hand: bool
    write: bool
    workers: int | None

    def again(self) -> list[str]:
        """The same in words, for another interpreter, which has nothing to write."""
        flags = {"--this-python": True, "--mutants": self.mutants, "--by-hand": self.by_hand}
        options = {"--sources": self.sources, "--workers": [self.workers] if self.workers else []}
        return [
            *self.names,
            *(flag for flag, asked in flags.items() if asked),
            *(word for option, values in options.items() for value in values for word in (option, str(value))),
        ]


def author_check(  # the command line is its signature
    names: Annotated[list[str] | None, Argument(metavar="SLUG|CHAPTER", show_default=False)] = None,
    *,
    mutants: Annotated[bool, Option("--mutants", help="Try wrong answers derived from the reference.")] = False,
    by_hand: Annotated[bool, Option("--by-hand", help="Also run stub and reference in real time.")] = False,
    write: Annotated[bool, Option("--write", help="Write ideal.json and the kept stub.")] = False,
    python: _Pythons = None,
    this_python: _ThisPython = False,
    workers: _Workers = None,
    json: _Json = None,
    sources: Sources = None,
) -> ExitCode:
    """Prove exercises: every one, or those you name, on each Python found. What is wrong is said with its remedy."""
    from grader.authoring.exchange import to_json
    from grader.authoring.interpreters import Interpreters, find_others
    from grader.cli.author_view import show_closing, show_unable
    from grader.cli.console import console_for

    refuse_impossible_places({"--json": json})
    kit = open_kit(sources)
    console, _ = console_for(sys.stderr if json == STANDARD_OUTPUT else sys.stdout)
    wanted = _Wanted(names or (), sources or (), mutants, by_hand, write, workers)
    found = [_here(kit, wanted, console)]
    others = Interpreters(tuple(python or ())) if python or this_python else find_others(kit.workspace)
    found += _elsewhere(others.able, wanted, console, found[0])
    if not any(proofs.exercises or proofs.problems for proofs in found):
        kit.catalog.select(wanted.names)  # says which Python is needed
    if json is not None:
        write_text(to_json(found), json, "--json")
    show_unable(console, others.unable)
    leave_closing(show_closing(console, found))
    return ExitCode.NOT_PASSED if any(proofs.all_problems for proofs in found) else ExitCode.PASSED


def _here(kit: Kit, wanted: _Wanted, console: "Console") -> "Proofs":
    """The problems of each exercise are shown as they are found."""
    from grader.authoring.check import Options, chosen, prove
    from grader.authoring.workers import cpus
    from grader.cli.author_view import show_problems, show_proofs

    exercises, broken = chosen(kit.catalog, wanted.names)
    options = Options(wanted.mutants, wanted.by_hand, wanted.write, wanted.workers or cpus())
    proofs = prove(kit.catalog, exercises, broken, options, lambda proof: show_problems(console, proof.problems))
    show_problems(console, proofs.problems)
    show_proofs(console, proofs)
    return proofs


def _elsewhere(pythons: Sequence[Path], wanted: _Wanted, console: "Console", seen: "Proofs") -> "Iterator[Proofs]":
    """What was seen is not shown again."""
    from grader.authoring.exchange import prove_under
    from grader.cli.author_view import show_more_problems, show_proofs

    known = set(seen.all_problems)
    for python in pythons:
        with console.status(f"Proving under {from_here(python)} ..."):
            proved = prove_under(python, wanted.again())
        for proofs in proved:
            show_more_problems(console, proofs, known)
            show_proofs(console, proofs)
            known.update(proofs.all_problems)
            yield proofs
