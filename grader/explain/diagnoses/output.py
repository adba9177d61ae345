"""Said too late: what held a line back until it was printed."""

import ast

from grader.explain.case import Case, Diagnosis, found
from grader.explain.code import STARTERS, awaited, name_of, number, written
from grader.explain.diagnoses import limits, loop
from grader.model.units import seconds


def looks_now_and_then(case: Case) -> Diagnosis | None:
    """A loop that sleeps a fixed time and then looks what has arrived meanwhile."""
    for sleep in case.code.calls("sleep"):
        around = case.code.nearest(sleep, ast.While)
        often = number(sleep.args[0]) if sleep.args else None
        if around is not None and often and case.code.calls("done", inside=around):
            facts = {"asked": written(around.test), "time": seconds(often)}
            instead = "take them from `asyncio.as_completed` as they are done"
            return found("polling/slowly", sleep.lineno, "", (around.lineno, ""), instead=instead, **facts)
    return loop.polling(case)


def pauses_first(case: Case) -> Diagnosis | None:
    """A pause stands before a print where the given program has it behind."""
    for sleep in case.code.calls("sleep"):
        behind = case.code.following(sleep)
        before = [s for s in case.given.calls("sleep") if _is_print(case.given.following(s))]
        if _is_print(behind) and case.code.loop_of(sleep) and behind is not None and not before:
            return found("pauses-first", sleep.lineno, "first the pause", (behind.lineno, "then the line"))
    return None


def coroutines_kept(case: Case) -> Diagnosis | None:
    """Calls are collected without being begun, and all begin when they are awaited at the end."""
    for call in case.code.calls("append", "add"):
        kept = call.args[0] if call.args else None
        if isinstance(kept, ast.Call) and isinstance(call.func, ast.Attribute) and name_of(kept) not in STARTERS:
            name = written(call.func.value)
            begun = next((g for g in case.code.calls("gather") if name in written(g)), None)
            if begun is not None:
                facts = {"call": f"{name_of(kept)}()", "begun": begun.lineno}
                return found(
                    "coroutines-for-tasks/kept",
                    call.lineno,
                    "begins nothing yet",
                    (begun.lineno, "begins them all"),
                    **facts,
                )
    return None


def held_back(case: Case) -> Diagnosis | None:
    """The print that comes when everything is there, and the wait that it stands behind."""
    last = max((printed.at for printed in case.run.prints), default=0.0)
    late = [printed for printed in case.run.prints if printed.at == last and printed.line]
    if not late or late[-1].line is None or last == 0:
        return None
    line = late[-1].line
    function = next(iter(case.code.at(line, ast.AsyncFunctionDef)), None)
    waits = [w for w in case.code.every(ast.Await, inside=function) if w.lineno < line] if function else []
    whole = next(
        (w for w in reversed(waits) if name_of(awaited(w)) in {"gather", "wait"} or case.code.loop_of(w)), None
    )
    if whole is None:
        return found("output-held-back", line, f"comes at {seconds(last)}", time=seconds(last))
    note = (whole.lineno, f"waits for all of them, until {seconds(last)}")
    return found("output-held-back/behind", line, "says it only then", note, time=seconds(last), wait=whole.lineno)


def _is_print(statement: ast.stmt | None) -> bool:
    return isinstance(statement, ast.Expr) and name_of(statement.value) == "print"


ALL = (looks_now_and_then, pauses_first, coroutines_kept, limits.one_worker, held_back)
