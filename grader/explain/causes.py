"""What is said of each misconception, by its id.

A sentence names the learner's own functions and lines, so it has gaps; one misconception may be told in several ways,
each under `id/variant`. Only the id is published.
"""

from functools import cache

import msgspec

from grader.explain.causes_en import CAUSES


class CauseWords(msgspec.Struct, frozen=True):
    """The words of one variant."""

    cause: str
    sentence: str
    hint: str


def words_of(key: str) -> CauseWords:
    """The words of a misconception, or of one of its variants; a variant without a hint has that of its id."""
    cause, _, variant = key.partition("/")
    sentence, hint = CAUSES[key]
    return CauseWords(cause, sentence, hint or (CAUSES[cause][1] if variant and cause in CAUSES else ""))


@cache
def cause_ids() -> frozenset[str]:
    """Every misconception that can be recognised."""
    return frozenset(key.partition("/")[0] for key in CAUSES)
