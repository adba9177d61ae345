"""One wait after the other: which line made something wait that need not have waited."""

import ast
from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from grader.explain.case import Case, Diagnosis, found
from grader.explain.code import COMPREHENSIONS, STARTERS, TOGETHER, awaited, covers, name_of, names_in, written
from grader.explain.diagnoses import limits, loop
from grader.explain.flow import at_work, is_join, joined_until, lines_of, most_at_once, seams
from grader.explain.sequential import Turn, in_turn
from grader.explain.to_the_end import to_the_end
from grader.explain.wording import wording_of
from grader.model.trace import TracedSpan
from grader.model.units import count, seconds
from grader.model.verdict import Verdict

_Wait = ast.Await | ast.AsyncWith | ast.For | ast.AsyncFor


def blocking_instead(case: Case) -> Diagnosis | None:
    """The waits are those of blocking calls, in functions that are `async` by name only."""
    if not case.slow or not isinstance(case.main, ast.AsyncFunctionDef):
        return None
    waits = [span for span in at_work(case.run) if span.kind in {"waiting", "blocked", "own-sleep"}]
    blocked = [span for span in waits if span.kind == "blocked"]
    return loop.blocking_call(case) if len(blocked) * 2 > len(waits) else None


def polling_slowly(case: Case) -> Diagnosis | None:
    """A loop looks whether something has happened, and looks too late."""
    return loop.polling(case) if case.slow else None


def own_sleep(case: Case) -> Diagnosis | None:
    """A sleep that nobody asked for, while nothing else is under way."""
    if not case.slow:
        return None
    for span in case.run.spans:
        if span.kind == "own-sleep" and span.line and not _others_beside(case, span) and not _slept_in_stub(case):
            return found("own-sleep", span.line, _from_to(span), time=seconds(span.end - span.start))
    return None


def _others_beside(case: Case, span: TracedSpan) -> bool:
    others = (other for other in at_work(case.run) if other is not span)
    return any(other.start < span.end and span.start < other.end for other in others)


def _slept_in_stub(case: Case) -> bool:
    return bool(case.given.calls("sleep"))


def cancelled_in_turn(case: Case) -> Diagnosis | None:
    """Each task is cancelled and awaited before the next is cancelled."""
    for call in case.code.calls("cancel"):
        around = case.code.loop_of(call)
        if around is None or not isinstance(call.func, ast.Attribute):
            continue
        task = ast.unparse(call.func.value)
        for wait in case.code.every(ast.Await, inside=around):
            if ast.unparse(wait.value) == task:
                return found("cancelled-in-turn", wait.lineno, "", (call.lineno, ""), task=task, cancel=call.lineno)
    return None


# Loops


def in_rounds(case: Case) -> Diagnosis | None:
    """A loop whose rounds wait for each other, told by what a round waits for."""
    for wait, around in _waits_in_loops(case):
        if _rounds_follow(case, wait, around):
            return _round(case, wait, around)
    return None


def in_rounds_by_shape(case: Case) -> Diagnosis | None:
    """The same where it was another run that took too long, so that only the shape of the loop speaks."""
    if case.slow:
        return None
    for wait, around in _waits_in_loops(case):
        function = case.code.function_of(around)
        together = _together(wait) is not None
        if together or (function is case.main and _asks_the_world(case, wait)):
            return _round(case, wait, around)
    return None


def _waits_in_loops(case: Case) -> Iterator[tuple[_Wait, ast.AST]]:
    """What a round waits for; that first which costs most, and of loops in loops the outer one."""
    waits = [wait for wait in case.code.every(ast.Await, ast.AsyncWith) if case.code.loop_of(wait)]
    waits = [wait for wait in waits if not _is_pause(wait) and (isinstance(wait, ast.Await) or _group_of(wait))]
    every = [*waits, *_as_completed_of_one(case)]
    for wait in sorted(every, key=lambda wait: (-_cost(case, wait.lineno), _depth(case, wait.lineno), wait.lineno)):
        around = case.code.loop_of(wait)
        if around is not None and name_of(getattr(around, "iter", None)) != "as_completed":
            yield wait, around


def _cost(case: Case, line: int) -> float:
    return sum(span.end - span.start for span in case.run.spans if line in lines_of(span))


def _depth(case: Case, line: int) -> int:
    """How far from the outermost function a line stands in a run."""
    stacks = ([place.line for place in span.stack] for span in case.run.spans if line in lines_of(span))
    return next((stack.index(line) for stack in stacks), 0)


