"""Another order: that of arrival, of a set, of a list written down, or of the wrong end."""

import ast
import re

from grader.explain.case import Case, Diagnosis, found
from grader.explain.code import STARTERS, awaited, name_of, names_in, number, written
from grader.explain.diagnoses.turns import dealt_out_beforehand

_FEW = 3


def paired_by_arrival(case: Case) -> Diagnosis | None:
    """Results in the order of arrival are paired with names in the order of a list."""
    for call in case.code.calls("zip"):
        for argument in call.args:
            values = case.code.bound(written(argument))
            if any(name_of(value) == "as_completed" for value in (argument, *values)):
                return found("paired-by-arrival", call.lineno, "pairs by place", with_what=written(argument))
            appended = _appended_by_tasks(case, written(argument))
            if appended is not None:
                facts = {"with_what": written(argument), "there": appended.lineno}
                return found(
                    "paired-by-arrival/appended",
                    call.lineno,
                    "pairs by place",
                    (appended.lineno, "in the order of arrival"),
                    **facts,
                )
    return None


def _appended_by_tasks(case: Case, name: str) -> ast.Call | None:
    """Where tasks put their results into a list, each when it has it."""
    for call in case.code.calls("append", "add"):
        target = written(call.func.value) if isinstance(call.func, ast.Attribute) else ""
        waits = any(case.code.every(ast.Await, inside=argument) for argument in call.args)
        if target == name and waits and case.code.function_of(call) is not case.main:
            return call
    return None


def order_written_down(case: Case) -> Diagnosis | None:
    """An order as it was seen once stands in the file."""
    for each in case.code.every(ast.Tuple, ast.List):
        fixed = len(each.elts) >= _FEW and all(isinstance(element, ast.Constant) for element in each.elts)
        if fixed and isinstance(each.ctx, ast.Load):
            return found("order-written-down", each.lineno, "as it was seen once", order=written(each))
    return None


def order_of_the_list(case: Case) -> Diagnosis | None:
    """Results are taken in the order of the list where the first to arrive was asked for."""
    for call in case.code.calls("next"):
        source = call.args[0] if call.args else None
        if isinstance(source, ast.GeneratorExp):
            values = case.code.bound(written(source.generators[0].iter))
            if any(case.code.calls("gather", inside=value) for value in values):
                return found("order-of-the-list", call.lineno, "the first of the list")
    for loop in case.code.every(ast.For):
        names = names_in(loop.target)
        for wait in case.code.every(ast.Await, inside=loop):
            over = [node for value in case.code.bound(_collection(loop.iter)) for node in ast.walk(value)]
            if names_in(wait.value) & names and any(name_of(node) in STARTERS for node in over):
                return found("order-of-the-list/awaited", wait.lineno, "", (loop.lineno, ""), over=written(loop.iter))
    return None


def _collection(node: ast.expr) -> str:
    called = node.func if isinstance(node, ast.Call) else node
    return written(called.value) if isinstance(called, ast.Attribute) else written(called)


def order_of_a_set(case: Case) -> Diagnosis | None:
    """`asyncio.wait` gives sets, which have no order."""
    for each in case.code.every(ast.Assign):
        target = each.targets[0]
        call = awaited(each.value)
        if call is None or name_of(call) != "wait" or not isinstance(target, ast.Tuple):
            continue
        names = {written(element) for element in target.elts}
        for walk in (*case.code.every(ast.For), *case.code.comprehensions()):
            source = walk.iter if isinstance(walk, ast.For) else walk.generators[0].iter
            if written(source) in names:
                return found("order-of-a-set", source.lineno, "a set", (each.lineno, ""), name=written(source))
    return None


def order_of_arrival(case: Case) -> Diagnosis | None:
    """Results are kept in the order in which they arrive."""
    for loop in case.code.every(ast.For, ast.AsyncFor):
        if name_of(loop.iter) == "as_completed":
            kept = next((call for call in case.code.calls("append", inside=loop)), None)
            line = kept.lineno if kept is not None else loop.lineno
            return found("order-of-arrival", line, "in the order of arrival", (loop.lineno, ""))
    for comprehension in case.code.comprehensions():
        if name_of(comprehension.generators[0].iter) == "as_completed":
            return found("order-of-arrival", comprehension.lineno, "in the order of arrival")
    for call in case.code.calls("append"):
        if case.code.function_of(call) is not case.main and any(_holds_a_result(case, call, a) for a in call.args):
            return found(
                "order-of-arrival/appended",
                call.lineno,
                "when it arrives",
                target=written(call.func).rpartition(".")[0],
            )
    for call in case.code.calls("insert"):
        if case.code.function_of(call) is not case.main and number(call.args[0] if call.args else None) is None:
            into = written(call.func).rpartition(".")[0]
            return found("order-of-arrival/inserted", call.lineno, "no such place yet", target=into)
    for each in case.code.every(ast.Assign):
        target = each.targets[0]
        walks = case.code.calls("values", "items", "keys")
        if isinstance(target, ast.Subscript) and case.code.every(ast.Await, inside=each) and walks:
            name = written(target.value)
            note = (walks[0].lineno, "in the order of arrival")
            return found("order-of-arrival/dict", each.lineno, "when it arrives", note, target=name, there=note[0])
    return None


def _holds_a_result(case: Case, call: ast.Call, argument: ast.expr) -> bool:
    """Whether an argument is waited for right there, or made of what its function waited for."""
    inside = case.code.function_of(call)
    values = [value for name in names_in(argument) for value in case.code.bound(name, inside=inside)]
    return any(case.code.every(ast.Await, inside=each) for each in (argument, *values))


def arrival_for_order(case: Case) -> Diagnosis | None:
    """The order of arrival, where what is wrong with a result is its order."""
    return order_of_arrival(case) if re.search(r"\border\b", case.fact) else None


def wrong_end(case: Case) -> Diagnosis | None:
    """What came last is taken first."""
    for call in case.code.calls("LifoQueue"):
        return found("wrong-end/stack", call.lineno, "gives what came last")
    for call in case.code.calls("pop"):
        if not call.args and isinstance(call.func, ast.Attribute) and case.code.nearest(call, ast.While):
            return found("wrong-end", call.lineno, "takes the last", queue=written(call.func.value))
    return None


def order_changed(case: Case) -> Diagnosis | None:
    """Something is sorted that was in order."""
    for call in case.code.calls("sorted", "sort", "reversed"):
        if "order" in case.fact or "started as" in case.fact:
            return found("order-changed", call.lineno, "another order", call=written(call))
    return None


PAIRED = (order_written_down, paired_by_arrival, order_of_the_list, order_changed, arrival_for_order)
ALL = (
    order_written_down,
    wrong_end,
    dealt_out_beforehand,
    order_changed,
    order_of_a_set,
    order_of_arrival,
    order_of_the_list,
    paired_by_arrival,
)
