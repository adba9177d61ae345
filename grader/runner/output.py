"""Standard streams: what the submission prints becomes part of what happened, in its place among the calls."""

import io
import sys
from typing import Any, Literal

from grader.protocol.messages import Flush, Printed
from grader.runner.room import Room

# Characters: so that the judge can end what prints too much before it has all been sent.
_PIECE = 100_000


class _Told(io.RawIOBase):
    """The raw end of a standard stream, which tells the judge."""

    def __init__(self, room: Room, stream: Literal["out", "err"]) -> None:
        super().__init__()
        self._room = room
        self._stream = stream

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        text = bytes(data).decode("utf-8", "replace")
        for start in range(0, len(text), _PIECE):
            self._tell(text[start : start + _PIECE])
        return len(data)

    def _tell(self, text: str) -> None:
        room = self._room
        task, line = room.task_name(), room.submission.line(sys._getframe(2))
        last = room.happened[-1] if room.happened else None
        if isinstance(last, Printed) and self._goes_on(last, task, line):
            room.happened[-1] = Printed(self._stream, last.text + text, task, last.line)
        else:
            room.note(Printed(self._stream, text, task, line))
        if room.overfull and room.on_loop_thread:
            room.ask(Flush())

    def _goes_on(self, last: Printed, task: str, line: int | None) -> bool:
        """One print writes its text and its line end apart; what begins at another line is told apart."""
        same = (last.stream, last.task) == (self._stream, task) and len(last.text) < _PIECE
        return same and (last.line == line or not last.text.endswith("\n"))


def install(room: Room) -> None:
    """Replace the standard streams; standard input is empty."""
    sys.stdout = _stream(room, "out")
    sys.stderr = _stream(room, "err")
    sys.__stdout__, sys.__stderr__ = sys.stdout, sys.stderr  # type: ignore[misc]


def uninstall() -> None:
    """Let go of the standard streams of a run that is over."""
    sys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = None  # type: ignore[misc]


def _stream(room: Room, name: Literal["out", "err"]) -> io.TextIOWrapper:
    errors = "strict" if name == "out" else "backslashreplace"
    raw: Any = _Told(room, name)
    return io.TextIOWrapper(raw, "utf-8", errors, newline="\n", write_through=True)
