"""Points as platforms count them: a share of one, whole percent, or weights among each other.

What a student could have got must not depend on what they got, so every scale is chosen from the maxima alone.
"""

import math
from collections.abc import Sequence
from fractions import Fraction

from grader.model.report import Report

SCALES = (1, 2, 3, 4, 5, 6, 8, 10, 12, 20)
FINEST = 100
EXACT = 1e-6


def share(points: float, most: float) -> float:
    """The part of all points that was earned, from 0 to 1; nothing to earn is nothing earned."""
    assert math.isfinite(points) and math.isfinite(most), "points are numbers"  # noqa: PT018 - one fact
    return min(1.0, max(0.0, points / most)) if most > 0 else 0.0


def share_of(report: Report) -> float:
    """The part of all points that a report gives."""
    return share(report.points, report.max_points)


def percent(earned: float) -> int:
    """Whole percent of a share; the ends are kept for nothing and everything."""
    if earned <= 0.0 or earned >= 1.0:
        return 100 if earned >= 1.0 else 0
    return min(99, max(1, round(earned * 100)))


def weights(points: Sequence[float], most: Sequence[float]) -> tuple[tuple[int, int], ...]:
    """What was earned and could be, in whole numbers, for each part: exact where a small factor makes it so.

    Otherwise hundredths, handed out by largest remainder so that the maxima add up to the whole.
    """
    maxima = _whole(most)
    return tuple(
        (math.floor(whole * Fraction(share(got, of)) + Fraction(1, 10**9)), whole)
        for got, of, whole in zip(points, most, maxima, strict=True)
    )


def _whole(most: Sequence[float]) -> tuple[int, ...]:
    scale = next((s for s in SCALES if all(abs(m * s - round(m * s)) < EXACT for m in most)), None)
    if scale is not None:
        return tuple(round(m * scale) for m in most)
    return _by_largest_remainder([m * FINEST for m in most])


def _by_largest_remainder(parts: Sequence[float]) -> tuple[int, ...]:
    floors = [math.floor(part) for part in parts]
    left = round(sum(parts)) - sum(floors)
    by_remainder = sorted(range(len(parts)), key=lambda index: (floors[index] - parts[index], index))
    for index in by_remainder[:left]:
        floors[index] += 1
    return tuple(floors)
