"""A request that cannot be met as it was made."""

from grader.cli.exit_code import ExitCode


class RequestError(Exception):
    """Says what is wrong with the request, and what to do instead."""

    code = ExitCode.WRONG_REQUEST

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem, remedy)
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        """Read as two lines."""
        return f"{self.problem}\n{self.remedy}"


class NotIsolatedError(RequestError):
    """What was asked for is beyond this machine; that is no fault of what was handed in."""

    code = ExitCode.NOT_ISOLATED