def _is_pause(wait: ast.AST) -> bool:
    """Whether a round only pauses: who pauses in a loop sets a rhythm, and means its rounds to follow one another."""
    return name_of(awaited(wait)) == "sleep"


def _as_completed_of_one(case: Case) -> list[ast.For | ast.AsyncFor]:
    loops = (node for node in case.code.every(ast.For, ast.AsyncFor) if name_of(node.iter) == "as_completed")
    return [node for node in loops if case.code.loop_of(node)]


def _rounds_follow(case: Case, wait: _Wait, around: ast.AST) -> bool:
    """Whether there is an instant at which a round ends, nothing goes on, and the loop begins something else."""
    standing = [span for span in case.run.spans if any(covers(wait, line) for line in lines_of(span))]
    alone = most_at_once(at_work(case.run)) == 1
    if not case.slow or not (alone or len({span.task for span in standing}) == 1):
        return False
    return any(
        any(s.start < t <= s.end for s in standing)
        and any(_begun_in(s, around) for s in at_work(case.run) if s.start == t)
        for t in seams(case.run)
    )


def _begun_in(span: TracedSpan, around: ast.AST) -> bool:
    made = span.made_at is not None and covers(around, span.made_at)
    return made or any(covers(around, line) for line in lines_of(span))


def _round(case: Case, wait: ast.AST, around: ast.AST) -> Diagnosis | None:
    line = wait.lineno  # type: ignore[attr-defined]
    if isinstance(wait, ast.AsyncWith):
        return _group_each_round(case, wait)
    if isinstance(wait, ast.For | ast.AsyncFor):
        return found("group-for-each", line, call="as_completed")
    call = _together(wait)
    if call is not None:
        return _together_each_round(case, call, around)
    if _awaited_task(case, wait) is not None:
        return found("awaited-at-creation/loop", line, _spent(case, line), time=_time_at(case, line))
    if _holds_coroutine(case, wait):
        made = case.code.bound(written(around.iter))[-1].lineno if isinstance(around, ast.For) else line
        return found("coroutines-for-tasks/loop", line, _spent(case, line), (made, ""), made=made)
    inner = _task_waited_for_inside(case, line)
    if inner is not None:
        return inner
    if not case.slow:
        return found("await-in-loop/shape", line)
    where = "comprehension" if isinstance(around, COMPREHENSIONS) else "loop"
    return found(f"await-in-loop/{where}", line, _spent(case, line), time=_time_at(case, line))


def _task_waited_for_inside(case: Case, line: int) -> Diagnosis | None:
    """Within what a round calls, the line that waits for a task though the next round needs nothing of it."""
    for span in case.run.spans:
        inside = span.stack[-1].line if is_join(span) and line in lines_of(span) else line
        for wait in case.code.at(inside, ast.Await) if inside != line else ():
            late = next((f"{c.function}()" for c in case.run.calls if c.start == span.end), "the next")
            if _awaited_task(case, wait) is not None:
                return found("awaited-at-creation", inside, f"waits until {seconds(span.end)}", late=late)
            if not isinstance(wait.value, ast.Call):
                facts = {"late": late, "what": written(wait.value)}
                return found("awaited-in-turn/task", inside, f"waits until {seconds(span.end)}", **facts)
    return None


def _together(wait: ast.AST) -> ast.Call | None:
    call = awaited(wait)
    return call if call is not None and name_of(call) in TOGETHER else None


def _group_of(block: ast.AST) -> ast.Call | None:
    items = block.items if isinstance(block, ast.AsyncWith) else []
    calls = (item.context_expr for item in items if isinstance(item.context_expr, ast.Call))
    return next((call for call in calls if name_of(call) == "TaskGroup"), None)


def _group_each_round(case: Case, block: ast.AsyncWith) -> Diagnosis:
    made = case.code.calls("create_task", inside=block)
    several = len(made) > 1 or any(_loop_within(case, call, block) for call in made)
    if several:
        return found("chunks/group", block.lineno, "the next group begins when this one has ended")
    return found("group-for-each/group", block.lineno, "waits at its end, before the next begins")


def _loop_within(case: Case, call: ast.Call, block: ast.AST) -> bool:
    around = case.code.loop_of(call)
    return around is not None and around in case.code.every(type(around), inside=block)


