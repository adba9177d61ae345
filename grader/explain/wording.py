"""What is said of a verdict when nothing more exact is known, by its id.

The sentence that names the learner's own functions and lines is made where those are known; this is what stands above
it (the headline), what is said in its place when there is nothing to name (the sentence), and what to do next (the
advice).
"""

from functools import cache

import msgspec

from grader.explain import wording_en
from grader.model.verdict import Verdict


class Wording(msgspec.Struct, frozen=True):
    """The words of one verdict."""

    headline: str
    sentence: str
    advice: str


def wording_of(verdict: Verdict) -> Wording:
    """The words of a verdict."""
    return _all()[verdict]


AS_LONG_AS_THE_STUB = wording_en.AS_LONG_AS_THE_STUB
"""What is said of a time like the stub's where waits did pass together."""

ANOTHER_DAY = wording_en.ANOTHER_DAY
"""How a sentence begins that holds only for the data of one check, which is named."""

JUST_AS_POSSIBLE = wording_en.JUST_AS_POSSIBLE
"""How a sentence begins that holds only for the schedule of a race."""

TO_DO = wording_en.TO_DO
"""The headline of an exercise that is still its stub."""


@cache
def _all() -> dict[Verdict, Wording]:
    return {verdict: Wording(*wording_en.WORDING[verdict]) for verdict in Verdict}
