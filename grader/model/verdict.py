"""The closed set of verdicts, in the order in which causes come before their consequences.

The order of the members is the contract: a check's primary verdict is the first member that applies to it,
and an exercise's verdict is the first member among those of its failed checks. A submission that deadlocks also
gives no result and takes the wrong time; the deadlock is what its learner can act upon.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Self


class Group(StrEnum):
    """What a family of verdicts is about."""

    PASSED = "passed"
    GRADER = "grader"
    LOADING = "loading"
    INTEGRITY = "integrity"
    LIMITS = "limits"
    ONE_THREAD = "one-thread"
    LOOP = "loop"
    RESULT = "result"
    BUDGET = "budget"
    TIDINESS = "tidiness"
    SCHEDULES = "schedules"
    TIME = "time"


class Verdict(StrEnum):
    """One stable id for each thing that can be said of a submission."""

    group: Group

    def __new__(cls, value: str, group: Group) -> Self:
        """Attach the group to the id, so that neither can be listed without the other."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.group = group
        return member

    PASSED = "passed", Group.PASSED

    JUDGE_ERROR = "judge-error", Group.GRADER

    MISSING_FILE = "missing-file", Group.LOADING
    UNREADABLE_FILE = "unreadable-file", Group.LOADING
    SYNTAX_ERROR = "syntax-error", Group.LOADING
    IMPORT_ERROR = "import-error", Group.LOADING
    MISSING_ENTRY = "missing-entry", Group.LOADING
    NOT_A_COROUTINE = "not-a-coroutine", Group.LOADING

    TAMPERED = "tampered", Group.INTEGRITY

    HUNG = "hung", Group.LIMITS
    MEMORY_LIMIT = "memory-limit", Group.LIMITS
    OUTPUT_LIMIT = "output-limit", Group.LIMITS
    NEVER_ENDS = "never-ends", Group.LIMITS
    CRASHED = "crashed", Group.LIMITS
    EXITED = "exited", Group.LIMITS

    EXTRA_LOOP = "extra-loop", Group.ONE_THREAD
    NOT_SINGLE_THREADED = "not-single-threaded", Group.ONE_THREAD

    NEVER_AWAITED = "never-awaited", Group.LOOP
    DEADLOCK = "deadlock", Group.LOOP
    BUSY_WAIT = "busy-wait", Group.LOOP
    BLOCKED_LOOP = "blocked-loop", Group.LOOP

    RAISED = "raised", Group.RESULT
    SWALLOWED_CANCEL = "swallowed-cancel", Group.RESULT
    WRONG_RESULT = "wrong-result", Group.RESULT
    WRONG_ORDER = "wrong-order", Group.RESULT

    TOO_MANY_IN_FLIGHT = "too-many-in-flight", Group.BUDGET
    RATE_EXCEEDED = "rate-exceeded", Group.BUDGET
    EXTRA_CALLS = "extra-calls", Group.BUDGET
    TOO_MANY_TASKS = "too-many-tasks", Group.BUDGET
    NEEDLESS_HOPS = "needless-hops", Group.BUDGET
    UNBOUNDED_BUFFER = "unbounded-buffer", Group.BUDGET

    LOST_TASK = "lost-task", Group.TIDINESS
    LEAKED_TASK = "leaked-task", Group.TIDINESS
    UNCLEAN = "unclean", Group.TIDINESS
    LOST_EXCEPTION = "lost-exception", Group.TIDINESS

    RACE = "race", Group.SCHEDULES

    STILL_SEQUENTIAL = "still-sequential", Group.TIME
    LATE_OUTPUT = "late-output", Group.TIME
    TOO_SLOW = "too-slow", Group.TIME
    TOO_FAST = "too-fast", Group.TIME

    @property
    def rank(self) -> int:
        """Place in the causal order; the smallest speaks first."""
        return _RANKS[self]


_RANKS = {verdict: rank for rank, verdict in enumerate(Verdict)}


def first_cause(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict that speaks for several: the earliest cause, `passed` where there is none."""
    failures = (verdict for verdict in verdicts if verdict is not Verdict.PASSED)
    return min(failures, key=lambda verdict: verdict.rank, default=Verdict.PASSED)
