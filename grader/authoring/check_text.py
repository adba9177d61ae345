"""What a check must not do, as far as its text shows: it says the same whenever and wherever it is run."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from grader.authoring.check_file import CheckFile
from grader.authoring.problem import Problem

# What gives something else in each run, on each machine or at each hour; and what of it does not.
_UNSTEADY = frozenset({"os", "platform", "random", "secrets", "socket", "tempfile", "time", "uuid"})
_STEADY = frozenset({"random.Random"})
_SLEEP = "time.sleep"
_TODAY = frozenset({"now", "today", "utcnow"})


def check_checks_text(path: Path) -> Iterator[Problem]:
    """Every manner that is missing; raises `SyntaxError`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from _same_names(path)
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="print")):
                yield Problem(path, node.lineno, "prints, and nobody sees it", "Say it in the message of an assert.")
            case ast.Attribute() if ast.unparse(node) == _SLEEP:
                what = "sleeps in real time, for every answer and under every schedule"
                yield Problem(path, node.lineno, what, "Write `await asyncio.sleep(...)`, which takes no time.")
            case ast.Attribute() | ast.ImportFrom():
                for name in _unsteady(node):
                    what = f"asks `{name}`, which is not the same in every run, on every machine"
                    yield Problem(path, node.lineno, what, "Ask only `submission`, `world` and `clock`.")


def sleeps_in_checks(path: Path) -> bool:
    """Whether a check sleeps in real time."""
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except SyntaxError:
        return False
    return any(isinstance(node, ast.Attribute) and ast.unparse(node) == _SLEEP for node in ast.walk(tree))


def _unsteady(node: ast.Attribute | ast.ImportFrom) -> list[str]:
    match node:
        case ast.ImportFrom(module=module, names=names):
            asked = [f"{module}.{alias.name}" for alias in names if module in _UNSTEADY]
        case ast.Attribute(value=ast.Name(id=module), attr=name) if module in _UNSTEADY:
            asked = [f"{module}.{name}"]
        case ast.Attribute(value=ast.Name(id="datetime" | "date") | ast.Attribute(attr="datetime" | "date"), attr=name):
            asked = [ast.unparse(node)] if name in _TODAY else []
        case _:
            asked = []
    return [name for name in asked if name not in _STEADY]


def _same_names(path: Path) -> Iterator[Problem]:
    """Of two functions of one name Python keeps the last; checks of one docstring cannot be told apart in a report."""
    written = CheckFile(path).written()
    for kind, names in (
        ("function", [each.function for each in written]),
        ("docstring", [each.name for each in written]),
    ):
        twice = {name for name, times in Counter(names).items() if times > 1}
        for each, name in zip(written, names, strict=True):
            if name in twice:
                twice.discard(name)
                yield Problem(path, each.line, f"shares its {kind} with another check: `{name}`", "Give each its own.")
