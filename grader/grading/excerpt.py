"""The few lines of a submission that a report shows around the cause."""

import ast
from collections.abc import Sequence

from grader.explain.case import NotedLine
from grader.explain.code import Code, code_of
from grader.model.report import CodeLine

_LINES_AROUND = 1
_NEAR = 4
_MOST_IN_ONE_PIECE = 8


def excerpt(text: str, notes: Sequence[NotedLine]) -> tuple[CodeLine, ...]:
    """The noted lines with a little around them, from the `def` that they stand in where it is near."""
    lines = text.splitlines()
    noted = {note.line: note for note in notes}
    return tuple(
        CodeLine(n, lines[n - 1], noted[n].note if n in noted else "", n in noted and noted[n].marked)
        for n in _shown(code_of(text), sorted(noted))
        if 1 <= n <= len(lines)
    )


def _shown(code: Code, noted: Sequence[int]) -> Sequence[int]:
    if not noted:
        return ()
    last = noted[-1] + (0 if len(noted) > 1 else _LINES_AROUND)
    first = _definition(code, noted[0]) or _above(code, noted[0])
    if last - first < _MOST_IN_ONE_PIECE:
        return range(first, last + 1)
    # Far apart: what lies between is left out, and of the function, its `def` alone would seem to hold the noted line.
    return sorted({_above(code, noted[0]), *noted})


def _definition(code: Code, line: int) -> int | None:
    """The line of the `def` around a line, where it is near."""
    around = [function.lineno for function in code.functions if function.lineno < line <= (function.end_lineno or 0)]
    return around[-1] if around and line - around[-1] <= _NEAR else None


def _above(code: Code, line: int) -> int:
    """The line above, but no docstring: without its `def` it tells nothing of the code below it."""
    above = line - _LINES_AROUND
    is_docstring = any(isinstance(each.value, ast.Constant) for each in code.at(above, ast.Expr))
    return line if is_docstring else max(1, above)
