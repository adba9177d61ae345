"""What is left behind: tasks that nobody waits for or holds, cancels that are swallowed, things that stay open."""

import ast

from grader.explain.case import Case, Diagnosis, found
from grader.explain.code import STARTERS, awaited, name_of, number, written
from grader.explain.diagnoses.skipped import gives_up_waiting
from grader.model.units import seconds


def _task_at(case: Case) -> ast.Call | None:
    """The call that made the task in question."""
    calls = [
        call
        for call in case.code.at(case.line, ast.Call)
        if name_of(call) in {*STARTERS, "gather", "as_completed", "wait"}
    ]
    return calls[0] if calls else None


def _named(case: Case) -> str:
    return case.fact.split("`")[1] if case.fact.count("`") > 1 else "a task"


# A task that nobody holds


def reference_lost(case: Case) -> Diagnosis | None:
    """What became of the only reference to a task."""
    call = _task_at(case)
    if call is None:
        return None
    statement, what = case.code.statement_of(call), _named(case)
    if isinstance(statement, ast.Expr) and statement.value is call:
        return found("reference-lost", call.lineno, "nobody keeps it", what=what)
    if isinstance(statement, ast.Assign):
        name = written(statement.targets[0])
        return found("reference-lost/overwritten", call.lineno, "the next takes its place", what=what, name=name)
    held = case.code.parent(call)
    holder = written(held.func.value) if isinstance(held, ast.Call) and isinstance(held.func, ast.Attribute) else ""
    if holder and any("WeakSet" in written(value) for value in case.code.bound(holder)):
        return found("reference-lost/weakly", call.lineno, "holds nothing", what=what, name=holder)
    return found("reference-lost/with-its-holder", call.lineno, "", what=what, name=holder or "what holds it")


# A task that is still under way


def sleeps_for_the_wait(case: Case) -> Diagnosis | None:
    """A sleep stands where the tasks should be awaited, and is long enough for one day only."""
    for sleep in case.code.calls("sleep"):
        time = number(sleep.args[0]) if sleep.args else None
        function = case.code.function_of(sleep)
        begins = function is not case.main and function is not None and case.code.every(ast.For, inside=function)
        if time and not begins and _ends_there(case, sleep) and case.code.calls(*STARTERS):
            note = f"waits {seconds(time)}, and no longer"
            return found("sleeps-for-the-wait", sleep.lineno, note, time=seconds(time), what=_named(case))
    return None


def _ends_there(case: Case, sleep: ast.Call) -> bool:
    """Whether nothing comes round again behind the sleep: it stands in no loop, or right before its way out."""
    return case.code.loop_of(sleep) is None or isinstance(case.code.following(sleep), ast.Return | ast.Break)


def cancel_not_awaited(case: Case) -> Diagnosis | None:
    """Tasks are cancelled, and what they still do to clean up is not waited for."""
    for call in case.code.calls("cancel"):
        function = case.code.function_of(call)
        waits = case.code.every(ast.Await, inside=function) if function is not None else []
        after = [wait for wait in waits if wait.lineno > call.lineno and name_of(awaited(wait)) != "sleep"]
        if not after and isinstance(call.func, ast.Attribute):
            return found("cancel-not-awaited", call.lineno, "asks, and does not wait", task=written(call.func.value))
    return None


def leaked_losers(case: Case) -> Diagnosis | None:
    """The first answer is returned from within a loop over arrivals: the others go on."""
    for loop in case.code.every(ast.For, ast.AsyncFor):
        if name_of(loop.iter) != "as_completed":
            continue
        out = next(iter(case.code.every(ast.Return, ast.Break, inside=loop)), None)
        if out is not None:
            return found(
                "leaked-losers", out.lineno, "leaves the others under way", (loop.lineno, ""), what=_named(case)
            )
    return None


