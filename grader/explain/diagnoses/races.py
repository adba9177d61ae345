"""Races: what was looked at before a wait is acted on after it, when others may have changed it."""

import ast

from grader.explain.case import Case, Diagnosis, found
from grader.explain.code import Function, names_bound, written


def check_then_act(case: Case) -> Diagnosis | None:
    """Shared state is read, then something is awaited, then the state is written from what was read."""
    for function in case.code.functions:
        for write in case.code.every(ast.Assign, ast.AugAssign, inside=function):
            targets = write.targets if isinstance(write, ast.Assign) else [write.target]
            for shared in sorted(name for target in targets for name in names_bound(target)):
                said = _read_wait_write(case, function, shared, write)
                if said is not None:
                    return said
    return None


def _read_wait_write(
    case: Case, function: Function, shared: str, write: ast.Assign | ast.AugAssign
) -> Diagnosis | None:
    if not _is_shared(case, function, shared):
        return None
    waits = [wait for wait in case.code.every(ast.Await, inside=function) if wait.lineno <= write.lineno]
    reads = [r for r in case.code.every(ast.Name, ast.Attribute, ast.Subscript, inside=function) if _reads(r, shared)]
    for wait in waits:
        read = next((read for read in reads if read.lineno < wait.lineno), None)
        if read is not None and not _under_lock(case, read, write):
            facts = {"shared": shared, "wait": wait.lineno, "write": write.lineno}
            others = (wait.lineno, "others go on here"), (write.lineno, f"writes `{shared}`")
            return found("check-then-act", read.lineno, f"reads `{shared}`", *others, **facts)
    return None


def _is_shared(case: Case, function: Function, name: str) -> bool:
    said = [n for each in case.code.every(ast.Global, ast.Nonlocal, inside=function) for n in each.names]
    return "." in name or "[" in name or name in said


def _reads(node: ast.expr, shared: str) -> bool:
    return isinstance(getattr(node, "ctx", None), ast.Load) and written(node) == shared


def _under_lock(case: Case, read: ast.AST, write: ast.AST) -> bool:
    held = case.code.nearest(read, ast.AsyncWith)
    return held is not None and held is case.code.nearest(write, ast.AsyncWith)
