"""What a learner's file says, asked as questions about its syntax tree."""

import ast
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar, overload

_N = TypeVar("_N", bound=ast.AST)
_M = TypeVar("_M", bound=ast.AST)
_L = TypeVar("_L", bound=ast.AST)

Function = ast.FunctionDef | ast.AsyncFunctionDef
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
LOOPS = (ast.For, ast.AsyncFor, ast.While)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)

STARTERS = ("create_task", "ensure_future")
TOGETHER = ("gather", "wait", "as_completed")
LIMITS = ("Semaphore", "BoundedSemaphore", "Lock")


# Far more than any answer has: what asks how each line lies to each other one is not let loose on a giant.
_MOST_NODES = 10_000

COMPREHENSION = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


class Code:
    """One file; of a text that is no Python, or a giant, nothing can be said."""

    def __init__(self, source: str) -> None:
        """Read the text."""
        try:
            tree: ast.AST = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            tree = ast.Module([], [])
        nodes = list(islice(ast.walk(tree), _MOST_NODES + 1))
        if len(nodes) > _MOST_NODES:
            nodes = [tree := ast.Module([], [])]
        self.tree = tree
        self._nodes = sorted(nodes, key=lambda node: (getattr(node, "lineno", 0), getattr(node, "col_offset", 0)))
        self._parents = {child: node for node in self._nodes for child in ast.iter_child_nodes(node)}

    @overload
    def every(self, kind: type[_N], /, *, inside: ast.AST | None = None) -> list[_N]: ...
    @overload
    def every(self, kind: type[_N], other: type[_M], /, *, inside: ast.AST | None = None) -> list[_N | _M]: ...
    @overload
    def every(
        self, kind: type[_N], other: type[_M], third: type[_L], /, *, inside: ast.AST | None = None
    ) -> list[_N | _M | _L]: ...

    def every(self, *kinds: type[Any], inside: ast.AST | None = None) -> list[Any]:
        """The nodes of these kinds, in the order of the text."""
        nodes = self._nodes if inside is None else self._in_order(inside)
        return [node for node in nodes if isinstance(node, kinds)]

    def _in_order(self, inside: ast.AST) -> list[ast.AST]:
        nodes = [node for node in ast.walk(inside) if hasattr(node, "lineno")]
        return sorted(nodes, key=lambda node: (node.lineno, node.col_offset))  # type: ignore[attr-defined]

    def comprehensions(self) -> list[COMPREHENSION]:
        """Comprehensions of every kind."""
        return [node for node in self._nodes if isinstance(node, COMPREHENSIONS)]

    def comprehensions_in(self, node: ast.AST) -> bool:
        """Whether a node holds a comprehension."""
        return any(isinstance(each, COMPREHENSIONS) for each in ast.walk(node))

    def calls(self, *names: str, inside: ast.AST | None = None) -> list[ast.Call]:
        """The calls of something with one of these names, whatever it is an attribute of."""
        return [call for call in self.every(ast.Call, inside=inside) if name_of(call) in names]

    def function(self, name: str) -> Function | None:
        """The function of that name, the outermost if there are several."""
        return next((f for f in self.functions if f.name == name), None)

    @property
    def functions(self) -> list[Function]:
        """Every function, methods and inner ones included."""
        return [node for node in self._nodes if isinstance(node, FUNCTIONS)]

    def parent(self, node: ast.AST) -> ast.AST | None:
        """What a node stands in."""
        return self._parents.get(node)

    def around(self, node: ast.AST) -> Iterator[ast.AST]:
        """What a node stands in, from the innermost to the outermost."""
        current = self.parent(node)
        while current is not None:
            yield current
            current = self.parent(current)

    def nearest(self, node: ast.AST, *kinds: type[_N]) -> _N | None:
        """The innermost of these kinds around a node, within its function."""
        for outer in self.around(node):
            if isinstance(outer, kinds):
                return outer
            if isinstance(outer, (*FUNCTIONS, ast.Lambda)):
                return None
        return None

    def function_of(self, node: ast.AST) -> Function | None:
        """The function that a node stands in."""
        return next((outer for outer in self.around(node) if isinstance(outer, FUNCTIONS)), None)

    def statement_of(self, node: ast.AST) -> ast.stmt | None:
        """The statement that a node is part of, or is itself."""
        if isinstance(node, ast.stmt):
            return node
        return next((outer for outer in self.around(node) if isinstance(outer, ast.stmt)), None)

    def loop_of(self, node: ast.AST) -> ast.AST | None:
        """The loop or comprehension whose every round reaches a node, within its function."""
        inner, first_iter = node, False
        for outer in self.around(node):
            if isinstance(outer, LOOPS) and not _once(outer, inner):
                return outer
            if isinstance(outer, COMPREHENSIONS) and not (first_iter and inner is outer.generators[0]):
                return outer
            if isinstance(outer, (*FUNCTIONS, ast.Lambda)):
                return None
            first_iter = isinstance(outer, ast.comprehension) and inner is outer.iter
            inner = outer
        return None

    def at(self, line: int | None, *kinds: type[_N]) -> list[_N]:
        """The nodes of these kinds on a line, the shortest first."""
        found = [node for node in self.every(*kinds) if line is not None and covers(node, line)]
        return sorted(found, key=lambda node: _end(node) - node.lineno)  # type: ignore[attr-defined]

    def following(self, node: ast.AST) -> ast.stmt | None:
        """The statement behind the one that a node is part of, in the same block."""
        statement = self.statement_of(node)
        for block in _blocks(self.parent(statement)) if statement is not None else ():
            if statement in block[:-1]:
                return block[block.index(statement) + 1]
        return None

    def bound(self, name: str, inside: ast.AST | None = None) -> list[ast.expr]:
        """The values that a name or attribute, as it is written, is assigned."""
        found = []
        every = [*self.every(ast.Assign, ast.AnnAssign, ast.AugAssign, inside=inside)]
        for node in (*every, *self.every(ast.NamedExpr, inside=inside)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if node.value is not None and any(name in names_bound(target) for target in targets):
                found.append(node.value)
        return found

    def falls_off(self, function: Function) -> bool:
        """Whether a function can come to its end without a `return` that gives something."""
        return not _always_leaves(function.body)

    def returns(self, function: Function) -> list[ast.Return]:
        """The `return`s of a function that give something; not those of functions in it."""
        every = self.every(ast.Return, inside=function)
        return [each for each in every if each.value is not None and self.function_of(each) is function]


@lru_cache(maxsize=32)
def code_of(source: str) -> Code:
    """What is to be known of a file; read once, however many ask."""
    return Code(source)


def name_of(call: ast.AST | None) -> str:
    """The last part of the name of what is called."""
    callee = call.func if isinstance(call, ast.Call) else call
    if isinstance(callee, ast.Subscript):
        callee = callee.value
    if isinstance(callee, ast.Attribute):
        return callee.attr
    return callee.id if isinstance(callee, ast.Name) else ""


def written(node: ast.AST) -> str:
    """The code of a node, on one line and no longer than a glance."""
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 60 else f"{text[:57]}..."


def names_in(node: ast.AST) -> set[str]:
    """Every plain name in it."""
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def names_bound(target: ast.AST) -> set[str]:
    """The names and attributes that an assignment binds, as they are written."""
    if isinstance(target, ast.Tuple | ast.List):
        return {name for each in target.elts for name in names_bound(each)}
    if isinstance(target, ast.Starred):
        return names_bound(target.value)
    return {ast.unparse(target)}


def covers(node: ast.AST, line: int) -> bool:
    """Whether a node reaches over a line."""
    start = getattr(node, "lineno", None)
    return start is not None and start <= line <= _end(node)


def number(node: ast.AST | None) -> float | None:
    """The number that is written there."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return node.value
    return None


def awaited(node: ast.AST | None) -> ast.Call | None:
    """The call that is awaited right where it is made."""
    inner = node.value if isinstance(node, ast.Await) else None
    return inner if isinstance(inner, ast.Call) else None


def _end(node: ast.AST) -> int:
    last = getattr(node, "end_lineno", None) or getattr(node, "lineno", 0)
    return int(last or 0)


def _once(loop: ast.For | ast.AsyncFor | ast.While, part: ast.AST) -> bool:
    """Whether a part of a loop is worked out before its first round, or after its last."""
    return part in loop.orelse or (not isinstance(loop, ast.While) and part is loop.iter)


def _blocks(node: ast.AST | None) -> Iterator[list[ast.stmt]]:
    for name in ("body", "orelse", "finalbody", "handlers"):
        block = getattr(node, name, None)
        if isinstance(block, list):
            yield block


def _always_leaves(block: list[ast.stmt]) -> bool:
    last = block[-1] if block else None
    match last:
        case ast.Return(value=value):
            return value is not None and not (isinstance(value, ast.Constant) and value.value is None)
        case ast.Raise():
            return True
        case ast.If(body=body, orelse=orelse):
            return _always_leaves(body) and _always_leaves(orelse)
        case ast.With(body=body) | ast.AsyncWith(body=body):
            return _always_leaves(body)
        case ast.While(test=ast.Constant(value=True)):
            return True
        case ast.Try(body=body, handlers=handlers, orelse=orelse, finalbody=finalbody):
            inside = _always_leaves(orelse or body) and all(_always_leaves(handler.body) for handler in handlers)
            return inside or _always_leaves(finalbody)
        case ast.Match(cases=cases):
            return all(_always_leaves(case.body) for case in cases)
    return False
