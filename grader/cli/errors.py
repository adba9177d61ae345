"""A request that cannot be met as it was made."""


class RequestError(Exception):
    """Says what is wrong with the request, and what to do instead."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem, remedy)
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        """Read as two lines."""
        return f"{self.problem}\n{self.remedy}"
