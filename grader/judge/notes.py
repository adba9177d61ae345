"""What the runner tells of itself becomes observations, each stamped with the judge's clock."""

from collections.abc import Callable

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
    Unfinished,
)


class Notes:
    """Takes down what happened; `on_excess` ends a run that prints more than it may."""

    def __init__(
        self, loop: JudgeLoop, seen: Observations, output_bytes: int, on_excess: Callable[[int | None], None]
    ) -> None:
        """Take the clock, where to write, and what to do with too much."""
        self._loop = loop
        self._seen = seen
        self._left = output_bytes
        self._on_excess = on_excess
        self._begun: dict[str, PrintedLine] = {}

    def take(self, happening: Happening) -> None:
        """Take down what happened."""
        seen = self._seen
        match happening:
            case Printed():
                self._print(happening)
            case Unfinished():
                seen.unfinished = happening.tasks
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
        self._left -= len(printed.text)
        if self._left < 0:
            self._on_excess(printed.line)
            return
        begun = self._begun.pop(printed.stream, None)
        text = (begun.text if begun else "") + printed.text
        *lines, rest = text.split("\n")
        self._seen.printed += (self._line(printed, line) for line in lines)
        if rest:
            self._begun[printed.stream] = self._line(printed, rest)

    def _line(self, printed: Printed, text: str) -> PrintedLine:
        return PrintedLine(self._loop.now, printed.stream, text, printed.task, printed.line)

    def printed_lines(self) -> list[PrintedLine]:
        """All that was printed so far, a line begun and not ended included."""
        return [*self._seen.printed, *self._begun.values()]
