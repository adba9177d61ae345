"""Limits: made where they limit nothing, too wide, too narrow, taken in the wrong order, or not there."""

import ast
import math
import re
from collections.abc import Iterator

import msgspec

from grader.explain.case import Case, Diagnosis, found
from grader.explain.code import LIMITS, STARTERS, Function, awaited, name_of, number, written
from grader.explain.diagnoses.results import as_sentence
from grader.explain.flow import at_work, is_queued, lines_of, most_at_once


class _Limit(msgspec.Struct, frozen=True):
    """A semaphore or lock of the learner's: where it is made, under which name, and how many it lets through."""

    made: ast.AST
    name: str
    places: int | None

    @property
    def line(self) -> int:
        return self.made.lineno  # type: ignore[attr-defined,no-any-return]


def _limits(case: Case) -> list[_Limit]:
    """Every limit that is assigned to a name, also as what a `defaultdict` makes."""
    limits = []
    for value in case.code.every(ast.Call, ast.Attribute, ast.Name):
        statement = case.code.statement_of(value)
        if name_of(value) in LIMITS and isinstance(statement, ast.Assign | ast.AnnAssign) and _is_made(case, value):
            target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
            limits.append(_Limit(value, ast.unparse(target), _places(case, value)))
    return limits


def _is_made(case: Case, value: ast.AST) -> bool:
    """Whether a name of a limit stands for making one: it is called, or handed to what will call it."""
    parent = case.code.parent(value)
    annotates = isinstance(parent, ast.AnnAssign) and parent.annotation is value
    called = isinstance(parent, ast.Call) and parent.func is value
    return isinstance(value, ast.Call) or (isinstance(parent, ast.Call) and not called and not annotates)


def _places(case: Case, made: ast.AST) -> int | None:
    if name_of(made) == "Lock":
        return 1
    given = [*made.args, *(keyword.value for keyword in made.keywords)] if isinstance(made, ast.Call) else []
    argument = given[0] if given else None
    if isinstance(argument, ast.Name):
        return case.constants.get(argument.id)
    places = number(argument)
    return int(places) if places is not None else 1


def _blocks(case: Case) -> list[tuple[ast.AsyncWith, list[_Limit]]]:
    """Each `async with` that takes limits, in the order in which it takes them."""
    limits = _limits(case)
    taken = []
    for block in case.code.every(ast.AsyncWith):
        names = [_base(item.context_expr) for item in block.items]
        own = [limit for name in names for limit in limits if limit.name == name]
        if own:
            taken.append((block, own))
    return taken


def _base(node: ast.AST) -> str:
    return ast.unparse(node.value if isinstance(node, ast.Subscript) else node)


# Too wide


def limit_per_call(case: Case) -> Diagnosis | None:
    """Each call of a function makes a limit of its own, which nobody shares."""
    for limit in _limits(case):
        function = case.code.function_of(limit.made)
        if function is None or function is case.main or function.name == "__init__":
            continue
        if _runs_often(case, function):
            return found(
                "limit-per-call", limit.line, "a new one for each call", limit=limit.name, function=function.name
            )
    return None


def _runs_often(case: Case, function: Function) -> bool:
    calls = case.code.calls(function.name)
    handed = [node for node in case.code.every(ast.Name) if node.id == function.name and _is_argument(case, node)]
    return len(calls) + len(handed) > 1 or any(case.code.loop_of(call) for call in calls) or bool(handed)


def _is_argument(case: Case, node: ast.AST) -> bool:
    parent = case.code.parent(node)
    return isinstance(parent, ast.Call) and node in parent.args


def limit_around_creation(case: Case) -> Diagnosis | None:
    """The limit is held while a task is made, and given back before the task has done anything."""
    for block, limits in _blocks(case):
        made = [call for call in case.code.calls(*STARTERS, inside=block) if not _awaited_inside(case, call, block)]
        if made:
            task = made[0].args[0] if made[0].args else made[0]
            note = (made[0].lineno, "returns at once")
            return found("limit-around-creation", block.lineno, "", note, limit=limits[0].name, task=written(task))
    return None


def _awaited_inside(case: Case, call: ast.Call, block: ast.AST) -> bool:
    return any(awaited(wait) is call for wait in case.code.every(ast.Await, inside=block))


