"""Budgets: asked again, a task for each, everything read first, turns taken for nothing."""

import ast
from collections import defaultdict

from grader.explain.case import Case, Diagnosis, found
from grader.explain.code import COMPREHENSIONS, STARTERS, name_of, written
from grader.model.trace import TracedCall


def asked_again(case: Case) -> Diagnosis | None:
    """The first call that had been made before, with the same arguments."""
    asked: dict[tuple[str, str], list[TracedCall]] = defaultdict(list)
    for call in case.run.calls:
        asked[call.function, call.arguments].append(call)
    again = [calls for calls in asked.values() if len(calls) > 1 and calls[1].line]
    if not again:
        return None
    first, second, *_ = min(again, key=lambda calls: case.run.calls.index(calls[1]))
    what = f"{second.function}({second.arguments})"
    line = _outer_line(case, first, second)
    if first.line == second.line or first.line is None or line == first.line:
        return found("asked-again/same-line", line, "asks again", call=what)
    return found("asked-again", line, "asks again", (first.line, "asked here first"), call=what, first=first.line)


def _outer_line(case: Case, first: TracedCall, second: TracedCall) -> int | None:
    """Where the two ways to the same question part: the innermost line of the second that the first did not take."""
    taken = {place.line for place in first.stack} | {first.made_at}
    other = [place.line for place in second.stack if place.line not in taken]
    if other:
        return other[-1]
    return second.made_at if second.made_at not in taken and second.made_at else second.line


def task_for_each(case: Case) -> Diagnosis | None:
    """A task is made for everything there is, long before its turn."""
    for call in (*case.code.calls(*STARTERS), *case.code.calls("gather")):
        if case.code.loop_of(call) or name_of(call) == "gather":
            what = written(call.args[0]) if call.args else written(call)
            return found("task-for-each", call.lineno, "a task each time", call=what)
    return None


def queue_without_end(case: Case) -> Diagnosis | None:
    """A queue that takes whatever is put into it."""
    for call in case.code.calls("Queue", "LifoQueue", "PriorityQueue"):
        if not call.args and not any(keyword.arg == "maxsize" for keyword in call.keywords):
            return found("queue-without-end", call.lineno, "takes any number", call=written(call.func))
    return None


def all_read_first(case: Case) -> Diagnosis | None:
    """Everything is taken from its source before the first is worked on."""
    for each in case.code.every(*COMPREHENSIONS):
        if any(generator.is_async for generator in each.generators):
            source = written(each.generators[0].iter)
            return found("all-read-first", each.lineno, "reads to the end", source=source)
    return None


def task_begins_later(case: Case) -> Diagnosis | None:
    """A plain task, which is called up in a later turn of the loop, also where nothing has to be waited for."""
    eager = case.code.calls("set_task_factory")
    for call in (*case.code.calls(*STARTERS), *case.code.calls("gather")):
        if not eager:
            return found("task-begins-later", call.lineno, "begins in a later turn", call=written(call.func))
        if call.lineno < eager[0].lineno:
            note = (eager[0].lineno, "comes too late for them")
            return found("task-begins-later/late", call.lineno, "begins in a later turn", note, there=note[0])
    return None


def gives_way_for_nothing(case: Case) -> Diagnosis | None:
    """A `sleep(0)` where nothing has to be waited for."""
    for call in case.code.calls("sleep"):
        if call.args and isinstance(call.args[0], ast.Constant) and call.args[0].value == 0:
            return found("gives-way-for-nothing", call.lineno, "")
    return None
