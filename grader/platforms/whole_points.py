"""Points for platforms that know no fractions: those of the course, shared out among the checks of each exercise.

A course of eleven points stays one of eleven: three checks of five points are 2, 2 and 1, not 167, 167 and 166 of a
course of 1100. Every check that counts keeps at least one, else full marks could be had without it; only where an
exercise has fewer points than such checks, or a part of a point, all points are multiplied.
"""

import math
from collections.abc import Sequence
from fractions import Fraction

from grader.platforms.cases import Case
from grader.platforms.shares import EXACT, FINEST, SCALES, share


def whole_points(cases: Sequence[Case]) -> tuple[tuple[int, int], ...]:
    """What was earned and could be for each case; what could be never depends on what was."""
    exercises = tuple(dict.fromkeys(case.exercise for case in cases))
    parts = {slug: [case.max_points for case in cases if case.exercise == slug] for slug in exercises}
    factor = next((scale for scale in SCALES if all(_fits(part, scale) for part in parts.values())), FINEST)
    maxima = {slug: iter(_shared_out([most * factor for most in part])) for slug, part in parts.items()}
    return tuple(_earned(case, next(maxima[case.exercise])) for case in cases)


def _earned(case: Case, whole: int) -> tuple[int, int]:
    return math.floor(whole * Fraction(share(case.points, case.max_points)) + Fraction(1, 10**9)), whole


def _fits(parts: Sequence[float], scale: int) -> bool:
    total = sum(parts) * scale
    return abs(total - round(total)) < EXACT and round(total) >= sum(part > 0 for part in parts)


def _shared_out(parts: Sequence[float]) -> list[int]:
    """Whole numbers that add up to the sum of the parts, each as near to its own as can be."""
    whole = [max(1, math.floor(part)) if part > 0 else 0 for part in parts]
    counting = [index for index, most in enumerate(whole) if most]
    total = max(round(sum(parts)), len(counting))
    while sum(whole) < total:
        whole[max(counting, key=lambda index: parts[index] - whole[index])] += 1
    while sum(whole) > total:
        above_one = (index for index in counting if whole[index] > 1)
        whole[min(above_one, key=lambda index: parts[index] - whole[index])] -= 1
    return whole
