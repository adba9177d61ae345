"""World manners, as far as they can be read from the file.

A close is what ends something that was opened: `close`, `aclose`, `__aexit__`, or what follows the `yield` of an async
context manager. Where it waits and is cancelled there, what it changes afterwards never happens, and a submission that
did everything right is told that it left something open. So after a wait a close changes things only in a `finally`.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from grader.authoring.problem import Problem
from grader.judge.latencies import SHUFFLE_LATENCIES
from grader.judge.world import BLOCKING_SUFFIX, BURN, CONFIGURE, RESERVED

Function = ast.FunctionDef | ast.AsyncFunctionDef

_GIVEN_RNG = f"`{CONFIGURE}` or `{SHUFFLE_LATENCIES}`"
_HELD_OPEN = frozenset({"timeout", "timeout_at", "TaskGroup"})
_CLOSES = frozenset({"close", "aclose", "__aexit__"})
_CHANGES = frozenset({"add", "append", "clear", "discard", "pop", "remove", "release", "set", "update"})
_UNSEEDED = frozenset(
    {"choice", "choices", "gauss", "randint", "random", "randrange", "sample", "shuffle", "triangular", "uniform"}
)


def check_world_text(path: Path) -> Iterator[Problem]:
    """Every manner that the text shows to be missing."""
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except SyntaxError as error:
        yield Problem(path, error.lineno, f"cannot be read: {error.msg}", "Correct it there.")
        return
    yield from _imports(path, tree)
    yield from _configured(path, tree)
    yield from _given_rng(path, tree)
    yield from _twins(path, tree)
    for function in _functions(tree):
        yield from _held_open(path, function)
        yield from _sleepers(path, function)
        yield from _closes(path, function)
    yield from _unseeded(path, tree)


def sleeps_in_real_time(path: Path) -> bool:
    """Whether the text shows that who waits for this world waits for real."""
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except SyntaxError:
        return False
    return any(any(_sleepers(path, function)) for function in _functions(tree))


def _functions(tree: ast.AST) -> list[Function]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def _imports(path: Path, tree: ast.Module) -> Iterator[Problem]:
    for node in ast.walk(tree):
        for name in _imported(node):
            if name == "contextvars":
                what = "uses ContextVars, which do not cross between the rooms"
                yield Problem(path, _line(node), what, "Pass the value as an argument.")
            elif name not in sys.stdlib_module_names:
                what = f"imports `{name}`, which is not in the standard library"
                yield Problem(path, _line(node), what, "A world runs by hand on Python alone: write it without.")


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return ["." if node.level else (node.module or "").partition(".")[0]]
    return []


def _configured(path: Path, tree: ast.Module) -> Iterator[Problem]:
    found = next((node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == CONFIGURE), None)
    if found is None:
        what = f"has no `def {CONFIGURE}(rng, ...)`: its data would be the same for every class"
        yield Problem(path, None, what, "Write one that draws the data from `rng`.")
        return
    if not found.args.args or found.args.args[0].arg != "rng":
        yield Problem(
            path, found.lineno, f"`{CONFIGURE}` does not take `rng` first", f"Write def {CONFIGURE}(rng, ...)."
        )
    if not _ends_configured(tree):
        what = f"does not end in `{CONFIGURE}(random.Random(0))`, so it has no data by hand"
        yield Problem(path, None, what, "Add that line at the bottom.")


def _ends_configured(tree: ast.Module) -> bool:
    last = ast.unparse(tree.body[-1]) if tree.body else ""
    return last in {f"{CONFIGURE}(random.Random(0))", f"{CONFIGURE}(Random(0))"}


def _given_rng(path: Path, tree: ast.Module) -> Iterator[Problem]:
    """What takes `rng` is called by the judge, by a name that it knows."""
    for node in tree.body:
        if not isinstance(node, Function):
            continue
        parameters = [each.arg for each in node.args.args]
        if node.name == SHUFFLE_LATENCIES and (parameters != ["rng"] or isinstance(node, ast.AsyncFunctionDef)):
            what = f"`{node.name}` is called with `rng` and nothing else, and not awaited"
            yield Problem(path, node.lineno, what, f"Write def {SHUFFLE_LATENCIES}(rng).")
        elif parameters[:1] == ["rng"] and node.name not in RESERVED and not node.name.startswith("_"):
            what = f"`{node.name}` takes `rng`, and nobody calls it with one"
            remedy = f"Name it `{SHUFFLE_LATENCIES}` if that is what it does; let the name of a helper begin with `_`."
            yield Problem(path, node.lineno, what, remedy)


def _twins(path: Path, tree: ast.Module) -> Iterator[Problem]:
    """Methods have their twins in the same class, functions in the module."""
    owners: list[ast.Module | ast.ClassDef] = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]
    for owner in owners:
        named = {node.name: node for node in owner.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
        for name, function in named.items():
            if name.endswith(BLOCKING_SUFFIX) and not name.startswith("_"):
                yield from _twin(path, function, named.get(name.removesuffix(BLOCKING_SUFFIX)))


def _twin(path: Path, blocking: Function, twin: Function | None) -> Iterator[Problem]:
    name = blocking.name.removesuffix(BLOCKING_SUFFIX)
    if isinstance(blocking, ast.AsyncFunctionDef):
        yield Problem(path, blocking.lineno, f"`{blocking.name}` is an `async def`", "What blocks is a plain `def`.")
    elif not isinstance(twin, ast.AsyncFunctionDef):
        what = f"`{blocking.name}` has no `async def {name}` beside it"
        yield Problem(path, blocking.lineno, what, "Write the form that can be awaited, too.")
    elif _signature(blocking) != _signature(twin):
        what = f"`{blocking.name}{_signature(blocking)}` and `{name}{_signature(twin)}` are called differently"
        yield Problem(path, blocking.lineno, what, "Give both the same parameters and the same result.")


def _signature(function: Function) -> str:
    returns = f" -> {ast.unparse(function.returns)}" if function.returns else ""
    return f"({ast.unparse(function.args)}){returns}"


def _held_open(path: Path, function: Function) -> Iterator[Problem]:
    for node in _own_nodes(function):
        if isinstance(node, ast.With | ast.AsyncWith) and any(map(_yields, node.body)):
            for name in {_name_of_call(item.context_expr) for item in node.items} & _HELD_OPEN:
                what = f"holds `{name}` open across a `yield`: it would cancel whoever happens to come next"
                yield Problem(path, node.lineno, what, "Close it before the `yield`.")


def _sleepers(path: Path, function: Function) -> Iterator[Problem]:
    if function.name == BURN or function.name.endswith(BLOCKING_SUFFIX) or function.name.startswith("_"):
        return
    for node in _own_nodes(function):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"time.sleep", "sleep"}:
            if isinstance(function, ast.FunctionDef):
                what = f"`{function.name}` sleeps, and is a plain function that does not say so"
                remedy = f"Name it `{function.name}{BLOCKING_SUFFIX}`, beside an `async def {function.name}`."
                yield Problem(path, node.lineno, what, remedy)
            elif ast.unparse(node.func) == "time.sleep":
                what = f"`{function.name}` blocks the loop, and with it the judge"
                yield Problem(path, node.lineno, what, "Write `await asyncio.sleep(...)`.")


def _unseeded(path: Path, tree: ast.Module) -> Iterator[Problem]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="random"), attr=name)) if name in _UNSEEDED:
                what = f"`random.{name}` draws something else in every run"
                yield Problem(
                    path,
                    node.lineno,
                    what,
                    f"Draw from the `rng` that `{CONFIGURE}` or `{SHUFFLE_LATENCIES}` is given.",
                )


def _closes(path: Path, function: Function) -> Iterator[Problem]:
    if not isinstance(function, ast.AsyncFunctionDef):
        return
    if function.name in _CLOSES:
        yield from _changes_after_wait(path, function, function.body)
    elif any(_name_of_call(each) == "asynccontextmanager" for each in function.decorator_list):
        for body in _after_yield(function.body):
            yield from _changes_after_wait(path, function, body)


def _after_yield(body: list[ast.stmt]) -> Iterator[list[ast.stmt]]:
    """The clean-up of a context manager: what follows its `yield`, there or in the `finally` around it."""
    for place, statement in enumerate(body):
        if isinstance(statement, ast.Try) and any(map(_yields, statement.body)):
            yield from _after_yield(statement.body)
            yield statement.finalbody
            yield body[place + 1 :]
        elif isinstance(statement, ast.With | ast.AsyncWith) and _yields(statement):
            yield from _after_yield(statement.body)
            yield body[place + 1 :]
        elif _yields(statement):
            yield body[place + 1 :]


def _changes_after_wait(path: Path, function: Function, body: list[ast.stmt]) -> Iterator[Problem]:
    waited = False
    for statement in body:
        if waited and _changes(statement):
            what = f"`{function.name}` changes this only after a wait: cancelled there, it leaves the handle open"
            yield Problem(path, statement.lineno, what, "Put it before the wait, or in a `finally` around the wait.")
        waited = waited or any(isinstance(node, ast.Await) for node in ast.walk(statement))


def _changes(statement: ast.stmt) -> bool:
    for node in ast.walk(statement):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Delete):
            return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CHANGES:
            return True
    return False


def _own_nodes(function: Function) -> Iterator[ast.AST]:
    """The nodes of a function without those of functions inside it."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop(0)
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(node))


def _yields(statement: ast.stmt) -> bool:
    return any(isinstance(node, ast.Yield | ast.YieldFrom) for node in ast.walk(statement))


def _name_of_call(expression: ast.expr) -> str:
    """`timeout` for `asyncio.timeout(1)` and for `timeout(1)`; decorators go without the call."""
    function = expression.func if isinstance(expression, ast.Call) else expression
    return ast.unparse(function).rpartition(".")[2]


def _line(node: ast.AST) -> int | None:
    return getattr(node, "lineno", None)
