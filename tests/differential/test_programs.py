"""The differential test: a program comes to the same on one ordinary loop and through the two rooms."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.judge.runners import Launcher
from tests.differential.reference import run_on_one_loop
from tests.differential.rooms import run_in_two_rooms

# The reference runs in this process, and what it runs may throw coroutines away.
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning", "ignore::pytest.PytestUnraisableExceptionWarning")

HERE = Path(__file__).parent
PROGRAMS = HERE / "programs"


def entries() -> Iterator[tuple[Path, str]]:
    """Each public function of each program that this version of Python knows."""
    for file in sorted(PROGRAMS.glob("*.py")):
        namespace = ast.parse(file.read_text(encoding="utf-8"))
        for statement in namespace.body:
            for function in _functions(statement):
                if not function.startswith("_"):
                    yield file, function


def _functions(statement: ast.stmt) -> Iterator[str]:
    match statement:
        case ast.AsyncFunctionDef() | ast.FunctionDef():
            yield statement.name
        case ast.If() if eval(compile(ast.Expression(statement.test), "<version>", "eval"), {"sys": sys}):
            for each in statement.body:
                yield from _functions(each)


@pytest.mark.parametrize(("program", "entry"), [pytest.param(f, e, id=f"{f.stem}-{e}") for f, e in entries()])
def test_rooms_cannot_be_told_from_one_loop(runners: Launcher, program: Path, entry: str) -> None:
    """A program comes to the same in two rooms as on one loop."""
    world = HERE / "world.py"
    assert run_in_two_rooms(runners, world, program, entry) == run_on_one_loop(world, program, entry)
