"""What keeps the loop from going on: threads and second loops, blocking, computing, polling, calls without `await`."""

import ast
import re

from msgspec.structs import replace

from grader.explain.case import Case, Diagnosis, found
from grader.explain.code import FUNCTIONS, LOOPS, STARTERS, covers, name_of, names_in, number, written
from grader.explain.diagnoses.results import as_sentence
from grader.explain.wording import wording_of
from grader.model.trace import TracedSpan
from grader.model.units import seconds
from grader.model.verdict import Verdict

_THREADS = ("to_thread", "run_in_executor", "submit", "map", "start", "Thread", "ThreadPoolExecutor")
_PROCESSES = ("ProcessPoolExecutor", "Process", "Pool", "Popen", "fork", *_THREADS)


def second_loop(case: Case) -> Diagnosis | None:
    """A loop is made or run beside the one that the grader brings."""
    calls = case.code.at(case.line, ast.Call)
    call = next(
        (call for call in calls if name_of(call) in {"run", "new_event_loop", "run_until_complete", "Runner"}), None
    )
    if call is None:
        return None
    if case.code.function_of(call) is None:
        return found(
            "second-loop/import", call.lineno, "runs when the file is imported", call=written(call), entry=case.entry
        )
    what = written(call.args[0]) if call.args and name_of(call) != "new_event_loop" else ""
    variant = "second-loop" if what else "second-loop/made"
    return found(variant, case.line, "a loop of its own", call=written(call.func), what=what, entry=case.entry)


def beyond_the_thread(case: Case) -> Diagnosis | None:
    """The line that asks for a thread or a process."""
    process = "process" in case.fact
    names = _PROCESSES if process else _THREADS
    if case.line is None:
        return None
    statements = [s for s in case.code.at(case.line, ast.stmt) if not isinstance(s, (*FUNCTIONS, ast.With, ast.For))]
    near = [
        *case.code.at(case.line, ast.Call),
        *(c for s in statements[:1] for c in case.code.every(ast.Call, inside=s)),
    ]
    calls = [call for call in near if name_of(call) in names]
    call = min(calls, key=lambda call: names.index(name_of(call)), default=None)
    what = written(call.func) if call is not None else "what stands there"
    return found("another-process" if process else "another-thread", case.line, "", call=what)


# Coroutines that nobody awaits


def handed_back_unawaited(case: Case) -> Diagnosis | None:
    """The entry returns something that it should have awaited, made where it returns or further up."""
    for each in case.code.returns(case.main) if case.main else ():
        if isinstance(each.value, ast.Call):
            said = found("call-not-awaited/returned", each.lineno, "no `await`", fact=as_sentence(case.fact))
            return replace(said, headline=wording_of(Verdict.NEVER_AWAITED).headline)
    named = re.search(r"the coroutine (\w+)\(\)", case.fact)
    for call in case.code.calls(named[1]) if named else ():
        parent = case.code.parent(call)
        if isinstance(parent, ast.Assign | ast.Return):
            return replace(_not_awaited(call, call.lineno, parent), headline=wording_of(Verdict.NEVER_AWAITED).headline)
    return None


def list_for_arguments(case: Case) -> Diagnosis | None:
    """`gather` is given one list where it takes each awaitable as an argument of its own."""
    for call in case.code.calls("gather"):
        a_list = len(call.args) == 1 and isinstance(call.args[0], ast.List | ast.ListComp | ast.Name | ast.GeneratorExp)
        if a_list and (case.line is None or covers(call, case.line)):
            return found("list-for-arguments", call.lineno, "", given=written(call.args[0]))
    return None


def coroutines_to_wait(case: Case) -> Diagnosis | None:
    """`asyncio.wait` is given coroutines where it takes tasks."""
    for call in case.code.calls("wait"):
        if case.line is not None and covers(call, case.line) and call.args:
            return found("coroutines-for-tasks", case.line, "", given=written(call.args[0]))
    return None


def call_not_awaited(case: Case) -> Diagnosis | None:
    """A call of an `async def` that only made a coroutine, told by what became of it."""
    if case.line is None:
        return _arrivals_unawaited(case)
    named = case.fact.split("`")[1].removesuffix("()") if "`" in case.fact else ""
    call = next((call for call in case.code.at(case.line, ast.Call) if name_of(call) == named), None)
    if call is None:
        return None
    return _not_awaited(call, case.line, case.code.parent(call))


def _not_awaited(call: ast.Call, line: int, parent: ast.AST | None) -> Diagnosis:
    what = f"{written(call.func)}()"
    if isinstance(parent, ast.Assign):
        name = written(parent.targets[0])
        return found("call-not-awaited/kept", line, f"`{name}` is a coroutine, no result", call=what, name=name)
    return found("call-not-awaited", line, "makes a coroutine, and runs nothing", call=what)


def _arrivals_unawaited(case: Case) -> Diagnosis | None:
    for loop in case.code.every(ast.For):
        if name_of(loop.iter) == "as_completed" and isinstance(loop.target, ast.Name):
            used = [
                n for n in case.code.every(ast.Name, inside=loop) if n.id == loop.target.id and n is not loop.target
            ]
            bare = [name for name in used if not isinstance(case.code.parent(name), ast.Await)]
            if bare:
                return found("call-not-awaited/arrival", bare[0].lineno, "", (loop.lineno, ""), name=loop.target.id)
    return None


# Blocking and computing


