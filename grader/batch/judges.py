"""The judges of this machine: warm processes, each on a processor of its own, and who looks after them.

A thread for each judge sends it one task after the other and waits. A judge that dies, or stays silent for too long, is
replaced, and the task that it had is tried once more; when the second judge dies of it too, the task is given back
without an outcome. Judges that keep dying, whatever they are given, are no submission's doing: then all ends.
"""

import contextlib
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, BinaryIO, cast

from grader.batch.tasks import Done, Graded, Ready, Refused, Settings, Task
from grader.batch.worker import Answer, read_message, send_message

_PACKAGE_ROOT = str(Path(__file__).resolve().parents[2])
PATIENCE_S = 300.0
_TRIES = 2
_LOOK_S = 0.1
_STOP_S = 0.4
_DEATHS_IN_A_ROW = 8


class JudgesFailed(Exception):
    """No judge can work here.

    `offered` is the isolation there is, where that is the reason; `remedy` what mends definitions that are.
    """

    def __init__(self, reason: str, offered: str | None = None, remedy: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.offered = offered
        self.remedy = remedy


class _JudgeGone(Exception):
    """The judge died, or was ended since it did not answer; says what it said last."""


class _Judge:
    """One process."""

    def __init__(self, number: int, settings: Settings) -> None:
        """Start it; its checks are collected while the caller does something else."""
        self._said = cast("IO[bytes]", tempfile.TemporaryFile())  # noqa: SIM115 - lives as long as the process
        code = "from grader.batch.worker import main; import sys; main(int(sys.argv[1]))"
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"import sys; sys.path.insert(0, {_PACKAGE_ROOT!r}); {code}", str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            # The keyboard interrupts the supervisor, which then ends its judges in order.
            start_new_session=True,
        )
        self._settings = settings
        self._ready = False

    def grade(self, task: Task) -> Done:
        """Send the task and wait; raises `_JudgeGone`, and `JudgesFailed` where it says that it cannot grade at all."""
        try:
            if not self._ready:
                send_message(self._tasks, self._settings)
                self._answer(Ready)
                self._ready = True
            send_message(self._tasks, task)
        except OSError:
            raise _JudgeGone(self._last_words()) from None
        graded = self._answer(Graded)
        assert isinstance(graded, Graded)
        return Done(task, graded.outcome)

    def _answer(self, expected: type[Ready] | type[Graded]) -> Answer:
        answer: Answer | None = read_message(cast("BinaryIO", self._process.stdout), Answer)
        if isinstance(answer, Refused):
            raise JudgesFailed(answer.reason, answer.offered, answer.remedy)
        if not isinstance(answer, expected):
            raise _JudgeGone(self._last_words())
        return answer

    @property
    def _tasks(self) -> BinaryIO:
        return cast("BinaryIO", self._process.stdin)

    def _last_words(self) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
        code = self._process.poll()
        self._said.seek(0)
        lines = self._said.read()[-4096:].decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else f"ended with exit code {code}"

    def kill(self) -> None:
        """End the process at once; its runners end with it."""
        self._process.kill()

    def close(self) -> None:
        """End it, and give back what it held."""
        self.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._said):
            with contextlib.suppress(OSError):
                if stream:
                    stream.close()


class Place:
    """Where one judge works at a time: warm from task to task, replaced when it dies."""

    def __init__(self, number: int, settings: Settings, patience: float = PATIENCE_S) -> None:
        """Start none before there is a task."""
        self._number = number
        self._settings = settings
        self._patience = patience
        self._judge: _Judge | None = None
        self._deaths = 0
        self._is_closed = False

    def grade(self, task: Task) -> Done:
        """The task with its outcome, or without one where two judges died of it; raises `JudgesFailed`."""
        reason = ""
        for _ in range(_TRIES):
            if self._is_closed:
                break
            try:
                done = self._grade_once(task)
            except _JudgeGone as gone:
                reason = str(gone)
                self._count_death(reason)
            else:
                self._deaths = 0
                return done
        return Done(task, None, reason)

    def _grade_once(self, task: Task) -> Done:
        self._judge = self._judge or _Judge(self._number, self._settings)
        if self._is_closed:  # since it began to start, when `stop` could not see it
            self._judge.kill()
        watch = threading.Timer(self._patience, self._judge.kill)
        watch.daemon = True
        watch.start()
        try:
            return self._judge.grade(task)
        except _JudgeGone:
            self._end()
            raise
        finally:
            watch.cancel()

    def _count_death(self, reason: str) -> None:
        self._deaths += 1
        if self._deaths >= _DEATHS_IN_A_ROW and not self._is_closed:
            raise JudgesFailed(f"{self._deaths} judges died one after the other: {reason}")

    def stop(self) -> None:
        """End the judge at once, from whatever thread; whoever waits for it notices, and no other is started."""
        self._is_closed = True
        judge = self._judge
        if judge is not None:
            judge.kill()

    def close(self) -> None:
        """End the judge, and give back what it held."""
        self._is_closed = True
        self._end()

    def _end(self) -> None:
        if self._judge is not None:
            self._judge.close()
            self._judge = None


class Judges:
    """So many judges, working off tasks."""

    def __init__(self, settings: Settings, workers: int, patience: float = PATIENCE_S) -> None:
        """Start none before there are tasks; `patience` is for one task, in real seconds."""
        self._settings = settings
        self._workers = workers
        self._patience = patience
        self._done: queue.Queue[Done | BaseException | None] = queue.Queue()
        self._lock = threading.Lock()
        self._stopping = False
        self._tasks: Iterator[Task] = iter(())
        self._places: list[Place] = []

    def grade(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """Each task with its outcome, as they come; raises `JudgesFailed`. Left early, all judges end."""
        self._tasks = iter(tasks)
        self._places = [Place(number, self._settings, self._patience) for number in range(self._workers)]
        threads = [threading.Thread(target=self._keep, args=(place,), daemon=True) for place in self._places]
        for thread in threads:
            thread.start()
        try:
            yield from self._as_they_come(len(threads))
        finally:
            self._stop(threads)

    def _as_they_come(self, working: int) -> Iterator[Done]:
        while working:
            try:
                one = self._done.get(timeout=_LOOK_S)
            except queue.Empty:
                continue
            if isinstance(one, BaseException):
                raise one
            if one is None:
                working -= 1
            else:
                yield one

    def _stop(self, threads: Iterable[threading.Thread]) -> None:
        with self._lock:
            self._stopping = True
        for place in self._places:
            place.stop()
        until = time.monotonic() + _STOP_S
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))

    def _next(self) -> Task | None:
        with self._lock:
            return None if self._stopping else next(self._tasks, None)

    def _keep(self, place: Place) -> None:
        """One thread: a judge, and another when it dies, until there are no tasks."""
        try:
            while (task := self._next()) is not None:
                self._done.put(place.grade(task))
        except BaseException as error:  # noqa: BLE001 - the caller of `grade` must have it
            self._done.put(error)
        finally:
            place.close()
            self._done.put(None)


def cpus() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
