"""Failures of several at once: what takes one for all, looks only at the surface, or lets go what it caught."""

import ast
import re

from grader.explain.case import Case, Diagnosis, found
from grader.explain.code import awaited, name_of, names_in, number, written
from grader.explain.diagnoses.results import as_sentence

_WIDE = frozenset({"Exception", "BaseException", "ExceptionGroup", "BaseExceptionGroup"})


def only_the_first(case: Case) -> Diagnosis | None:
    """One exception of a group stands for all of them, or `gather` tells of one only."""
    for each in case.code.every(ast.Subscript):
        inner = each.value
        if isinstance(inner, ast.Attribute) and inner.attr == "exceptions" and number(each.slice) is not None:
            return found("only-the-first-failure", each.lineno, "the others are lost", taken=written(each))
    for call in case.code.calls("gather"):
        if not any(keyword.arg == "return_exceptions" for keyword in call.keywords):
            return found("only-the-first-failure/gather", call.lineno, "raises the first of them")
    return None


def left_out(case: Case) -> Diagnosis | None:
    """Of a group some kinds go on, and the others go nowhere."""
    for call in case.code.calls("subgroup"):
        statement = case.code.statement_of(call)
        name = written(statement.targets[0]) if isinstance(statement, ast.Assign) else ""
        if any(each.exc is not None and written(each.exc) == name for each in case.code.every(ast.Raise)):
            kind = written(call.args[0]) if call.args else "some"
            return found("failures-left-out", call.lineno, "the others go nowhere", kind=kind)
    return None


def dropped(case: Case) -> Diagnosis | None:
    """A handler for everything, or one that does nothing, keeps nothing of what it caught."""
    lost = set(re.findall(r"\b[A-Z]\w*Error\b", case.fact))
    for handler in case.code.every(ast.ExceptHandler):
        caught = written(handler.type) if handler.type is not None else "everything"
        wide = caught in {"Exception", "BaseException", "everything"}
        if lost and not wide and handler.type is not None and not lost & names_in(handler.type):
            continue
        idle = all(isinstance(statement, ast.Pass) for statement in handler.body)
        if (wide or idle) and not handler.name and not case.code.every(ast.Raise, inside=handler):
            return found("exception-dropped", handler.lineno, "keeps nothing of it", caught=caught)
    return None


def caught_too_widely(case: Case) -> Diagnosis | None:
    """A handler takes whatever comes, has a use for some of it, and lets nothing go on."""
    for handler in case.code.every(ast.ExceptHandler):
        caught = written(handler.type) if handler.type is not None else ""
        if caught in _WIDE and handler.name and not case.code.every(ast.Raise, inside=handler):
            return found("caught-too-widely", handler.lineno, "whatever is in it", caught=caught)
    return None


def raised_again(case: Case) -> Diagnosis | None:
    """What a handler has dealt with is raised once more."""
    error = re.search(r"(\w+): ", case.fact.rpartition("first of all ")[2])
    for handler in case.code.every(ast.ExceptHandler) if error else ():
        again = next((each for each in case.code.every(ast.Raise, inside=handler) if each.exc is None), None)
        if error and again and handler.type is not None and error[1] in names_in(handler.type):
            return found("raised-again", again.lineno, "lets it go on", (handler.lineno, "caught here"), error=error[1])
    return None


def group_within_a_group(case: Case) -> Diagnosis | None:
    """What a group holds is looked at, and what groups in it hold is not."""
    for walk in case.code.comprehensions():
        source = walk.generators[0].iter
        tests = case.code.calls("isinstance", inside=walk)
        if isinstance(source, ast.Attribute) and source.attr == "exceptions" and tests:
            return found("group-within-a-group", walk.lineno, "looks no deeper", group=written(source.value))
    return None


def group_from_below(case: Case) -> Diagnosis | None:
    """A plain `except` around a call that may itself raise a group."""
    for handler in case.code.every(ast.ExceptHandler):
        tried = case.code.parent(handler)
        kind = written(handler.type) if handler.type is not None else ""
        if isinstance(tried, ast.Try) and kind and kind in case.fact and "group" in case.fact:
            return found("group-not-caught/below", handler.lineno, "not if it comes in a group", error=kind)
    return None


def called_unasked(case: Case) -> Diagnosis | None:
    """A call that should have been made in another case only."""
    named = re.search(r"\b(\w+)\(\) was called\b", case.fact)
    call = next(iter(case.code.calls(named[1])), None) if named else None
    if call is None:
        return None
    return found(
        "called-unasked",
        call.lineno,
        "calls it, whatever it is",
        call=f"{name_of(call)}()",
        fact=as_sentence(case.fact),
    )


def rules_of_the_star(case: Case) -> Diagnosis | None:
    """What Python does not allow with `except*`, in the words of what was meant."""
    if "except*" not in case.fact or case.line is None:
        return None
    if "both" in case.fact:
        return found("rules-of-except-star/both", case.line, "the other kind")
    if "return" in case.fact:
        return found("rules-of-except-star/leaves", case.line, "leaves in the middle")
    return found("rules-of-except-star/group", case.line, "the star takes it apart already")


def raises_nothing(case: Case) -> Diagnosis | None:
    """`raise` with something that may be `None`."""
    if "must derive from BaseException" not in case.fact or case.line is None:
        return None
    raised = next((each.exc for each in case.code.at(case.line, ast.Raise) if each.exc is not None), None)
    what = written(raised) if raised is not None else "what stands there"
    return found("raises-nothing", case.line, f"`{what}` may be `None`", what=what)


def one_of_the_done(case: Case) -> Diagnosis | None:
    """Of several tasks that are done at once, one is looked at."""
    for each in case.code.every(ast.Assign):
        target, call = each.targets[0], awaited(each.value)
        if name_of(call) != "wait" or not isinstance(target, ast.Tuple):
            continue
        done = written(target.elts[0])
        for pick in case.code.calls("min", "max", "pop", "next"):
            if done in names_in(pick) and not case.code.comprehensions_in(pick):
                return found(
                    "one-of-the-done", pick.lineno, "one of them", (each.lineno, ""), pick=written(pick), done=done
                )
    return None


LOST = (left_out, only_the_first, dropped, caught_too_widely)
