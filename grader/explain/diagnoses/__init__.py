"""The diagnoses: for each verdict, what may have led to it, the most telling first.

A diagnosis is a function of a `Case` that names a misconception in the learner's own terms, or gives nothing. It reads
the trace for what happened and the file for the shape of a line; it never decides the verdict.

* `turns`: one wait after the other       * `limits`: too many, too few       * `skipped`: too early
* `loop`: threads, blocking, polling      * `stuck`: deadlocks                * `output`: said too late
* `results`, `order`: another result      * `raised`, `failures`: exceptions  * `leaving`: tasks and what stays open
* `budgets`: asked too often, too much    * `races`: right only by luck
"""

from collections.abc import Sequence

from grader.explain.case import Case, Diagnose, Diagnosis
from grader.explain.diagnoses import (
    budgets,
    failures,
    leaving,
    limits,
    loop,
    order,
    output,
    races,
    raised,
    results,
    skipped,
    stuck,
    turns,
)
from grader.model.verdict import Verdict

_SEVERAL = (
    failures.called_unasked,
    failures.group_within_a_group,
    failures.group_from_below,
    failures.one_of_the_done,
    failures.dropped,
)

_REGISTRY: dict[Verdict, Sequence[Diagnose]] = {
    Verdict.SYNTAX_ERROR: (failures.rules_of_the_star,),
    Verdict.IMPORT_ERROR: (loop.second_loop,),
    Verdict.NOT_A_COROUTINE: (loop.handed_back_unawaited,),
    Verdict.HUNG: (loop.never_left,),
    Verdict.NEVER_ENDS: (loop.polling, loop.never_left),
    Verdict.EXTRA_LOOP: (loop.second_loop,),
    Verdict.NOT_SINGLE_THREADED: (loop.beyond_the_thread,),
    Verdict.NEVER_AWAITED: (loop.list_for_arguments, loop.coroutines_to_wait, loop.call_not_awaited),
    Verdict.DEADLOCK: stuck.ALL,
    Verdict.BUSY_WAIT: (loop.polling,),
    Verdict.BLOCKED_LOOP: (loop.computing, loop.blocking_call),
    Verdict.RAISED: (failures.raised_again, failures.raises_nothing, failures.rules_of_the_star, *raised.ALL),
    Verdict.SWALLOWED_CANCEL: (leaving.cancel_swallowed,),
    Verdict.WRONG_RESULT: (*results.ALL, *order.PAIRED, *_SEVERAL, *results.LAST),
    Verdict.WRONG_ORDER: order.ALL,
    Verdict.TOO_MANY_IN_FLIGHT: limits.TOO_WIDE,
    Verdict.RATE_EXCEEDED: limits.TOO_WIDE,
    Verdict.EXTRA_CALLS: (budgets.asked_again,),
    Verdict.TOO_MANY_TASKS: (budgets.task_for_each,),
    Verdict.NEEDLESS_HOPS: (budgets.task_begins_later, budgets.gives_way_for_nothing),
    Verdict.UNBOUNDED_BUFFER: (budgets.queue_without_end, budgets.all_read_first),
    Verdict.LOST_TASK: (leaving.reference_lost,),
    Verdict.LEAKED_TASK: leaving.LEAKED,
    Verdict.UNCLEAN: (leaving.closed_outside_finally,),
    Verdict.LOST_EXCEPTION: (leaving.exception_unseen, *failures.LOST),
    Verdict.RACE: (races.check_then_act, *order.ALL),
    Verdict.STILL_SEQUENTIAL: turns.ALL,
    Verdict.LATE_OUTPUT: output.ALL,
    Verdict.TOO_SLOW: turns.ALL,
    Verdict.TOO_FAST: skipped.ALL,
}

# What is there to be seen only when somebody cancels: there nothing was forgotten that the plain run asks for.
_WHEN_CANCELLED: dict[Verdict, Sequence[Diagnose]] = {
    Verdict.SWALLOWED_CANCEL: (leaving.cancel_swallowed,),
    Verdict.DEADLOCK: (stuck.never_released,),
    Verdict.LEAKED_TASK: (leaving.left_by_a_cancel,),
    Verdict.UNCLEAN: (leaving.closed_outside_finally,),
}


def decisive(case: Case) -> Diagnosis | None:
    """The first diagnosis of the verdict that speaks."""
    registry = _WHEN_CANCELLED if case.cancelled else _REGISTRY
    tried = (diagnose(case) for diagnose in registry.get(case.verdict, ()))
    try:
        return next((said for said in tried if said is not None), None)
    except RecursionError:
        # An expression of thousands of terms can be read, and not be written out again.
        return None
