"""What a call of the submission came to, as a check or a world may have it."""

import asyncio
from typing import Any

import msgspec

from grader.judge.observations import SubmissionError, mark_as_learners
from grader.protocol.messages import Failure, Raised, Returned
from grader.protocol.values import Codec, ForeignError


class Uncrossable(msgspec.Struct, frozen=True):
    """Stands for a result that could not cross: equal to nothing that a check would compare it with."""

    what: str

    def __repr__(self) -> str:
        """What it was."""
        return self.what


def outcome_of(ended: Returned | Raised, codec: Codec, *, is_cancelled: bool) -> tuple[Any, BaseException | None]:
    """The value or the exception; a cancel is one only where someone in this room cancelled."""
    if isinstance(ended, Raised):
        return None, _error_of(ended.failure, codec, is_cancelled=is_cancelled)
    if ended.uncrossable is not None:
        return Uncrossable(ended.uncrossable), None
    return codec.decode(ended.value), None


def _error_of(failure: Failure, codec: Codec, *, is_cancelled: bool) -> BaseException:
    """A cancel that the submission made up, or an end of the process, must not act on the judge as itself."""
    error: BaseException = codec.decode(failure.error)
    if not _may_act(error, is_cancelled=is_cancelled):
        error = SubmissionError(failure.name, failure.text)
    return mark_as_learners(error, failure)


def _may_act(error: BaseException, *, is_cancelled: bool) -> bool:
    if isinstance(error, asyncio.CancelledError):
        return is_cancelled
    return isinstance(error, Exception) and not isinstance(error, ForeignError | StopIteration)