def blocking_call(case: Case) -> Diagnosis | None:
    """A wait that holds the thread: written there, one function away, or behind a property."""
    blocked = [span for span in case.run.spans if span.kind == "blocked" and span.stack]
    span = next((span for span in blocked if case.line in (None, span.line)), None)
    if span is None or span.line is None:
        return None
    facts = {
        "call": _called_at(case, span),
        "time": seconds(span.end - span.start),
        "meanwhile": _meanwhile(case, span),
    }
    note = f"{seconds(span.start)} to {seconds(span.end)}: nobody else can go on"
    around = case.code.function(span.stack[-1].function.rpartition(".")[2])
    if around is not None and any(written(each) in {"property", "cached_property"} for each in around.decorator_list):
        caller = span.stack[-2].line if len(span.stack) > 1 else span.line
        return found("blocking-call/property", span.line, note, (caller, ""), name=around.name, caller=caller, **facts)
    if len(span.stack) > 1 and isinstance(around, ast.FunctionDef):
        caller = span.stack[-2].line
        return found("blocking-call/helper", span.line, note, (caller, ""), helper=around.name, caller=caller, **facts)
    return found("blocking-call", span.line, note, **facts)


def _called_at(case: Case, span: TracedSpan) -> str:
    bare = span.label.removesuffix("()").rpartition(".")[2]
    names = {bare, f"{bare}_blocking"}
    calls = [call for call in case.code.at(span.line, ast.Call) if name_of(call) in names]
    return f"{written(calls[0].func)}()" if calls else span.label


def _meanwhile(case: Case, span: TracedSpan) -> str:
    """Who could have gone on: functions of other tasks that were under way or still to come."""
    others = [o for o in case.run.spans if o.task != span.task and o.end > span.start and o.stack]
    names = dict.fromkeys(f"{other.stack[0].function.rpartition('.')[2]}()" for other in others)
    own = f"{span.stack[0].function.rpartition('.')[2]}()"
    others_named = [name for name in names if name not in {own, f"{case.entry}()"}]
    if others_named:
        return f"{others_named[0]} cannot go on"
    return f"no other {own} can go on" if own in names else "nobody else can go on"


def computing(case: Case) -> Diagnosis | None:
    """A computation that never gives the loop a turn."""
    spans = [span for span in case.run.spans if span.kind == "computing" and span.line]
    span = max(spans, key=lambda span: span.end - span.start, default=None)
    if span is None or case.line not in (None, span.line):
        return None
    time = seconds(span.end - span.start)
    return found("computes-without-yielding", span.line, f"computes for {time}", time=time, call=_called_at(case, span))


# Polling


def polling(case: Case) -> Diagnosis | None:
    """A loop that looks whether something has happened, instead of waiting for it."""
    for sleep in case.code.calls("sleep"):
        around = case.code.nearest(sleep, ast.While)
        asked = _asked(case, around) if around is not None else ""
        if around is None or not asked or _does_more(case, around):
            continue
        often = number(sleep.args[0]) if sleep.args else None
        variant = "polling" if not often else "polling/slowly"
        time = seconds(often) if often else ""
        facts = {"asked": asked, "time": time, "instead": _instead(case, around)}
        return found(variant, sleep.lineno, "", (around.lineno, f"asks `{asked}`"), **facts)
    return None


def _asked(case: Case, around: ast.While) -> str:
    """What a loop asks again and again, at its head or in its body; one that asks nothing waits for nothing either."""
    if not isinstance(around.test, ast.Constant):
        return written(around.test)
    return next((written(each.test) for each in case.code.every(ast.If, inside=around)), "")


def _does_more(case: Case, around: ast.While) -> bool:
    """Whether the loop waits for something else too, or begins something: then the sleep is its rhythm."""
    waits = case.code.every(ast.Await, inside=around)
    return len(waits) > 1 or bool(case.code.calls(*STARTERS, inside=around))


def _instead(case: Case, around: ast.While) -> str:
    asked = {name_of(call) for call in case.code.every(ast.Call, inside=around)}
    if "done" in asked:
        return "await the tasks, or take them from `asyncio.as_completed` as they are done"
    if "locked" in asked or any("under_way" in name or "running" in name for name in names_in(around.test)):
        return "let each one enter `async with` a shared `asyncio.Semaphore`"
    return "wait for an `asyncio.Event`, a task or a queue"


# Loops that are never left


def never_left(case: Case) -> Diagnosis | None:
    """A loop whose condition nothing in it changes, around the line at which the program was stopped."""
    for around in case.code.at(case.line, ast.While):
        if _leaves(case, around):
            continue
        if isinstance(around.test, ast.Constant):
            return found("never-left/without-end", around.lineno, "has no way out")
        if _stays(case, around):
            test, name = written(around.test), case.code.every(ast.Name, inside=around.test)[0].id
            return found("never-left", around.lineno, f"as long as `{test}`", test=test, name=name)
    return None


def _leaves(case: Case, around: ast.While) -> bool:
    """Whether there is a way out of a loop beside its condition."""
    outs = case.code.every(ast.Break, ast.Return, ast.Raise, inside=around)
    return any(not isinstance(out, ast.Break) or case.code.nearest(out, *LOOPS) is around for out in outs)


def _stays(case: Case, around: ast.While) -> bool:
    """Whether the names that a condition asks are bound nowhere in the loop, and nothing is called on them."""
    names = names_in(around.test)
    if not names or case.code.every(ast.Call, ast.Await, inside=around.test):
        return False
    bound = case.code.every(ast.Name, inside=around)
    stored = {name.id for name in bound if not isinstance(name.ctx, ast.Load)}
    shared = {name for each in case.code.every(ast.Global, ast.Nonlocal) for name in each.names}
    inside = case.code.every(ast.Attribute, ast.Subscript, inside=around)
    changed = {each.value.id for each in inside if isinstance(each.value, ast.Name)}
    return not names & (stored | shared | changed)
