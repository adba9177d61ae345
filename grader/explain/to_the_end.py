"""The diagnosis *to the end*: nothing waits for its turn, and yet one wait lasts as long as the whole run."""

import msgspec

from grader.model.trace import Trace, TracedSpan
from grader.model.units import seconds


class ToTheEnd(msgspec.Struct, frozen=True):
    """The sentence, and the line of the entry that waits, where it is known."""

    sentence: str
    line: int | None


def to_the_end(trace: Trace, entry: str) -> ToTheEnd | None:
    """The wait for the world that begins and ends with the run."""
    waits = [span for span in trace.spans if span.kind == "waiting"]
    longest = next((span for span in waits if span.start == 0 and span.end == trace.end > 0), None)
    if longest is None:
        return None
    lines = (span.stack[0].line for span in trace.spans if span.end == trace.end and _stands_in(span, entry))
    line = next(lines, None)
    if len(waits) == 1:
        sentence = f"{longest.label} is all that is under way, from 0 s to {seconds(trace.end)}."
    else:
        where = f"line {line}" if line else "the program"
        sentence = (
            f"The waits do pass together, but {where} waits until the last of them has ended: "
            f"{longest.label} takes {seconds(trace.end)}."
        )
    return ToTheEnd(sentence, line)


def _stands_in(span: TracedSpan, entry: str) -> bool:
    return bool(span.stack) and span.stack[0].function == entry
