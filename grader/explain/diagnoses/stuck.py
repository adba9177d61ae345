"""Deadlocks: who holds what the others wait for, or who should have brought it."""

import ast
from itertools import combinations

from grader.explain.case import Case, Diagnosis, found
from grader.explain.code import LIMITS, STARTERS, Function, covers, name_of, written
from grader.model.trace import StuckTask


def _taken(case: Case) -> list[tuple[ast.AST, str, Function | None]]:
    """Each place where a lock or semaphore is entered: the node, how it is written, and the function."""
    taken: list[tuple[ast.AST, str, Function | None]] = []
    for block in case.code.every(ast.AsyncWith):
        taken += [(item.context_expr, _base(item.context_expr), case.code.function_of(block)) for item in block.items]
    return [each for each in taken if _is_limit(case, each[1])]


def _base(node: ast.AST) -> str:
    return ast.unparse(node.value if isinstance(node, ast.Subscript) else node)


def _is_limit(case: Case, name: str) -> bool:
    made = [node for value in case.code.bound(name) for node in ast.walk(value)]
    if any(name_of(node) in LIMITS for node in made):
        return True
    hints = [a.annotation for f in case.code.functions for a in f.args.args if a.arg == name and a.annotation]
    return any(name_of(hint) in LIMITS for hint in hints)


def lock_cycle(case: Case) -> Diagnosis | None:
    """Two functions take the same two locks in opposite orders, and each holds what the other waits for."""
    orders = [(outer, inner) for outer in _taken(case) for inner in _taken(case) if _holds(case, outer[0], inner[0])]
    for (a, b), (c, d) in combinations(orders, 2):
        stuck = _is_stuck_at(case, b[0]) and _is_stuck_at(case, d[0])
        if stuck and (a[1], b[1]) == (d[1], c[1]) and a[1] != b[1]:
            here, there = b[0].lineno, d[0].lineno  # type: ignore[attr-defined]
            facts = {"one": _short(b[2]), "holds": a[1], "wants": b[1], "other": _short(d[2]), "there": there}
            note = f"holds `{a[1]}`, waits for `{b[1]}`"
            return found("lock-cycle", here, note, (there, f"holds `{c[1]}`, waits for `{d[1]}`"), **facts)
    return None


def _holds(case: Case, outer: ast.AST, inner: ast.AST) -> bool:
    """Whether the first is held where the second is taken."""
    blocks = [
        block for block in case.code.every(ast.AsyncWith) if any(item.context_expr is outer for item in block.items)
    ]
    for block in blocks:
        same = [item.context_expr for item in block.items]
        if inner in same and same.index(inner) > same.index(outer):  # type: ignore[arg-type]
            return True
        if any(inner in ast.walk(statement) for statement in block.body):
            return True
    return False


def taken_twice(case: Case) -> Diagnosis | None:
    """Who holds a lock calls a function that wants the same lock."""
    for outer, name, _ in _taken(case):
        for inner, same, function in _taken(case):
            if inner is outer or name != same or function is None or not _is_stuck_at(case, inner):
                continue
            block = next(
                (b for b in case.code.every(ast.AsyncWith) if any(i.context_expr is outer for i in b.items)), None
            )
            inside = case.code.calls(function.name, inside=block) if block is not None else []
            if inside or _holds(case, outer, inner):
                line, held = inner.lineno, outer.lineno  # type: ignore[attr-defined]
                facts = {"name": name, "held": held, "function": function.name}
                return found("taken-twice", line, f"waits for `{name}`", (held, f"holds `{name}`"), **facts)
    return None


def never_released(case: Case) -> Diagnosis | None:
    """A place is taken by hand and not given back on every way out."""
    for call in case.code.calls("acquire"):
        function = case.code.function_of(call)
        if function is None or not isinstance(call.func, ast.Attribute):
            continue
        limit = written(call.func.value)
        released = [r for r in case.code.calls("release", inside=function) if written(r.func).startswith(limit)]
        if not released:
            return found("never-released", call.lineno, "takes a place", limit=limit)
        if not any(_in_finally(case, each) for each in released):
            out = next(
                (r for r in case.code.every(ast.Return, inside=function) if r.lineno < released[-1].lineno), None
            )
            note = (released[-1].lineno, f"gives `{limit}` back, when all went well")
            if out is None:
                return found("never-released/if-well", *note, (call.lineno, "takes a place"), limit=limit)
            line, gives = out.lineno, note[0]
            return found("never-released/sometimes", line, "leaves with the place", note, limit=limit, gives=gives)
    return None


def _in_finally(case: Case, node: ast.AST) -> bool:
    tries = (outer for outer in case.code.around(node) if isinstance(outer, ast.Try))
    return any(node in ast.walk(statement) for each in tries for statement in each.finalbody)