def work_outside_the_limit(case: Case) -> Diagnosis | None:
    """The call is made within the limit and awaited when the limit has been given back."""
    for block, limits in _blocks(case):
        for made in case.code.every(ast.Assign, inside=block):
            if not isinstance(made.value, ast.Call) or not isinstance(made.targets[0], ast.Name):
                continue
            inside = {id(wait) for wait in case.code.every(ast.Await, inside=block)}
            waits = [w for w in case.code.every(ast.Await) if written(w.value) == made.targets[0].id]
            if waits and not any(id(wait) in inside for wait in waits):
                wait = waits[0].lineno
                facts = {"limit": limits[0].name, "call": written(made.value.func), "wait": wait}
                return found("work-outside-the-limit", wait, "when the place is free again", (made.lineno, ""), **facts)
    return None


def given_back_early(case: Case) -> Diagnosis | None:
    """A place is taken and given back, and the work comes behind that."""
    for limit, ends, taken in _holds(case):
        # A lock that is held for an instant, around a counter, is as it should be.
        if name_of(limit.made) == "Lock":
            continue
        function = case.code.function_of(taken)
        works = [w for w in case.code.every(ast.Await, inside=function) if _is_work(w)] if function else []
        held = any(taken.lineno <= work.lineno <= ends for work in works)
        behind = next((work for work in works if work.lineno > ends), None)
        if behind is not None and not held:
            note = (behind.lineno, "without a place")
            facts = {"limit": limit.name, "call": written(behind.value), "wait": behind.lineno}
            return found("work-outside-the-limit/early", ends, "gives it back", note, **facts)
    return None


def _holds(case: Case) -> Iterator[tuple[_Limit, int, ast.AsyncWith | ast.Call]]:
    """Each time a limit is taken: the limit, the line at which it is given back, and what takes it."""
    for block, limits in _blocks(case):
        yield limits[0], block.end_lineno or block.lineno, block
    for limit in _limits(case):
        releases = [call for call in case.code.calls("release") if _on(call) == limit.name]
        for taken in (call for call in case.code.calls("acquire") if _on(call) == limit.name):
            behind = (call for call in releases if call.lineno > taken.lineno)
            same = (call for call in behind if case.code.function_of(call) is case.code.function_of(taken))
            if given := next(same, None):
                yield limit, given.lineno, taken


def _on(call: ast.Call) -> str:
    return _base(call.func.value) if isinstance(call.func, ast.Attribute) else ""


def _is_work(wait: ast.Await) -> bool:
    """Whether what is awaited is a call that a limit is there for."""
    return isinstance(wait.value, ast.Call) and name_of(wait.value) not in {"acquire", "sleep"}


def limit_too_wide(case: Case) -> Diagnosis | None:
    """The limit is there, with a number that no limit of the exercise has."""
    allowed = _allowed(case)
    for limit in _limits(case):
        if limit.places is not None and limit.places > allowed and limit.places not in case.constants.values():
            facts = {"limit": written(limit.made), "places": limit.places, "allowed": allowed}
            return found("limit-too-wide", limit.line, "", **facts)
    for line, function, workers in _pools(case):
        if workers > allowed:
            return found("limit-too-wide/workers", line, "", function=function, places=workers, allowed=allowed)
    return None


def _allowed(case: Case) -> int:
    """How many the check says are allowed: the last number of its sentence."""
    numbers = [int(each) for each in re.findall(r"(?<![\w.])\d+(?![\w.]*\d)", case.fact)]
    return numbers[-1] if len(numbers) > 1 else 1 << 30


def sleeps_for_a_limit(case: Case) -> Diagnosis | None:
    """Tasks are begun a few at a time, with a sleep between that only fits one day."""
    if _limits(case):
        return None
    for sleep in case.code.calls("sleep"):
        around = case.code.loop_of(sleep)
        if around is not None and number(sleep.args[0] if sleep.args else None):
            made = case.code.calls(*STARTERS, inside=around)
            if made:
                return found("sleeps-for-a-limit", sleep.lineno, "", (made[0].lineno, ""), sleep=written(sleep))
    return None


def limit_missing(case: Case) -> Diagnosis | None:
    """There is a limit, and it does its work; what is exceeded is another one."""
    blocks = _blocks(case)
    if not blocks:
        return None
    block, limits = blocks[0]
    return found(
        "limit-missing", block.lineno, "the only limit here", limit=limits[0].name, fact=as_sentence(case.fact)
    )


