"""What a run of a program came to, in a form in which the two ways of running it can be compared."""

from dataclasses import dataclass
from typing import Any

from grader.judge.observations import SubmissionError, SubmissionFailedError


@dataclass(frozen=True)
class CallOutcome:
    """One line of the ledger."""

    function: str
    arguments: str
    started: float
    finished: float | None
    cancelled: float | None


@dataclass(frozen=True)
class Outcome:
    """All that a check could know of a run."""

    result: str
    elapsed: float
    printed: tuple[tuple[float, str], ...]
    tasks_left: tuple[str, ...]
    ledger: tuple[CallOutcome, ...]


def describe_error(error: BaseException) -> str:
    """Type, arguments and group structure; the ends that the clock brings by their name."""
    if isinstance(error, SubmissionFailedError):
        return f"failed: {error.failure.verdict}"
    if isinstance(error, SubmissionError):
        return f"raised {error.name.rpartition('.')[2]}"
    if isinstance(error, BaseExceptionGroup):
        members = ", ".join(describe_error(each) for each in error.exceptions)
        return f"raised {type(error).__name__} {error.message!r} of [{members}]"
    if not isinstance(error, Exception):
        return f"raised {type(error).__name__}"
    return f"raised {type(error).__name__}{error.args!r}"


def describe_arguments(args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """Arguments as text: what stays in its room is named by its type alone."""
    given = [_plain(each) for each in args] + [f"{name}={_plain(value)}" for name, value in kwargs.items()]
    return ", ".join(given)


def _plain(value: Any) -> str:
    if isinstance(value, BaseException):
        return describe_error(value)
    return repr(value) if isinstance(value, bool | int | float | str | None) else "…"