def task_done_missing(case: Case) -> Diagnosis | None:
    """`join` waits until everything taken was reported as done, and nobody reports it."""
    joins = [call for call in case.code.calls("join") if any(covers(call, line) for line in _stuck_lines(case))]
    gets = case.code.calls("get")
    if not joins or not gets or case.code.calls("task_done"):
        return None
    name = written(joins[0].func).rpartition(".")[0]
    return found(
        "task-done-missing", gets[0].lineno, "takes", (joins[0].lineno, "waits"), queue=name, join=joins[0].lineno
    )


def put_before_any_takes(case: Case) -> Diagnosis | None:
    """A queue is full, and nobody who takes from it is under way."""
    for task in case.stuck:
        for call in case.code.at(task.line, ast.Call):
            if name_of(call) == "put" and not any(_gets_at(case, other) for other in case.stuck):
                queue = written(call.func).rpartition(".")[0]
                takes = [get for get in case.code.calls("get", "get_nowait") if case.code.function_of(get) is not None]
                note = ((takes[0].lineno, "takes, once it is begun"),) if takes else ()
                variant = "put-before-any-takes" if takes else "put-before-any-takes/nobody"
                there = takes[0].lineno if takes else 0
                return found(variant, call.lineno, "waits for room", *note, queue=queue, there=there)
    return None


def too_few_signs(case: Case) -> Diagnosis | None:
    """One sign to stop is put into the queue, and several workers wait for one each."""
    for call in case.code.calls("put", "put_nowait"):
        sign = call.args[0] if call.args else None
        if not isinstance(sign, ast.Constant) or case.code.loop_of(call):
            continue
        waiting = [task for task in case.stuck if task.line and _gets_at(case, task)]
        if waiting:
            facts = {"sign": written(sign), "many": len(waiting), "function": _short_name(waiting[0].function)}
            return found("too-few-signs", call.lineno, "once", (waiting[0].line or 0, "each waits for one"), **facts)
    return None


def _gets_at(case: Case, task: StuckTask) -> bool:
    return any(name_of(call) == "get" for call in case.code.at(task.line, ast.Call))


def nobody_wakes(case: Case) -> Diagnosis | None:
    """What the innermost task waits for, and who could have brought it."""
    for task in (*reversed(case.stuck),):
        for call in case.code.at(task.line, ast.Call):
            brings = {"wait": ("set", "notify", "notify_all"), "get": ("put", "put_nowait")}.get(name_of(call), ())
            if brings and isinstance(call.func, ast.Attribute):
                what = written(call.func.value)
                bringing = [c for c in case.code.calls(*brings) if written(c.func).startswith(f"{what}.")]
                variant = "nobody-wakes" if not bringing else "nobody-wakes/too-late"
                variant = "nobody-wakes/unshared" if isinstance(call.func.value, ast.Call) else variant
                note = ((bringing[0].lineno, "should have come first"),) if bringing else ()
                facts = {"what": what, "brings": brings[0], "there": bringing[0].lineno if bringing else 0}
                return found(variant, task.line, "waits", *note, function=_short_name(task.stack[-1].function), **facts)
    return None


def waits_for_itself(case: Case) -> Diagnosis | None:
    """Tasks that wait for each other, or one that waits for a task which waits for it."""
    for task in case.stuck:
        if task.line and any(isinstance(wait.value, ast.Name) for wait in case.code.at(task.line, ast.Await)):
            others = [t for t in case.stuck if t is not task and t.line and t.made_at]
            if others and not case.code.calls("acquire", *STARTERS, inside=case.code.at(task.line, ast.stmt)[0]):
                facts = {"function": _short_name(task.function), "other": _short_name(others[0].function)}
                return found(
                    "waits-for-each-other",
                    task.line,
                    "waits",
                    (others[0].line or 0, "waits"),
                    there=others[0].line,
                    **facts,
                )
    return None


def _is_stuck_at(case: Case, node: ast.AST) -> bool:
    """Whether a task waits at the line of a node, as far as is known which wait."""
    return not case.stuck or any(task.line and covers(node, task.line) for task in case.stuck)


def _stuck_lines(case: Case) -> set[int]:
    return {task.line for task in case.stuck if task.line} | ({case.line} if case.line else set())


def _short(function: Function | None) -> str:
    return f"{function.name}()" if function is not None else "the file"


def _short_name(function: str) -> str:
    return f"{function.rpartition('.')[2]}()"


ALL = (
    lock_cycle,
    taken_twice,
    never_released,
    task_done_missing,
    put_before_any_takes,
    too_few_signs,
    nobody_wakes,
    waits_for_itself,
)
