"""Too early: what the given program does and this one leaves out, cuts short, or sleeps away."""

import ast

from grader.explain.case import Case, Diagnosis, found
from grader.explain.code import Code, Function, name_of, names_in, number, written
from grader.explain.diagnoses.results import as_sentence, return_of
from grader.model.units import seconds


def padded(case: Case) -> Diagnosis | None:
    """The time is right, and part of it is a sleep that the given program does not have."""
    if not case.padded:
        return None
    usual = {number(call.args[0]) for call in case.given.calls("sleep") if call.args}
    for call in case.code.calls("sleep"):
        time = number(call.args[0]) if call.args else None
        if time and time not in usual:
            missing = _missing(case)
            what = f"{missing[0]}()" if missing else "the work"
            facts = {"time": seconds(time), "what": what, "fact": as_sentence(case.fact)}
            return found("padded", call.lineno, "passes the time", **facts)
    return None


def gives_up_waiting(case: Case) -> Diagnosis | None:
    """A time-out ends the wait before the work is done."""
    for call in case.code.calls("wait_for", "timeout", "timeout_at", "wait"):
        limit = next((keyword.value for keyword in call.keywords if keyword.arg == "timeout"), None)
        if limit is None and name_of(call) != "wait" and len(call.args) > (name_of(call) == "wait_for"):
            limit = call.args[-1]
        if limit is not None:
            line = limit.lineno
            return found(
                "gives-up", line, f"no longer than {written(limit)} s", call=written(call.func), limit=written(limit)
            )
    return None


def waits_for_part_then_cancels(case: Case) -> Diagnosis | None:
    """Only some tasks are awaited, or none, and all are cancelled behind it."""
    cancels = case.code.calls("cancel", inside=case.main) if case.main is not None else []
    if not cancels or not isinstance(cancels[0].func, ast.Attribute):
        return None
    waits = [c for c in case.code.calls("wait", inside=case.main) if c.lineno < cancels[0].lineno]
    parts = [c for c in waits if c.args and isinstance(c.args[0], ast.Subscript)]
    if parts:
        note = (cancels[0].lineno, "cancels the others")
        return found("gives-up/some", parts[0].lineno, "waits for these only", note, given=written(parts[0].args[0]))
    task = written(cancels[0].func.value)
    return found("gives-up/cancels", cancels[0].lineno, "calls off what is under way", task=task)


def group_stops_all(case: Case) -> Diagnosis | None:
    """An exception that leaves a task of a group makes the group cancel all the others."""
    groups = case.code.calls("TaskGroup")
    for handler in case.code.every(ast.ExceptHandler):
        raises = [each for each in case.code.every(ast.Raise, inside=handler) if each.exc is None]
        if groups and raises:
            return found(
                "group-stops-all", raises[0].lineno, "leaves the task", (groups[0].lineno, "cancels the others")
            )
    return None


def sleeps_for_computing(case: Case) -> Diagnosis | None:
    """A function that computes in the given program sleeps in this one."""
    for function in _that_call(case.given, "burn"):
        own = case.code.function(function.name)
        sleeps = case.code.calls("sleep", inside=own) if own is not None else []
        if sleeps:
            return found("sleeps-for-computing", sleeps[0].lineno, "lets others go on", function=function.name)
    return None


def computes_too_little(case: Case) -> Diagnosis | None:
    """The computing is done less often than in the given program, or not at all."""
    fact = next((fact for fact in case.facts if "burn()" in fact), None)
    if fact is None:
        return None
    burns = case.code.calls("burn")
    if burns:
        return found("computes-too-little", burns[0].lineno, "", call=written(burns[0]), fact=as_sentence(fact))
    for function in _that_call(case.given, "burn"):
        own = case.code.function(function.name)
        if own is not None:
            return found("computes-too-little/gone", own.lineno, "", function=own.name, call="burn()")
    return None


