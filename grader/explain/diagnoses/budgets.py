"""Budgets: asked again, a task for each, everything read first, turns taken for nothing."""

import ast

from grader.explain.case import Case, Diagnosis, found
from grader.explain.code import STARTERS, name_of, written
from grader.model.trace import TracedCall


def asked_again(case: Case) -> Diagnosis | None:
    """The first call that had been made before, with the same arguments."""
    asked: dict[tuple[str, str], TracedCall] = {}
    again: list[tuple[TracedCall, TracedCall]] = []
    for call in case.run.calls:
        first = asked.setdefault((call.function, call.arguments), call)
        if first is not call and call.line:
            again.append((first, call))
    if not again:
        return None
    # What is called without arguments may be meant to be called again, as the next of a row is.
    first, second = next((pair for pair in again if pair[1].arguments), again[0])
    what = f"{second.function}({second.arguments})"
    # Which of the two comes first is up to the loop, where tasks are made: in the text, the later is one too many.
    earlier, later = sorted((_parting(first, second), _parting(second, first)))
    if not earlier or earlier == later:
        return found("asked-again/same-line", later or second.line, "asks again", call=what)
    return found("asked-again", later, "asks again", (earlier, "asks already"), call=what, first=earlier)


def _parting(one: TracedCall, other: TracedCall) -> int:
    """The innermost line on the way to a call that is not on the way to the other; 0 where there is none."""
    taken = {place.line for place in other.stack} | {other.made_at}
    own = [line for line in (one.made_at, *(place.line for place in one.stack)) if line and line not in taken]
    return own[-1] if own else 0


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
    for each in case.code.comprehensions():
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
