"""`grader author check`: prove exercises, and say what is wrong as file, line and remedy."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from grader.cli.exit_code import ExitCode
from grader.cli.kit import Sources, open_kit
from grader.cli.reports import STANDARD_OUTPUT, refuse_impossible_places, write_text
from grader.cli.surroundings import leave_closing


def author_check(  # the command line is its signature
    names: Annotated[list[str] | None, typer.Argument(metavar="SLUG|CHAPTER", show_default=False)] = None,
    *,
    mutants: Annotated[bool, typer.Option("--mutants", help="Try wrong answers derived from the reference.")] = False,
    by_hand: Annotated[bool, typer.Option("--by-hand", help="Also run stub and reference in real time.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Write ideal.json and the kept stub.")] = False,
    python: Annotated[
        list[Path] | None, typer.Option("--python", metavar="P", help="Check under this interpreter, too.")
    ] = None,
    json: Annotated[
        Path | None, typer.Option(metavar="F", help="Write what was found as JSON; - is standard output.")
    ] = None,
    sources: Sources = None,
) -> ExitCode:
    """Prove exercises: every one, or those you name. What is wrong is said as file, line and remedy."""
    from grader.authoring.check import Options, chosen, prove
    from grader.authoring.exchange import prove_under, to_json
    from grader.cli.author_view import show_closing, show_proof, show_proofs
    from grader.cli.console import console_for

    refuse_impossible_places({"--json": json})
    kit = open_kit(sources)
    exercises, broken = chosen(kit.catalog, names or ())
    console, _ = console_for(sys.stderr if json == STANDARD_OUTPUT else sys.stdout)
    proofs = [prove(kit.catalog, exercises, broken, Options(mutants, by_hand, write), lambda p: show_proof(console, p))]
    show_proofs(console, proofs[0])
    for other in python or ():
        for found in prove_under(other, _again(names, sources, mutants=mutants, by_hand=by_hand)):
            proofs.append(found)
            for proof in found.exercises:
                show_proof(console, proof)
            show_proofs(console, found)
    if json is not None:
        write_text(to_json(proofs), json, "--json")
    closing = show_closing(console, proofs)
    leave_closing(closing)
    return ExitCode.NOT_PASSED if any(found.all_problems for found in proofs) else ExitCode.PASSED


def _again(names: list[str] | None, sources: list[Path] | None, *, mutants: bool, by_hand: bool) -> list[str]:
    """The same request in words, for another interpreter."""
    flags = [*(["--mutants"] if mutants else []), *(["--by-hand"] if by_hand else [])]
    folders = [word for path in sources or () for word in ("--sources", str(path))]
    return [*(names or ()), *flags, *folders]
