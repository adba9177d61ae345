"""Why a submission got its verdict, in the learner's own names and lines.

Where a diagnosis recognises the misconception, it speaks; else the general sentence of the verdict stands with whatever
fact and line the finding brought.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from grader.explain.case import Case, Diagnosis, NotedLine
from grader.explain.diagnoses import decisive
from grader.explain.flow import at_work, most_at_once
from grader.explain.wording import ANOTHER_DAY, AS_LONG_AS_THE_STUB, JUST_AS_POSSIBLE, wording_of
from grader.model.verdict import Verdict

__all__ = ["Case", "Diagnosis", "NotedLine", "diagnose", "marked_line"]


def diagnose(case: Case) -> Diagnosis:
    """The most exact thing that can be said of a verdict."""
    said = decisive(case) or _beneath(case) or _general(case)
    wording = wording_of(case.verdict)
    return replace(
        said,
        sentence=_placed(case, said.sentence),
        hint=said.hint or wording.advice,
        headline=said.headline or wording.headline,
    )


def _beneath(case: Case) -> Diagnosis | None:
    """What went wrong in the schedule of a race, said as of any other run."""
    said = None if case.beneath is None else decisive(case.beneath)
    return said and replace(said, sentence=JUST_AS_POSSIBLE.format(sentence=said.sentence), headline="")


def _placed(case: Case, sentence: str) -> str:
    """The sentence, with what was different from the run that is shown: else a learner looks for it there."""
    if case.cancelled:
        return f"{_as_sentence(f'{case.cancelled}: {case.fact}')} {sentence}".strip()
    if not case.another_day or case.verdict is Verdict.JUDGE_ERROR:
        return sentence
    return ANOTHER_DAY.format(check=case.another_day, sentence=sentence)


def _general(case: Case) -> Diagnosis:
    general, headline = wording_of(case.verdict).sentence, ""
    if case.verdict is Verdict.STILL_SEQUENTIAL and most_at_once(at_work(case.run)) > 1:
        # The time is the stub's, and yet it would be a lie that each wait begins when the one before has ended.
        general, headline = AS_LONG_AS_THE_STUB, wording_of(Verdict.TOO_SLOW).headline
    sentence = f"{general} {_as_sentence(case.fact)}".strip() if case.fact else general
    if case.cancelled:
        sentence = ""  # what is said of the cancel says all that is known
    notes = (NotedLine(case.line, "", marked=True),) if case.line else ()
    return Diagnosis(sentence, case.line, notes, headline=headline)


def _as_sentence(fact: str) -> str:
    first_lines = fact.strip().splitlines()
    text = first_lines[0] if first_lines else ""
    # A name of the learner's, like `main()` or `asyncio.run`, stays as it is spelled.
    if re.match(r"[a-z]+[ ,:;]", text):
        text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def marked_line(notes: Sequence[NotedLine]) -> int | None:
    """The line of the cause among several."""
    return next((note.line for note in notes if note.marked), None)