def waits_for_some(case: Case) -> Diagnosis | None:
    """Of several tasks only one, or only the first to end, is waited for."""
    for call in case.code.calls("wait"):
        first = any("FIRST_COMPLETED" in ast.unparse(keyword.value) for keyword in call.keywords)
        if first and case.code.loop_of(call) is None:
            return found("waits-for-some", call.lineno, "returns with the first of them", what=_named(case))
    for wait in case.code.every(ast.Await):
        if isinstance(wait.value, ast.Subscript) and number(_index(wait.value.slice)) is not None:
            return found(
                "waits-for-some/one", wait.lineno, "waits for this one only", one=written(wait.value), what=_named(case)
            )
    return None


def _index(node: ast.expr) -> ast.expr:
    return node.operand if isinstance(node, ast.UnaryOp) else node


def gather_leaves_siblings(case: Case) -> Diagnosis | None:
    """`gather` raised what the first task raised, and left the others running."""
    for call in case.code.calls("gather"):
        keeps = any(keyword.arg == "return_exceptions" for keyword in call.keywords)
        tried = case.code.nearest(call, ast.Try)
        if tried is not None and not keeps and call in [n for part in tried.body for n in ast.walk(part)]:
            handler = tried.handlers[0].lineno if tried.handlers else call.lineno
            return found(
                "gather-leaves-siblings",
                call.lineno,
                "the first exception ends the wait",
                (handler, ""),
                what=_named(case),
            )
    return None


def name_overwritten(case: Case) -> Diagnosis | None:
    """Each round gives one name to its task, so that only the last of them is awaited."""
    call = _task_at(case)
    statement = case.code.statement_of(call) if call is not None else None
    if call is None or not isinstance(statement, ast.Assign) or case.code.loop_of(call) is None:
        return None
    name = written(statement.targets[0])
    kept = [n for n in case.code.every(ast.Name, inside=case.code.loop_of(call)) if n.id == name]
    if len(kept) == 1:
        return found("name-overwritten", call.lineno, "each round forgets the one before", name=name, what=_named(case))
    return None


def outside_the_group(case: Case) -> Diagnosis | None:
    """A task of the loop's instead of the group's, so that the group does not wait for it."""
    call = _task_at(case)
    groups = case.code.calls("TaskGroup")
    if call is None or not groups or not isinstance(call.func, ast.Attribute) or written(call.func.value) != "asyncio":
        return None
    return found("outside-the-group", call.lineno, "not one of the group's", (groups[0].lineno, ""), what=_named(case))


def workers_left_waiting(case: Case) -> Diagnosis | None:
    """Workers that wait for ever for more, and are neither cancelled nor told to stop."""
    function = case.code.function(_named(case).removesuffix("()"))
    if function is None or case.code.calls("cancel", "shutdown"):
        return None
    for loop in case.code.every(ast.While, inside=function):
        endless = isinstance(loop.test, ast.Constant) and not case.code.every(ast.Break, ast.Return, inside=loop)
        if endless and case.code.calls("get", inside=loop) and case.line:
            return found(
                "workers-left-waiting", case.line, "", (loop.lineno, "never ends"), what=_named(case), loop=loop.lineno
            )
    return None


def never_waited_for(case: Case) -> Diagnosis | None:
    """The task that nobody waits for, and where it was made."""
    call = _task_at(case)
    if call is None:
        return None
    function = case.code.function_of(call)
    end = f"{function.name}()" if function is not None and function is not case.main else f"{case.entry}()"
    if name_of(call) == "gather":
        return found("never-waited-for/gather", call.lineno, "begins them, and waits for none", what=_named(case))
    return found("never-waited-for", call.lineno, "begins it", what=_named(case), entry=f"{case.entry}()", end=end)


def exception_unseen(case: Case) -> Diagnosis | None:
    """The line that raised what nobody looked at, in a task that is made and not awaited."""
    made = _maker_of_what_raised(case)
    if made is None:
        return None
    note = ((case.line, "raised here"),) if case.line and made.lineno != case.line else ()
    return found(
        "exception-unseen", made.lineno, "nobody awaits it", *note, fact=case.fact.rstrip("."), there=case.line
    )


