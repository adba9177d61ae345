"""Exceptions whose text says what happened, and whose cause is another line or another idea."""

import ast
import re

from grader.explain.case import Case, Diagnosis, found
from grader.explain.code import STARTERS, TOGETHER, awaited, name_of, names_bound, names_in, written
from grader.explain.diagnoses import skipped


def task_for_its_result(case: Case) -> Diagnosis | None:
    """A task or a coroutine is handed on where what it will bring was meant."""
    if not re.search(r"not a (Task|coroutine|Future)\b", case.fact):
        return None
    for each in case.code.every(ast.Assign):
        started = name_of(each.value) in STARTERS
        name = written(each.targets[0])
        call = _handed_to(case, name, each.lineno)
        if call is None or not isinstance(each.value, ast.Call):
            continue
        facts = {"name": name, "call": f"{name_of(call)}()"}
        if started:
            return found("task-for-its-result", call.lineno, "", (each.lineno, f"`{name}` is a task"), **facts)
        if _is_async(case, each.value):
            return found("task-for-its-result/coroutine", each.lineno, "makes a coroutine", (call.lineno, ""), **facts)
    return None


def _handed_to(case: Case, name: str, line: int) -> ast.Call | None:
    """The call behind a line that is given a name as it is; those that take tasks are meant to be."""
    later = (call for call in case.code.every(ast.Call) if call.lineno > line and name_of(call) not in TOGETHER)
    return next((call for call in later if any(written(argument) == name for argument in call.args)), None)


def _is_async(case: Case, call: ast.Call) -> bool:
    """Whether a call that is not awaited makes a coroutine: of the file's own, or of the world's."""
    own = case.code.function(name_of(call))
    imports = (node for node in case.code.every(ast.ImportFrom) if node.module == "world")
    worlds = {alias.asname or alias.name for node in imports for alias in node.names}
    return isinstance(own, ast.AsyncFunctionDef) or (
        name_of(call) in worlds and not name_of(call).endswith("_blocking")
    )


def list_for_arguments(case: Case) -> Diagnosis | None:
    """`gather` is given one list."""
    if "unhashable" not in case.fact and "expected" not in case.fact and "required" not in case.fact:
        return None
    for call in case.code.at(case.line, ast.Call):
        if name_of(call) == "gather" and len(call.args) == 1 and not isinstance(call.args[0], ast.Starred):
            return found("list-for-arguments", call.lineno, "", given=written(call.args[0]))
    return None


def as_completed_gives_others(case: Case) -> Diagnosis | None:
    """What `as_completed` gives are not the tasks that went in."""
    if not re.search(r"coroutine.*(as_completed|attribute)|_wait_for_one", case.fact):
        return None
    loop = next((loop for loop in case.code.every(ast.For) if name_of(loop.iter) == "as_completed"), None)
    if loop is None or case.line is None:
        return None
    return found("as-completed-gives-others", case.line, "", (loop.lineno, ""), name=written(loop.target))


def cancelled_and_gathered(case: Case) -> Diagnosis | None:
    """Cancelled tasks are awaited as if they could still bring a result."""
    cancels = case.code.calls("cancel")
    if "CancelledError" not in case.fact or not cancels or case.line is None:
        return None
    gathers = any(name_of(call) == "gather" for call in case.code.at(case.line, ast.Call))
    return found(
        "cancelled-and-gathered" if gathers else "cancelled-and-gathered/awaited",
        case.line,
        "raises what they end with" if gathers else "raises what it ends with",
        (cancels[0].lineno, "cancels them" if gathers else "cancels it"),
        cancel=cancels[0].lineno,
    )


def called_off_by_its_group(case: Case) -> Diagnosis | None:
    """A task is asked how it ended that its group called off, since another one had failed."""
    group = next(iter(case.code.calls("TaskGroup")), None)
    if "CancelledError" not in case.fact or group is None:
        return None
    for call in case.code.at(case.line, ast.Call):
        if name_of(call) in {"exception", "result"}:
            facts = {"asked": written(call), "group": group.lineno}
            return found("called-off-by-its-group", call.lineno, "was called off", (group.lineno, ""), **facts)
    return None


def gives_up_waiting(case: Case) -> Diagnosis | None:
    """A time-out of the program's own ends it."""
    return skipped.gives_up_waiting(case) if "TimeoutError" in case.fact else None


def waits_for_nothing(case: Case) -> Diagnosis | None:
    """`asyncio.wait` is called with an empty set."""
    call = next((call for call in case.code.at(case.line, ast.Call) if name_of(call) == "wait"), None)
    if "is empty" not in case.fact or call is None or not call.args:
        return None
    return found("waits-for-nothing", call.lineno, "may be empty", given=written(call.args[0]))


def result_too_early(case: Case) -> Diagnosis | None:
    """A result is asked for before the task is done."""
    if "InvalidStateError" not in case.fact or case.line is None:
        return None
    groups = [
        block
        for block in case.code.at(case.line, ast.AsyncWith)
        if any(name_of(i.context_expr) == "TaskGroup" for i in block.items)
    ]
    if groups:
        return found(
            "result-too-early/group",
            case.line,
            "still inside the block",
            (groups[0].lineno, ""),
            block=groups[0].lineno,
        )
    return found("result-too-early", case.line, "not done yet")


