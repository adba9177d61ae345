"""What the file of checks says of itself: its checks with their markers, and the names that it touches."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.authoring.answers import verdict_named
from grader.judge.remote import Submission
from grader.model.verdict import Verdict

# What a check may ask of `submission` beside the learner's own names.
_OF_THE_KIT = frozenset(name for name in vars(Submission) if not name.startswith("_"))


@dataclass(frozen=True, slots=True)
class WrittenCheck:
    """One check as it stands in the file; `verdict` is what a failed assert in it means."""

    name: str
    line: int
    verdict: Verdict
    function: str

    def is_called(self, name: str) -> bool:
        """Whether a result of this name is one of this check's; parametrized checks have several."""
        return name == self.name or name.startswith(f"{self.name} [")


@dataclass(frozen=True, slots=True)
class Touched:
    """A name that is asked of a fixture, and where first."""

    name: str
    line: int


class CheckFile:
    """The parsed file."""

    def __init__(self, path: Path) -> None:
        """Parse it; raises `SyntaxError`."""
        self._tree = ast.parse(path.read_text(encoding="utf-8"), str(path))

    def written(self) -> tuple[WrittenCheck, ...]:
        """The checks, in the order in which they stand."""
        return tuple(_written(node) for node in self._tree.body if _is_check(node))

    def touched_on_submission(self) -> dict[str, Touched]:
        """The learner's names that the checks call or read."""
        return {name: one for name, one in self._touched("submission").items() if name not in _OF_THE_KIT}

    def touched_on_world(self) -> dict[str, Touched]:
        """The names of the world that the checks use."""
        return self._touched("world")

    def _touched(self, fixture: str) -> dict[str, Touched]:
        found: dict[str, Touched] = {}
        for node in ast.walk(self._tree):
            for name in _asked_of(node, fixture):
                found.setdefault(name, Touched(name, getattr(node, "lineno", 1)))
        return found


def _asked_of(node: ast.AST, fixture: str) -> Iterator[str]:
    match node:
        case ast.Attribute(value=ast.Name(id=owner), attr=name) if owner == fixture:
            yield name
        case ast.Call(func=ast.Name(id="getattr"), args=[ast.Name(id=owner), ast.Constant(value=str(name)), *_]) if (
            owner == fixture
        ):
            yield name


def _is_check(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")


def _written(node: ast.stmt) -> WrittenCheck:
    assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    doc = (ast.get_docstring(node) or "").strip()
    name = doc.splitlines()[0].rstrip(".") if doc else node.name.removeprefix("test_").replace("_", " ")
    return WrittenCheck(name, node.lineno, _verdict(node.decorator_list), node.name)


def _verdict(decorators: list[ast.expr]) -> Verdict:
    for decorator in decorators:
        match decorator:
            case ast.Call(func=ast.Attribute(attr="verdict"), args=[ast.Constant(value=str(name))]):
                return verdict_named(name) or Verdict.WRONG_RESULT
    return Verdict.WRONG_RESULT