def _maker_of_what_raised(case: Case) -> ast.Call | None:
    """What made the task: of the function that raised, or else the first that nobody keeps."""
    if case.line is None:
        return None
    statements = case.code.at(case.line, ast.stmt)
    function = case.code.function_of(statements[0]) if statements else None
    starters = case.code.calls(*STARTERS)
    same = [call for call in starters if function is not None and case.code.calls(function.name, inside=call)]
    unkept = [call for call in starters if isinstance(case.code.statement_of(call), ast.Expr)]
    return next(iter(same or unkept), None)


# Cancels and things left open


def left_by_a_cancel(case: Case) -> Diagnosis | None:
    """A cancel ends the wait, and not the task that was waited for, or not its clean-up."""
    call = _task_at(case)
    if call is None:
        return None
    what = _named(case)
    if name_of(call) == "gather":
        return found("left-by-a-cancel/gather", call.lineno, "ends with the first of them", what=what)
    return found("left-by-a-cancel", call.lineno, "begins it", what=what)


def cancel_swallowed(case: Case) -> Diagnosis | None:
    """The `except` that catches a cancel and does not let it go on."""
    for handler in case.code.every(ast.ExceptHandler):
        caught = written(handler.type) if handler.type is not None else ""
        catches = not caught or any(name in caught for name in ("BaseException", "CancelledError"))
        if catches and not case.code.every(ast.Raise, inside=handler) and not _of_own_cancel(case, handler):
            said = f"except {caught}" if caught else "except:"
            return found("cancel-swallowed", handler.lineno, "the cancel ends here", handler=said.removesuffix(":"))
    for call in case.code.calls("suppress"):
        if any(name in written(call) for name in ("BaseException", "CancelledError")):
            return found("cancel-swallowed", call.lineno, "the cancel ends here", handler=written(call))
    return None


def _of_own_cancel(case: Case, handler: ast.ExceptHandler) -> bool:
    """Whether it catches what a task ends with that the program itself has just cancelled."""
    tried = case.code.parent(handler)
    body = tried.body if isinstance(tried, ast.Try) else []
    waits = [wait for part in body for wait in ast.walk(part) if isinstance(wait, ast.Await)]
    cancelled = {written(c.func.value) for c in case.code.calls("cancel") if isinstance(c.func, ast.Attribute)}
    return bool(waits) and all(written(wait.value) in cancelled for wait in waits)


def closed_outside_finally(case: Case) -> Diagnosis | None:
    """What is closed only when nothing goes wrong before, or not at all."""
    for call in case.code.calls("close", "aclose", "release", "disconnect"):
        kept = any(isinstance(outer, ast.Try) and _in(call, outer.finalbody) for outer in case.code.around(call))
        if not kept:
            what = written(call.func.value) if isinstance(call.func, ast.Attribute) else written(call)
            opened = ((case.line, "opened here"),) if case.line and case.line != call.lineno else ()
            return found("closed-outside-finally", call.lineno, "only when all went well", *opened, what=what)
    if case.line is None:
        return None
    if case.fact.startswith("the generator"):
        return found("never-closed/generator", case.line, "stands here", what=_named(case))
    return found("never-closed", case.line, "opened here", what=case.fact.split(",")[0].removeprefix("the "))


def _in(node: ast.AST, block: list[ast.stmt]) -> bool:
    return any(node in ast.walk(statement) for statement in block)


LEAKED = (
    outside_the_group,
    sleeps_for_the_wait,
    cancel_not_awaited,
    leaked_losers,
    gives_up_waiting,
    waits_for_some,
    gather_leaves_siblings,
    name_overwritten,
    workers_left_waiting,
    never_waited_for,
)