def function_not_called(case: Case) -> Diagnosis | None:
    """A task is to be made of a function that nobody called."""
    if "coroutine was expected" not in case.fact or "function" not in case.fact:
        return None
    for call in case.code.at(case.line, ast.Call):
        if name_of(call) in STARTERS and call.args and isinstance(call.args[0], ast.Name):
            return found("function-not-called", call.lineno, "", name=call.args[0].id)
    return None


def with_without_async(case: Case) -> Diagnosis | None:
    """A plain `with` where `async with` was meant."""
    if "context manager" not in case.fact and "__enter__" not in case.fact:
        return None
    for block in case.code.at(case.line, ast.With):
        return found("with-without-async", block.lineno, "", what=written(block.items[0].context_expr))
    return None


def changed_while_awaiting(case: Case) -> Diagnosis | None:
    """A loop over a collection awaits in between, and meanwhile others change it."""
    if "changed size during iteration" not in case.fact:
        return None
    for loop in case.code.at(case.line, ast.For):
        changes = [
            c
            for c in case.code.calls("add_done_callback", "discard", "remove", "add", "pop")
            if written(loop.iter) in written(c)
        ]
        note = ((changes[-1].lineno, "takes them out"),) if changes else ()
        return found("changed-while-awaiting", loop.lineno, "awaits in between", *note, collection=written(loop.iter))
    return None


def generator_shared(case: Case) -> Diagnosis | None:
    """Several tasks take from one async generator at once."""
    if "already running" not in case.fact or case.line is None:
        return None
    loop = next(iter(case.code.at(case.line, ast.AsyncFor)), None)
    source = written(loop.iter) if loop is not None else "it"
    return found("generator-shared", case.line, "several tasks at once", source=source)


def assigned_too_late(case: Case) -> Diagnosis | None:
    """A task that begins at once uses a name that is assigned only after it was made."""
    named = re.search(r"(?:NameError|UnboundLocalError).*'(\w+)'", case.fact)
    if named is None or case.line is None:
        return None
    for each in case.code.every(ast.Assign, ast.AnnAssign):
        targets = each.targets if isinstance(each, ast.Assign) else [each.target]
        if any(named[1] in names_bound(target) for target in targets) and each.lineno > case.line:
            return found(
                "assigned-too-late",
                each.lineno,
                "only here",
                (case.line, f"uses `{named[1]}`"),
                name=named[1],
                used=case.line,
            )
    return None


def group_not_caught(case: Case) -> Diagnosis | None:
    """`except` names what a task raised, and what arrives is a group around it."""
    raised = re.search(r"ExceptionGroup.*first of all (\w+)", case.fact)
    if raised is None:
        return None
    for handler in case.code.every(ast.ExceptHandler):
        tried = case.code.parent(handler)
        if isinstance(tried, ast.Try) and handler.type is not None and raised[1] in names_in(handler.type):
            inside = [node for part in tried.body for node in ast.walk(part)]
            if any(name_of(node) == "TaskGroup" for node in inside):
                return found("group-not-caught", handler.lineno, "never comes alone", error=raised[1])
            around = case.code.nearest(handler, ast.AsyncWith)
            if around is not None and name_of(around.items[0].context_expr) == "TaskGroup":
                facts = {"error": raised[1], "group": around.lineno}
                return found("group-not-caught/inside", handler.lineno, "the group hears it too", **facts)
    return None


def failure_not_expected(case: Case) -> Diagnosis | None:
    """The world reported a failure, as it may, and nothing in the program is there to take it."""
    error = re.search(r"(?:first of all )?(\w+(?:\.\w+)*): (.*)$", case.fact.rpartition("first of all ")[2])
    if error is None or case.line is None:
        return None
    name = error[1].rpartition(".")[2]
    failed = next((call for call in case.run.calls if call.error == name), None)
    waits = [awaited(wait) for wait in case.code.at(case.line, ast.Await)]
    who = f"{failed.function}()" if failed is not None else ""
    if not who and not any(waits) and not case.code.calls("result"):
        return None
    if not who and name not in {"ConnectionError", "OSError", "TimeoutError"} and not name_of_world(case, name):
        return None
    text = error[2].rstrip(".")
    if "first of all" not in case.fact:
        for call in case.code.at(case.line, ast.Call):
            if name_of(call) == "result":
                facts = {"call": written(call), "error": name, "text": text}
                return found("failure-not-expected/result", case.line, "raises it", **facts)
    said = f"{who} failed" if who else "A call of the world failed"
    return found("failure-not-expected", case.line, "comes out here", said=said, error=name, text=text)


def name_of_world(case: Case, name: str) -> bool:
    """Whether the world has an exception of that name."""
    return any(
        name in {alias.name for alias in node.names}
        for node in (*case.given.every(ast.ImportFrom), *case.code.every(ast.ImportFrom))
        if node.module == "world"
    )


ALL = (
    task_for_its_result,
    list_for_arguments,
    as_completed_gives_others,
    cancelled_and_gathered,
    called_off_by_its_group,
    gives_up_waiting,
    waits_for_nothing,
    result_too_early,
    function_not_called,
    with_without_async,
    changed_while_awaiting,
    generator_shared,
    assigned_too_late,
    group_not_caught,
    failure_not_expected,
)
