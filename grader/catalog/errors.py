"""The one exception of the catalog: the request, a manifest or a folder is wrong, never the grader."""

from pathlib import Path


class CatalogError(Exception):
    """Something outside the grader needs a correction: what is wrong, where, and what to do about it."""

    def __init__(self, problem: str, remedy: str, *, where: Path | None = None) -> None:
        super().__init__(problem, remedy, where)
        self.problem = problem
        self.remedy = remedy
        self.where = where

    def __str__(self) -> str:
        """Read as two lines: the problem with its place, then the remedy."""
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.problem}\n{self.remedy}"
