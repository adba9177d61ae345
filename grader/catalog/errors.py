"""What is wrong outside the grader: the request, a manifest or a folder, a check or a world."""

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

    @property
    def in_one_line(self) -> str:
        """For whoever handed it in: where the file lies on this machine is nobody's business but its name is."""
        name = f"{self.where.name} " if self.where else ""
        return f"{name}{self.problem} {self.remedy}"


class HandedInError(CatalogError):
    """What was handed in may not be looked into: a mistake of whoever made it, not of who asked for the grading."""


class DefinitionError(CatalogError):
    """A check or a world that cannot be used: a mistake of the exercise's author, with its file and line."""

    def __init__(self, problem: str, remedy: str, *, where: Path, line: int | None = None) -> None:
        super().__init__(problem, remedy, where=where)
        self.file = where
        self.line = line

    def __str__(self) -> str:
        """Read as two lines, of which the second also says whose mistake it is not."""
        return f"{self.in_place}\n{self.remedy} The mistake is the exercise's: nothing that was handed in is at fault."

    @property
    def in_one_line(self) -> str:
        """For whoever handed something in."""
        line = f", line {self.line}," if self.line else ""
        return f"{self.file.name}{line} {self.problem}. The mistake is the exercise's."

    def stopping(self, slug: str) -> "DefinitionError":
        """The same, with the exercise that cannot be graded for it and what shows whether it is mended."""
        problem = f"{self.problem}; {slug} cannot be graded"
        remedy = f"{self.remedy} `grader author check {slug}` shows whether it is mended."
        return DefinitionError(problem, remedy, where=self.file, line=self.line)

    @property
    def in_place(self) -> str:
        """The problem with its place."""
        line = f":{self.line}" if self.line else ""
        return f"{self.file}{line}: {self.problem}"
