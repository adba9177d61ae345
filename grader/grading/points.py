"""What each check is worth.

A check that the stub already passes is a guard: worth nothing, and failing it voids the points of the others. Points
come from the checks that the stub fails, so an untouched stub scores 0 whatever the author writes. Which those are
is found by grading the stub.
"""

from collections.abc import Sequence

from grader.testing.check import CheckOutcome

# Of one submission, or of the stub: outcomes in the same order.
Outcomes = Sequence[CheckOutcome]


def max_points(stub: Outcomes) -> tuple[float, ...]:
    """What each check is worth at most."""
    return tuple(0.0 if outcome.passed else outcome.spec.weight for outcome in stub)


def points(outcomes: Outcomes, worth: Sequence[float]) -> tuple[float, ...]:
    """What a submission gets for each check."""
    if any(not outcome.passed and most == 0.0 for outcome, most in zip(outcomes, worth, strict=True)):
        return tuple(0.0 for _ in worth)
    return tuple(most if outcome.passed else 0.0 for outcome, most in zip(outcomes, worth, strict=True))
