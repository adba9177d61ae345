"""One change to a parsed program, and the program with it."""

import ast
import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Put = ast.expr | Sequence[ast.stmt] | ast.excepthandler


@dataclass(frozen=True)
class Edit:
    """Nodes of the program to be replaced, and lines that the program needs for it at its top."""

    operator: str
    puts: Mapping[ast.AST, Put]
    preamble: str = ""


def edit(operator: str, node: ast.AST, put: Put, preamble: str = "") -> Edit:
    """An edit of a single place."""
    return Edit(operator, {node: put}, preamble)


def applied(tree: ast.Module, change: Edit) -> str | None:
    """The changed program as text; `None` where it is no program."""
    memo: dict[int, ast.AST] = {}
    mutant = copy.deepcopy(tree, memo)
    puts = {id(memo[id(node)]): put for node, put in change.puts.items()}
    _Replacer(puts).visit(mutant)
    mutant.body[_after_imports(mutant) : 0] = ast.parse(change.preamble).body
    text = ast.unparse(ast.fix_missing_locations(mutant)) + "\n"
    try:
        compile(text, "mutant", "exec", dont_inherit=True)
    except SyntaxError:
        return None
    return text


class _Replacer(ast.NodeTransformer):
    def __init__(self, puts: Mapping[int, Put]) -> None:
        self._puts = puts

    def visit(self, node: ast.AST) -> "ast.AST | list[ast.stmt]":
        if id(node) in self._puts:
            return self._put(self._puts[id(node)])
        self.generic_visit(node)
        return node

    def _put(self, put: Put) -> "ast.AST | list[ast.stmt]":
        if isinstance(put, ast.AST):
            return copy.deepcopy(put)
        return [copy.deepcopy(statement) for statement in put]


def _after_imports(tree: ast.Module) -> int:
    """Behind the docstring and `from __future__`, which have to come first."""
    for place, statement in enumerate(tree.body):
        is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        is_future = isinstance(statement, ast.ImportFrom) and statement.module == "__future__"
        if not (is_text or is_future):
            return place
    return len(tree.body)
