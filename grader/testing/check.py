"""A check: what it asks for, what it is worth, and how it ended."""

import math
from typing import Any, cast, get_args

import msgspec
import pytest
from msgspec.structs import replace

from grader.catalog.errors import DefinitionError
from grader.judge.decided import Decided
from grader.model.report import Criterion
from grader.model.verdict import Group, Verdict, first_cause
from grader.testing.findings import Finding

_CRITERIA = get_args(Criterion)
_EXAMPLES = {
    "criterion": 'criterion("elapsed")',
    "verdict": 'verdict("extra-calls")',
    "points": "points(2)",
    "schedules": "schedules(20)",
}


class CheckSpec(msgspec.Struct, frozen=True):
    """What a check is called, what it asks about, its weight, and what a failed assert in it means.

    `schedules` is in how many it is tried, where that is not the exercise's number; `cancel_sweep` whether the entry is
    to be cancelled at each of its waits too.
    """

    name: str
    criterion: Criterion
    verdict: Verdict
    weight: float
    hidden: bool = False
    schedules: int | None = None
    cancel_sweep: bool = False


class CheckOutcome(msgspec.Struct, frozen=True):
    """How one check ended for one submission: its findings, the earliest cause first, and its own message.

    Where it only failed in some schedule, `seed` is that schedule's, and `consequences` what was found there.
    `own_data` says that the check asked the world for another data set than that of the plain run, which is shown;
    `cancelled` where the run was cancelled in which it failed. `decided` is what a schedule decided in the check's own
    run, where it had one and that is known.
    """

    spec: CheckSpec
    findings: tuple[Finding, ...] = ()
    message: str = ""
    skipped: bool = False
    seed: int | None = None
    consequences: tuple[Finding, ...] = ()
    own_data: bool = False
    cancelled: str = ""
    decided: Decided | None = None

    @property
    def verdict(self) -> Verdict:
        """The earliest cause, `passed` without any."""
        return first_cause(finding.verdict for finding in self.findings)

    @property
    def secondary(self) -> tuple[Verdict, ...]:
        """The other causes, each once."""
        primary = self.verdict
        found = (*self.findings, *self.consequences)
        return tuple(dict.fromkeys(f.verdict for f in found if f.verdict is not primary))

    @property
    def passed(self) -> bool:
        """Whether nothing was found."""
        return not self.findings and not self.skipped

    def as_skipped(self) -> "CheckOutcome":
        """The same check, not run since an earlier cause decided it."""
        return replace(self, findings=(), message="", skipped=True)

    def blamed_by(self, of_stub: "CheckOutcome") -> "CheckOutcome":
        """With an error in the check itself laid to the submission, where the same check could judge the stub.

        A check that takes apart what it was handed breaks on what it never expected: `None` has no length.
        """
        if self.verdict is not Verdict.JUDGE_ERROR or of_stub.verdict is Verdict.JUDGE_ERROR:
            return self
        findings = [replace(f, verdict=self.spec.verdict) if f.is_breakage else f for f in self.findings]
        ordered = sorted(findings, key=lambda finding: finding.verdict.rank)
        return replace(self, findings=tuple(ordered))


def spec_of(item: pytest.Item, *, hidden: bool = False) -> CheckSpec:
    """What the markers and the docstring of a check say.

    Raises:
        DefinitionError: a marker names something that does not exist.

    """
    return CheckSpec(
        name=_name(item),
        criterion=_criterion(item),
        verdict=_verdict(item),
        weight=_points(item),
        hidden=hidden or item.get_closest_marker("hidden") is not None,
        schedules=_schedules(item),
        cancel_sweep=item.get_closest_marker("cancel_sweep") is not None,
    )


def _name(item: pytest.Item) -> str:
    function = getattr(item, "function", None)
    doc = (getattr(function, "__doc__", None) or "").strip()
    name = doc.splitlines()[0].rstrip(".") if doc else item.name.removeprefix("test_").replace("_", " ")
    callspec = getattr(item, "callspec", None)
    own = callspec.id.removeprefix("virtual").strip("-") if callspec else ""
    return f"{name} [{own}]" if own else name


def _criterion(item: pytest.Item) -> Criterion:
    named = _marked(item, "criterion", "correctness")
    if named not in _CRITERIA:
        raise _wrongly_marked(item, f"there is no criterion {named!r}", f"Write one of {', '.join(_CRITERIA)}.")
    return cast("Criterion", named)


def _verdict(item: pytest.Item) -> Verdict:
    named = _marked(item, "verdict", "wrong-result")
    for verdict in Verdict:
        # Marked as passed, a failed assert would pass.
        if verdict == named and verdict.group not in {Group.PASSED, Group.GRADER}:
            return verdict
    problem = f"there is no verdict {named!r} that a submission can get"
    raise _wrongly_marked(item, problem, "Write one that docs/learners.md lists.")


def _points(item: pytest.Item) -> float:
    worth = _marked(item, "points", 1)
    if type(worth) in {int, float} and math.isfinite(worth) and worth >= 0:
        return float(worth)
    raise _wrongly_marked(item, f"points({worth!r}) is no number of points", "Write one such as points(2).")


def _schedules(item: pytest.Item) -> int | None:
    count = _marked(item, "schedules", None)
    if count is None or (type(count) is int and count >= 0):
        return count
    raise _wrongly_marked(item, f"schedules({count!r}) is no number of schedules", "Write one such as schedules(20).")


def _marked(item: pytest.Item, name: str, default: Any) -> Any:
    marker = item.get_closest_marker(name)
    if marker is None:
        return default
    if len(marker.args) != 1 or marker.kwargs:
        problem = f"the marker `{name}` takes one value, in parentheses and without a name"
        raise _wrongly_marked(item, problem, f"Write it as {_EXAMPLES[name]}.")
    return marker.args[0]


def _wrongly_marked(item: pytest.Item, problem: str, remedy: str) -> DefinitionError:
    line = item.location[1]
    where = f"in the check `{item.originalname if isinstance(item, pytest.Function) else item.name}`, "
    return DefinitionError(where + problem, remedy, where=item.path, line=None if line is None else line + 1)
