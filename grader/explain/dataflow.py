"""Whether one line of a function needs what another brought."""

import ast
from collections.abc import Iterator


class Dataflow:
    """The names that the statements of a file bind and use."""

    def __init__(self, source: str) -> None:
        """Read the file; one that does not parse has no statements."""
        try:
            self._tree: ast.AST = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError):
            self._tree = ast.Module([], [])

    def needs(self, later: int, earlier: int) -> bool:
        """Whether the statement at one line uses a name that the statement at another bound."""
        return bool(self._bound(earlier) & self._used(later))

    def _bound(self, line: int) -> set[str]:
        return {node.id for node in self._names(line) if isinstance(node.ctx, ast.Store)}

    def _used(self, line: int) -> set[str]:
        return {node.id for node in self._names(line) if isinstance(node.ctx, ast.Load)}

    def _names(self, line: int) -> Iterator[ast.Name]:
        for statement in self._statements_at(line):
            yield from (node for node in ast.walk(statement) if isinstance(node, ast.Name))

    def _statements_at(self, line: int) -> Iterator[ast.stmt]:
        """The innermost statement that a line belongs to."""
        around = [
            node
            for node in ast.walk(self._tree)
            if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno)
        ]
        if around:
            yield min(around, key=lambda node: (node.end_lineno or node.lineno) - node.lineno)
