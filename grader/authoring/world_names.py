"""The names of the world that the exercise's own files ask for are there."""

import ast
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from grader.authoring.answers import Answer
from grader.authoring.check_file import CheckFile
from grader.authoring.problem import Problem
from grader.judge.world import RESERVED, WorldRoom
from grader.model.verdict import Verdict
from grader.testing.world_view import WorldView

_OF_THE_KIT = frozenset(name for name in vars(WorldView) if not name.startswith("_"))


def check_names_in_answer(answer: Answer, offered: frozenset[str]) -> Iterator[Problem]:
    """What an answer imports from the world, the world offers; unless it is wrong in just that."""
    if answer.expected is Verdict.IMPORT_ERROR:
        return
    for name, line in _asked_of_world(answer.path):
        if name not in offered:
            yield _unknown(answer.path, line, name, offered)


def check_names_in_checks(checks: Path, world: WorldRoom) -> Iterator[Problem]:
    """What the checks ask of the world, data included, it has."""
    known = frozenset(vars(world.module)) | _OF_THE_KIT
    for name, touched in CheckFile(checks).touched_on_world().items():
        if name not in known:
            yield _unknown(checks, touched.line, name, known)


def _unknown(path: Path, line: int, name: str, known: frozenset[str]) -> Problem:
    near = get_close_matches(name, known - RESERVED, n=1, cutoff=0.5)
    remedy = (
        f"Did you mean `{near[0]}`?" if near else f"Add it to the world, or do without: it offers {_listed(known)}."
    )
    return Problem(path, line, f"asks the world for `{name}`, which it does not have", remedy)


def _listed(names: frozenset[str]) -> str:
    return ", ".join(sorted(name for name in names if not name.startswith("_"))) or "nothing"


def _asked_of_world(path: Path) -> Iterator[tuple[str, int]]:
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except SyntaxError:
        return
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module="world", names=names):
                yield from ((alias.name, node.lineno) for alias in names if alias.name != "*")
            case ast.Attribute(value=ast.Name(id="world"), attr=name):
                yield name, node.lineno