def pause_missing(case: Case) -> Diagnosis | None:
    """A function that pauses in the given program goes through without a pause."""
    for function in _that_call(case.given, "sleep"):
        own = case.code.function(function.name)
        if own is not None and not case.code.calls("sleep", inside=own):
            prints = case.code.calls("print", inside=own)
            line = prints[-1].lineno if prints else own.lineno
            return found("pause-missing", line, "no pause behind it", function=own.name)
    return None


def call_missing(case: Case) -> Diagnosis | None:
    """Something that the given program asks of the world is never asked for."""
    missing = _missing(case)
    if not missing or case.main is None:
        return None
    given = return_of(case)
    line = given.lineno if given is not None else case.main.lineno
    names = " and ".join(f"{name}()" for name in missing)
    note = "has not asked for it" if len(missing) == 1 else "has not asked for them"
    return found("call-missing" if case.run.calls else "call-missing/all", line, note, what=names, entry=case.entry)


def items_left_out(case: Case) -> Diagnosis | None:
    """The world is asked for part of what there is."""
    for each in case.code.every(ast.Subscript):
        if _is_first_part(case, each) and case.code.nearest(each, ast.Await, ast.For, ast.comprehension):
            return found(
                "items-left-out", each.lineno, "not all of them", part=written(each), whole=written(each.value)
            )
    return _asked_once(case)


def _is_first_part(case: Case, each: ast.Subscript) -> bool:
    """Whether it is the same part each time: one that moves with a loop comes through all in the end."""
    if not isinstance(each.slice, ast.Slice) or not isinstance(each.value, ast.Name):
        return False
    bounds = [bound for bound in (each.slice.lower, each.slice.upper) if bound is not None]
    fixed = all(name.isupper() for bound in bounds for name in names_in(bound))
    return each.value.id.isupper() or (bool(bounds) and fixed and _is_gone_through(case, each))


def _is_gone_through(case: Case, each: ast.Subscript) -> bool:
    match case.code.parent(each):
        case ast.For() | ast.AsyncFor() | ast.comprehension() as loop:
            return loop.iter is each
        case ast.Call() as call:
            return name_of(call) in {"enumerate", "map", "zip"}
        case other:
            return isinstance(other, ast.Starred)


def _asked_once(case: Case) -> Diagnosis | None:
    """A call that the given program makes in a loop, or by calling itself, and this one makes once."""
    for call in case.code.every(ast.Call):
        looped = [g for g in case.given.calls(name_of(call), f"{name_of(call)}_blocking") if case.given.loop_of(g)]
        if looped and _asks(case, call) and not case.code.loop_of(call) and not case.code.nearest(call, ast.Starred):
            return found("items-left-out/once", call.lineno, "once", call=f"{name_of(call)}()")
    lasts = [call for call in case.run.calls if call.line]
    if not lasts or not any(_calls_itself(case.given, f) for f in case.given.functions):
        return None
    return found("items-left-out/deeper", lasts[-1].line, "goes no further", call=f"{lasts[-1].function}()")


def _asks(case: Case, call: ast.Call) -> bool:
    return name_of(call) in {made.function for made in case.run.calls} and isinstance(case.code.parent(call), ast.Await)


def _calls_itself(code: Code, function: Function) -> bool:
    return bool(code.calls(function.name, inside=function))


def _that_call(code: Code, name: str) -> list[Function]:
    """The functions that call something, the innermost around each call."""
    around = (code.function_of(call) for call in code.calls(name))
    return [function for function in around if function is not None]


def _missing(case: Case) -> list[str]:
    """What the given program asks of the world and the run did not, in the order of asking."""
    asked = {call.function for call in case.run.calls}
    imports = (node for node in case.given.every(ast.ImportFrom) if node.module == "world")
    names = {alias.asname or alias.name for node in imports for alias in node.names}
    called = [name_of(call) for call in case.given.every(ast.Call) if name_of(call) in names]
    bare = dict.fromkeys(name.removesuffix("_blocking") for name in called)
    return [name for name in bare if name not in asked and name != "burn"]


ALL = (
    padded,
    group_stops_all,
    gives_up_waiting,
    waits_for_part_then_cancels,
    sleeps_for_computing,
    computes_too_little,
    pause_missing,
    call_missing,
    items_left_out,
)
