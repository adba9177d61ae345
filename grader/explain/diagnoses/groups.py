"""Failures that come together: what is dropped with a group, what slips through, and what `except*` does not take."""

import ast
import re
from collections.abc import Iterator

from grader.explain.case import Case, Diagnosis, found
from grader.explain.code import name_of, written

# How a check says that something was called for nothing, or left undone.
_CALLED = re.compile(r"(\w+)\(\) was called, and")
_NOT_CALLED = re.compile(r"(\w+)\(\) was not called")
_DEEP = re.compile(r"inside the group")


def gather_raises_one(case: Case) -> Diagnosis | None:
    """`gather` raises the first failure, and says nothing of the others."""
    for call in case.code.calls("gather"):
        if not any(keyword.arg == "return_exceptions" for keyword in call.keywords):
            return found("gather-raises-one", call.lineno, "raises the first, drops the others")
    return None


def first_of_several(case: Case) -> Diagnosis | None:
    """One exception of a group is looked at."""
    for each in case.code.every(ast.Subscript):
        if isinstance(each.value, ast.Attribute) and each.value.attr == "exceptions":
            return found("first-of-several", each.lineno, "one of several", what=written(each))
    return None


def rest_not_raised(case: Case) -> Diagnosis | None:
    """A whole group is caught, and only one kind of what it holds goes on."""
    for handler in _handlers(case, "ExceptionGroup"):
        raised = {written(each.exc) for each in case.code.every(ast.Raise, inside=handler) if each.exc is not None}
        for call in case.code.calls("subgroup", inside=handler):
            statement = case.code.statement_of(call)
            if isinstance(statement, ast.Assign) and written(statement.targets[0]) in raised and call.args:
                kind = written(call.args[0])
                return found("rest-not-raised", call.lineno, "the rest ends here", kind=kind)
    return None


def raised_again(case: Case) -> Diagnosis | None:
    """A handler deals with an exception, and raises it once more."""
    for handler in case.code.every(ast.ExceptHandler):
        caught = written(handler.type) if handler.type is not None else ""
        for each in case.code.every(ast.Raise, inside=handler):
            again = each.exc is None or written(each.exc) == handler.name
            if again and caught and re.search(rf"\b{re.escape(caught)}\b", case.fact):
                return found("raised-again", each.lineno, "once more", (handler.lineno, ""), caught=caught)
    return None


def raises_nothing(case: Case) -> Diagnosis | None:
    """What is raised may be `None`."""
    if "must derive from BaseException" not in case.fact:
        return None
    for each in case.code.at(case.line, ast.Raise):
        if isinstance(each.exc, ast.Name):
            return found("raises-nothing", each.lineno, f"`{each.exc.id}` is `None`", what=each.exc.id)
    return None


def star_for_the_group(case: Case) -> Diagnosis | None:
    """`except*` names the group, and not what is in it."""
    if not re.search(r"catching ExceptionGroup with except\*", case.fact):
        return None
    return found("star-for-the-group", case.line, "names the group itself")


def leaves_from_a_star(case: Case) -> Diagnosis | None:
    """`return`, `break` or `continue` inside an `except*`."""
    if not re.search(r"cannot appear in an except\*", case.fact, re.IGNORECASE) or case.line is None:
        return None
    return found("leaves-from-a-star", case.line, "leaves in the middle")


def both_forms(case: Case) -> Diagnosis | None:
    """`except` and `except*` at one `try`."""
    if not re.search(r"both 'except' and 'except\*'", case.fact, re.IGNORECASE) or case.line is None:
        return None
    return found("both-forms", case.line, "the other form")


def surface_only(case: Case) -> Diagnosis | None:
    """What is directly in a group is asked for its kind, and groups inside it are not opened."""
    for call in case.code.calls("isinstance") if _DEEP.search(case.fact) else ():
        loop = case.code.loop_of(call)
        looked_into = case.code.every(ast.Attribute, inside=loop) if loop is not None else []
        if any(each.attr == "exceptions" for each in looked_into):
            return found("surface-only", call.lineno, "sees the outermost group only", test=written(call))
    return None


def member_in_a_group(case: Case) -> Diagnosis | None:
    """`except` names an exception that came inside a group."""
    for tried in case.code.every(ast.Try) if _DEEP.search(case.fact) else ():
        for handler in tried.handlers:
            caught = written(handler.type) if handler.type is not None else ""
            if caught and re.search(rf"\b{re.escape(caught)}\b", case.fact):
                return found("group-not-caught/inside", handler.lineno, "never comes alone", error=caught)
    return None


def left_undone(case: Case) -> Diagnosis | None:
    """A handler takes an exception, and does nothing."""
    for handler in case.code.every(ast.ExceptHandler) if _NOT_CALLED.search(case.fact) else ():
        caught = written(handler.type) if handler.type is not None else "everything"
        if "Cancelled" not in caught and all(isinstance(each, ast.Pass) for each in handler.body):
            return found("exception-dropped", handler.lineno, "keeps nothing of it", caught=caught)
    return None


def whatever_it_is(case: Case) -> Diagnosis | None:
    """A handler of everything does what only one kind asks for."""
    called = _CALLED.search(case.fact)
    if called is None:
        return None
    for handler in (*_handlers(case, "ExceptionGroup"), *_handlers(case, "Exception")):
        for statement in handler.body:
            if isinstance(statement, ast.Expr) and name_of(statement.value) == called[1]:
                note, caught = (handler.lineno, ""), written(handler.type) if handler.type else ""
                facts = {"caught": caught, "call": f"{called[1]}()"}
                return found("whatever-it-is", statement.lineno, "for all of them", note, **facts)
    return None


def _handlers(case: Case, kind: str) -> Iterator[ast.ExceptHandler]:
    for handler in case.code.every(ast.ExceptHandler):
        if handler.type is not None and written(handler.type) == kind:
            yield handler


LOST = (gather_raises_one, first_of_several, rest_not_raised)
RAISED = (raised_again, raises_nothing, star_for_the_group)
SYNTAX = (leaves_from_a_star, both_forms)
RESULTS = (surface_only, member_in_a_group, left_undone, whatever_it_is)
