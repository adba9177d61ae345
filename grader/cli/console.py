"""Standard output and standard error, as screens and as plain streams."""

import contextlib
import io
import os
import sys
from typing import TextIO

from rich.console import Console

from grader.cli import surroundings
from grader.reporters.terminal.screen import Commands, Screen, screen_of


class _Console(Console):
    """Goes quiet when its reader has left, as in `grader list | head`: the work and its exit code stand."""

    def on_broken_pipe(self) -> None:
        self.quiet = True
        leave_quietly(self.file)


def commands_here(same: tuple[str, ...] = ()) -> Commands:
    """How the learner called us, and with which options where these belong to what is told of."""
    return Commands(surroundings.called_as(), surroundings.grades_as(), same)


def console_for(stream: TextIO, same: tuple[str, ...] = ()) -> tuple[Console, Screen]:
    """A console on the stream, and the screen it is."""
    console = _Console(file=stream, highlight=False, emoji=False, markup=False)
    return console, screen_of(console, commands_here(same))


def write_plain(text: str, stream: TextIO | None = None) -> None:
    """Write text as it is."""
    stream = stream or sys.stdout
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        leave_quietly(stream)


def leave_quietly(stream: object) -> None:
    """Point the stream of a reader who has left to nowhere, so that closing it at exit does not complain."""
    with contextlib.suppress(OSError, ValueError, AttributeError, io.UnsupportedOperation):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())  # type: ignore[attr-defined] # not every stand-in for a stream is a file
        os.close(nowhere)


def survive_any_encoding() -> None:
    """A sign that the output cannot show is shown as an escape rather than ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