def _together_each_round(case: Case, call: ast.Call, around: ast.AST) -> Diagnosis | None:
    if name_of(call) == "wait":
        first = any(keyword.arg == "return_when" and "FIRST" in ast.unparse(keyword.value) for keyword in call.keywords)
        return None if first else found("chunks/wait", call.lineno, "waits for all of them")
    if len(call.args) == 1 and not isinstance(call.args[0], ast.Starred):
        return found("group-for-each", call.lineno, call=name_of(call))
    if isinstance(around, ast.While) and _made_of_results(case, call, around):
        return found("stages/levels", call.lineno, "waits for the slowest of all")
    return found("chunks", call.lineno, "waits for the slowest of them", call=name_of(call))


def _made_of_results(case: Case, call: ast.Call, around: ast.AST) -> bool:
    """Whether what a round gathers was worked out from what the round before had gathered."""
    results = {
        name
        for value in case.code.every(ast.Assign, inside=around)
        if call in ast.walk(value)
        for t in value.targets
        for name in names_in(t)
    }
    given = {name for argument in call.args for name in names_in(argument)}
    again = [value for name in given for value in case.code.bound(name, inside=around)]
    return any(names_in(value) & results for value in again)


def _awaited_task(case: Case, wait: ast.AST) -> ast.Call | None:
    """The call that makes the task which is awaited right there, or in the statement before."""
    call = awaited(wait)
    if call is not None:
        return call if name_of(call) in STARTERS else None
    value = wait.value if isinstance(wait, ast.Await) else None
    statement = case.code.statement_of(wait)
    if value is None or statement is None:
        return None
    for made in case.code.calls(*STARTERS):
        bound = case.code.statement_of(made)
        if isinstance(bound, ast.Assign) and case.code.following(made) is statement and bound.value is made:
            return made if ast.unparse(bound.targets[0]) == ast.unparse(value) else None
    return None


def _holds_coroutine(case: Case, wait: ast.AST) -> bool:
    """Whether a round awaits one of the coroutines in a list, none of which runs before its turn."""
    around = case.code.loop_of(wait)
    if not (isinstance(around, ast.For) and isinstance(wait, ast.Await) and isinstance(around.iter, ast.Name)):
        return False
    values = case.code.bound(around.iter.id)
    made = [value.elt for value in values if isinstance(value, ast.ListComp) and isinstance(value.elt, ast.Call)]
    return written(wait.value) == written(around.target) and any(name_of(call) not in STARTERS for call in made)


def _asks_the_world(case: Case, wait: ast.AST) -> bool:
    call = awaited(wait)
    inner = [call, *(call.args if call else [])]
    return any(name_of(each) in {made.function for made in case.run.calls} for each in inner)


def leaves_when_empty(case: Case) -> Diagnosis | None:
    """Workers go home when their queue is empty just then, while the others are about to put more into it."""
    for around in case.code.every(ast.While) if case.slow else ():
        queue, function = queue_asked(around.test), case.code.function_of(around)
        puts = case.code.calls("put", "put_nowait", inside=around)
        own = [put for put in puts if written(put.func).startswith(f"{queue}.")]
        if queue and own and function is not None and _several(case, function.name):
            return found("leaves-when-empty", around.lineno, "goes home", (own[0].lineno, "more"), queue=queue)
    return None


def queue_asked(test: ast.expr) -> str:
    """The queue that a condition asks whether anything is in it."""
    asked = [call for call in ast.walk(test) if isinstance(call, ast.Call) and name_of(call) in {"empty", "qsize"}]
    return written(asked[0].func).rpartition(".")[0] if asked else ""


def _several(case: Case, function: str) -> bool:
    calls = case.code.calls(function)
    return len(calls) > 1 or any(case.code.loop_of(call) for call in calls)


# Seams


def waits_for_need_not(case: Case) -> Diagnosis | None:
    """Something began only when something else had ended, and did not need it."""
    turn = in_turn(case.run, case.entry, case.source) if case.slow and case.trace else None
    return _told(case, turn) if turn is not None else None


