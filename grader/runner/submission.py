"""The learner's module: compiled from the text that the judge sent, and which lines of a stack are theirs."""

import asyncio
import linecache
import sys
import traceback
from collections.abc import Iterator
from functools import lru_cache
from types import CodeType, FrameType, ModuleType, TracebackType

from grader.protocol.messages import Failure, NotLoaded, Place
from grader.protocol.values import Codec, error_name, safe_text

_LIMIT_OF_STACK = 20
# Bound before it is refused to submissions.
_LOOP = asyncio.BaseEventLoop.run_forever.__code__


class Submission:
    """One submission under its own file name; the file itself lies nowhere that this process could read."""

    def __init__(self, text: str, filename: str) -> None:
        """Take the text and the name under which tracebacks show it."""
        self.text = text
        self.filename = filename
        self.module = ModuleType(filename.removesuffix(".py"))
        self.module.__file__ = filename
        linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)

    def load(self) -> None:
        """Import the module. Raises whatever the submission raises."""
        code = _compiled(self.text, self.filename)
        sys.modules[self.module.__name__] = self.module
        exec(code, self.module.__dict__)  # noqa: S102 - running the submission is what this process is for

    def stack(self, frame: FrameType | None) -> tuple[Place, ...]:
        """The learner's lines that led to a frame, from the outermost function to the innermost."""
        places: list[Place] = []
        # Without `_outwards`, since each call of the world asks.
        while frame is not None and (code := frame.f_code) is not _LOOP:
            if code.co_filename == self.filename:
                places.append(Place(code.co_qualname, frame.f_lineno))
            frame = frame.f_back
        return tuple(reversed(places[:_LIMIT_OF_STACK]))

    def line(self, frame: FrameType | None) -> int | None:
        """The innermost line of the learner's that led to a frame."""
        for current in _outwards(frame):
            if current.f_code.co_filename == self.filename:
                return current.f_lineno
        return None

    def stack_of_error(self, error: BaseException) -> tuple[Place, ...]:
        """The learner's lines that an exception went through; of a group, those of the first that it holds."""
        places = self._places_of(error)
        while isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
            places = self._places_of(error) or places
        return tuple(places[-_LIMIT_OF_STACK:])

    def _places_of(self, error: BaseException) -> list[Place]:
        return [
            Place(frame.f_code.co_qualname, line)
            for frame, line in _walk(error.__traceback__)
            if frame.f_code.co_filename == self.filename
        ]

    def failure(self, error: BaseException, codec: Codec) -> Failure:
        """An exception in the form in which the judge hears of it."""
        return Failure(codec.encode(error), error_name(type(error)), safe_text(error), self.stack_of_error(error))

    def not_loaded(self, error: BaseException, codec: Codec) -> NotLoaded:
        """Why the module could not be imported."""
        failure = self.failure(error, codec)
        if isinstance(error, SyntaxError) and error.filename == self.filename:
            return NotLoaded("syntax-error", failure, error.lineno)
        line = failure.stack[-1].line if failure.stack else None
        if isinstance(error, SystemExit):
            return NotLoaded("exited", failure, line)
        return NotLoaded("import-error", failure, line)


@lru_cache(maxsize=1)
def _compiled(text: str, filename: str) -> CodeType:
    """The code of a submission; a process that serves several runs makes it once, and runs it anew each time."""
    return compile(text, filename, "exec", dont_inherit=True)


def _outwards(frame: FrameType | None) -> Iterator[FrameType]:
    """From a frame outwards, as far as the loop: who runs that is none of the submission's."""
    while frame is not None and frame.f_code is not _LOOP:
        yield frame
        frame = frame.f_back


def _walk(trace: TracebackType | None) -> Iterator[tuple[FrameType, int]]:
    yield from traceback.walk_tb(trace)
