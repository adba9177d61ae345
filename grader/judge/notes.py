"""What the runner tells of itself becomes observations, each stamped with the judge's clock."""

from collections.abc import Callable

from msgspec.structs import replace

from grader.judge.loop import JudgeLoop
from grader.judge.observations import Observations, PrintedLine
from grader.protocol.messages import (
    Beyond,
    Happening,
    LateBeat,
    LostException,
    LostTask,
    NeverAwaited,
    Printed,
    TaskEnded,
    TaskWaiting,
    TimersSet,
    Unfinished,
)

# What it takes to keep a printed piece, however short, in characters.
_LEAST_PIECE = 16


class Notes:
    """Takes down what happened; `on_excess` ends a run that prints more than it may."""

    def __init__(
        self,
        loop: JudgeLoop,
        seen: Observations,
        output_bytes: int,
        output_lines: int,
        on_excess: Callable[[int | None], None],
    ) -> None:
        """Take the clock, where to write, how much may be printed, and what to do with more."""
        self._loop = loop
        self._seen = seen
        self._bytes_left = output_bytes
        self._lines_left = output_lines
        self._on_excess = on_excess
        self._begun: dict[str, list[str]] = {}
        self._last: dict[str, PrintedLine] = {}

    def take(self, happening: Happening) -> None:
        """Take down what happened."""
        seen = self._seen
        match happening:
            case Printed():
                self._print(happening)
            case Unfinished():
                seen.unfinished = happening.tasks
                seen.open_generators = happening.generators
            case TimersSet():
                seen.timers = happening.timers
            case LostTask():
                seen.lost_tasks.append(happening)
            case NeverAwaited():
                seen.never_awaited.append(happening)
            case LostException():
                seen.lost_exceptions.append(happening)
            case Beyond():
                seen.beyond.append(happening)
            case TaskWaiting():
                seen.waits.begin(happening, self._loop.now)
            case TaskEnded(task=task):
                seen.waits.end(task, self._loop.now)
            case LateBeat():
                seen.late_beats.append(happening)

    def _print(self, printed: Printed) -> None:
        self._bytes_left -= max(len(printed.text), _LEAST_PIECE)
        self._lines_left -= printed.text.count("\n")
        if self._bytes_left < 0 or self._lines_left < 0:
            self._on_excess(printed.line)
            return
        head, *rest = printed.text.split("\n")
        # Pieces of a line are joined when it ends: joined each time, a line printed letter by letter would take hours.
        pieces = self._begun.setdefault(printed.stream, [])
        pieces.append(head)
        for each in rest:
            self._seen.printed.append(self._line(printed, "".join(pieces)))
            pieces[:] = [each]
        self._last[printed.stream] = self._line(printed, "")

    def _line(self, printed: Printed, text: str) -> PrintedLine:
        return PrintedLine(self._loop.now, printed.stream, text, printed.task, printed.line)

    def printed_lines(self) -> list[PrintedLine]:
        """All that was printed so far, a line begun and not ended included."""
        begun = ((last, "".join(self._begun[stream])) for stream, last in self._last.items())
        return [*self._seen.printed, *(replace(last, text=text) for last, text in begun if text)]