def no_limit(case: Case) -> Diagnosis | None:
    """Everything is begun at once."""
    for call in (*case.code.calls("gather", "as_completed"), *case.code.calls(*STARTERS, "wait")):
        several = any(isinstance(argument, ast.Starred) for argument in call.args) or case.code.loop_of(call)
        if several and not _limits(case):
            what = written(call)
            return found("no-limit", call.lineno, "all of them, at once", call=what, fact=as_sentence(case.fact))
    return None


# Too narrow


def limits_in_wrong_order(case: Case) -> Diagnosis | None:
    """Who waits for the narrow limit holds a place of the wide one meanwhile."""
    for block, limits in _blocks(case):
        wide, *others = limits
        narrow = next((o for o in others if o.places is not None and (wide.places or 0) > o.places), None)
        if narrow is not None and _queued_at(case, block.lineno):
            facts = {"wide": wide.name, "narrow": narrow.name}
            return found("limits-in-wrong-order", block.lineno, f"holds `{wide.name}` while it waits", **facts)
    return None


def limit_too_narrow(case: Case) -> Diagnosis | None:
    """Everything waits for its turn at a limit that lets fewer through than it may."""
    for line, function, workers in _pools(case):
        if case.slow and workers < max(case.constants.values(), default=0):
            return found("limit-too-narrow/workers", line, "", function=function, places=workers)
    queued = [span for span in case.run.spans if is_queued(span)] if case.slow else []
    for kind in dict.fromkeys(span.label.partition(".")[0] for span in queued):
        of_kind = [limit for limit in _limits(case) if name_of(limit.made) == kind]
        if of_kind:
            limit = min(of_kind, key=lambda limit: _suspicion(case, limit))
            most = most_at_once([span for span in at_work(case.run) if span.kind == "waiting"])
            facts = {"limit": limit.name, "made": written(limit.made), "most": most}
            return found(_narrowness(limit), limit.line, "", **facts)
    return None


def _suspicion(case: Case, limit: _Limit) -> tuple[int, float]:
    """Of several limits, first the one with a number that no limit of the exercise has, and the narrower before."""
    if limit.places is None:
        return 1, math.inf
    return (2 if limit.places in case.constants.values() else 0), limit.places


def _narrowness(limit: _Limit) -> str:
    """Which words say how narrow it is."""
    if limit.places != 1:
        return "limit-too-narrow"
    numbered = isinstance(limit.made, ast.Call) and (limit.made.args or limit.made.keywords)
    return "limit-too-narrow/one" if numbered or name_of(limit.made) == "Lock" else "limit-too-narrow/default"


def one_worker(case: Case) -> Diagnosis | None:
    """One task takes everything from a queue or a source, one after the other."""
    for call in case.code.calls(*STARTERS):
        work = call.args[0] if call.args else None
        function = case.code.function(name_of(work)) if isinstance(work, ast.Call) else None
        if function is None or case.code.loop_of(call) or len(case.code.calls(function.name)) != 1:
            continue
        awaits = bool(case.code.every(ast.Await, inside=function))
        if awaits and case.code.every(ast.While, inside=function):
            return found("one-worker", call.lineno, "one task for all of it", function=function.name)
    return None


def _queued_at(case: Case, line: int) -> bool:
    return any(is_queued(span) and line in lines_of(span) for span in case.run.spans)


def _pools(case: Case) -> list[tuple[int, str, int]]:
    """Workers that are begun by number: the line, the function, how many."""
    pools = []
    for call in case.code.every(ast.Call):
        function = case.code.function(name_of(call))
        around = case.code.nearest(call, ast.GeneratorExp, ast.ListComp, ast.SetComp, ast.For)
        count = _rounds(around)
        if function is not None and count and case.code.every(ast.While, ast.For, ast.AsyncFor, inside=function):
            pools.append((call.lineno, function.name, count))
    return pools


def _rounds(around: ast.AST | None) -> int | None:
    generators: list[ast.comprehension] = getattr(around, "generators", [])
    source = generators[0].iter if generators else getattr(around, "iter", None)
    if name_of(source) != "range" or not isinstance(source, ast.Call):
        return None
    numbers = [number(argument) for argument in source.args]
    return len(range(*(int(n) for n in numbers if n is not None))) if all(n is not None for n in numbers) else None


TOO_WIDE = (
    limit_per_call,
    limit_around_creation,
    work_outside_the_limit,
    given_back_early,
    limit_too_wide,
    sleeps_for_a_limit,
    limit_missing,
    no_limit,
)
