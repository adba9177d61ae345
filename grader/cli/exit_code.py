"""What the process says to whoever started it."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes, each with whose move is next."""

    PASSED = 0
    """All that was graded passed, or the verb did its work."""

    NOT_PASSED = 1
    """Something did not pass, or nothing was there to grade yet: the learner goes on."""

    WRONG_REQUEST = 2
    """Unknown slug or option, broken manifest, no such file: the caller corrects the request."""

    GRADER_FAILED = 3
    """The grader failed: never the fault of whoever wrote the submission."""

    NOT_ISOLATED = 4
    """The required isolation level is not to be had on this machine."""

    INTERRUPTED = 130
    """Stopped from the keyboard."""