def _told(case: Case, turn: Turn) -> Diagnosis:
    if turn.in_rounds:
        return found("await-in-loop/told", turn.line, turn.notes[0][1], sentence=turn.sentence)
    until = turn.late_start
    line = (joined_until(case.run, until) if until is not None else None) or turn.line
    waits = case.code.at(line, ast.Await)
    if any(_awaited_task(case, wait) for wait in waits):
        return found("awaited-at-creation", line, f"waits until {seconds(until or 0)}", late=turn.late)
    if turn.given and any(case.code.nearest(wait, ast.Call) is not None and _is_started(case, wait) for wait in waits):
        return found("stages/argument", line, f"waits until {seconds(until or 0)}", late=turn.late, first=turn.first)
    call = next((call for wait in waits if (call := _together(wait))), None)
    if call is not None and _sliced(call):
        return found("chunks/halves", line, f"waits until {seconds(until or 0)}", late=turn.late)
    if call is not None and turn.given:
        return found("stages", line, f"waits until {seconds(until or 0)}", late=turn.late, first=turn.first)
    notes = tuple((number, note) for number, note in turn.notes if number != line)
    own = next((note for number, note in turn.notes if number == line), "") or f"waits until {seconds(until or 0)}"
    if waits and (line != turn.line or turn.late == turn.first):
        late = f"the next {turn.late}" if turn.late == turn.first else turn.late
        return found("awaited-in-turn/task", line, own, *notes, late=late, what=written(waits[0].value))
    return found("awaited-in-turn", turn.line, own, *notes, sentence=turn.sentence)


def _is_started(case: Case, wait: ast.AST) -> bool:
    return any(name_of(outer) in STARTERS for outer in case.code.around(wait) if isinstance(outer, ast.Call))


def _sliced(call: ast.Call) -> bool:
    return any(isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice) for node in ast.walk(call))


# By the shape of the file alone


def branch_waits_for_branch(case: Case) -> Diagnosis | None:
    """A task is begun with what another one will have found, before a second is begun with something else."""
    begun = [call for call in case.code.calls(*STARTERS) if case.code.every(ast.Await, inside=call)]
    for first, second in pairwise(begun):
        if not case.slow and case.code.following(first) is case.code.statement_of(second):
            wait = case.code.every(ast.Await, inside=first)[0]
            late, needed = _given_to(second), written(wait.value)
            return found("stages/argument", first.lineno, "", (second.lineno, ""), late=late, first=needed)
    return None


def _given_to(call: ast.Call) -> str:
    return f"{name_of(call.args[0])}()" if call.args else written(call)


def dealt_out_beforehand(case: Case) -> Diagnosis | None:
    """Fixed shares, of which one is done while another still has a row to go."""
    for function in case.code.functions:
        for each in case.code.every(ast.For, inside=function):
            own = {argument.arg for argument in function.args.args}
            if case.code.every(ast.Await, inside=each) and names_in(each.iter) & own:
                stride = isinstance(each.iter, ast.Subscript)
                shares = [call for call in case.code.calls(function.name) if stride or _sliced(call)]
                if len(shares) > 1:
                    line = each.lineno if stride else shares[0].lineno
                    return found("dealt-out-beforehand", line, "", function=function.name)
    return None


# Waiting for all


def waits_for_all(case: Case) -> Diagnosis | None:
    """Nothing waits for its turn, and yet the last of all is waited for."""
    whole = to_the_end(case.run, case.entry) if case.slow and case.trace else None
    if whole is None:
        return None
    said = found("waits-for-all", whole.line, f"waits until {seconds(case.run.end)}", sentence=whole.sentence)
    return replace(said, headline=wording_of(Verdict.TOO_SLOW).headline)


def _time_at(case: Case, line: int) -> str:
    """How long something waited at a line, however many at once."""
    total = reached = 0.0
    for span in sorted(case.run.spans, key=lambda span: span.start):
        if line in lines_of(span) and span.end > reached:
            total += span.end - max(span.start, reached)
            reached = span.end
    return seconds(total)


def _spent(case: Case, line: int) -> str:
    waits = [span for span in case.run.spans if line in lines_of(span)]
    return f"{count(len(waits), 'wait')}, one after the other" if len(waits) > 1 else ""


def _from_to(span: TracedSpan) -> str:
    return f"{seconds(span.start)} to {seconds(span.end)}"


ALL = (
    blocking_instead,
    polling_slowly,
    own_sleep,
    cancelled_in_turn,
    limits.one_worker,
    leaves_when_empty,
    in_rounds,
    limits.limits_in_wrong_order,
    limits.limit_too_narrow,
    waits_for_need_not,
    waits_for_all,
    branch_waits_for_branch,
    dealt_out_beforehand,
    in_rounds_by_shape,
)
