"""Points come from the checks that the stub fails; one that it passes is a guard."""

from grader.grading.points import max_points, points
from grader.model.verdict import Verdict
from grader.testing.check import CheckOutcome, CheckSpec
from grader.testing.findings import Finding


def outcome(*verdicts: Verdict, weight: float = 1, skipped: bool = False) -> CheckOutcome:
    """A check that ended with these findings."""
    spec = CheckSpec("a check", "correctness", Verdict.WRONG_RESULT, weight)
    ended = CheckOutcome(spec, tuple(Finding(verdict) for verdict in verdicts))
    return ended.as_skipped() if skipped else ended


FAILED, PASSED, SKIPPED = outcome(Verdict.WRONG_RESULT, weight=2), outcome(), outcome(skipped=True)


def test_only_what_the_stub_fails_is_worth_something() -> None:
    """Each its own weight."""
    assert max_points([FAILED, PASSED]) == (2.0, 0.0)


def test_an_untouched_stub_scores_nothing() -> None:
    """Whatever its checks weigh."""
    stub = [FAILED, PASSED, SKIPPED]
    assert sum(points(stub, max_points(stub))) == 0.0


def test_each_passed_check_counts() -> None:
    """A failed one costs its own points and no others."""
    worth = max_points([FAILED, FAILED, PASSED])
    assert points([PASSED, FAILED, PASSED], worth) == (2.0, 0.0, 0.0)


def test_a_failed_guard_voids_the_rest() -> None:
    """Faster and wrong is not half right; a check that could not run did not pass."""
    worth = max_points([FAILED, PASSED])
    assert points([PASSED, FAILED], worth) == (0.0, 0.0)
    assert points([PASSED, SKIPPED], worth) == (0.0, 0.0)


def test_the_earliest_cause_speaks() -> None:
    """The others are secondary, each once, in their order."""
    several = outcome(Verdict.LEAKED_TASK, Verdict.TOO_FAST, Verdict.LEAKED_TASK)
    assert (several.verdict, several.secondary) == (Verdict.LEAKED_TASK, (Verdict.TOO_FAST,))
