"""Judges on other machines, by Dask.

A task of Dask is a chunk of submissions. Its worker grades them with a judge of this package in a process of its own,
so what brings a judge down leaves the worker alone; the loss of a worker is the loss of a machine, and Dask gives its
chunk to another. A chunk that takes three workers with it is taken apart, and a submission that does so by itself is
given back without an outcome.

Few chunks are in flight at a time: a scheduler keeps state for each, and a class may be large. The definitions travel
with the first chunk that a worker sees; the secret of the data seeds never leaves this machine.
"""

import contextlib
import itertools
import os
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from grader.batch.bundle import Bundle
from grader.batch.judges import JudgesFailed, Place, cpus
from grader.batch.tasks import Done, Outcome, Settings, Task, grader_name

CHUNK = 25
_IN_FLIGHT_EACH = 2
_WAIT_FOR_WORKERS_S = 60


class ClusterMissing(Exception):
    """Dask is not installed, or its scheduler is not to be had; says what to do."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem, remedy)
        self.problem = problem
        self.remedy = remedy


class Cluster:
    """The workers of one scheduler, working off tasks."""

    def __init__(self, address: str, bundle: Bundle, chunk: int = CHUNK) -> None:
        self._address = address
        self._bundle = bundle
        self._chunk = chunk

    def grade(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """Each task with its outcome, as they come; raises `JudgesFailed` and `ClusterMissing`."""
        distributed = _distributed()
        with contextlib.ExitStack() as stack:
            client = stack.enter_context(self._connect(distributed))
            client.register_plugin(_definitions(distributed, self._bundle))
            work = _Work(client, self._bundle.name(), _chunks(tasks, self._chunk))
            work.fill()
            for future in work.as_completed:
                yield from work.results(future)
                work.fill()

    def _connect(self, distributed: Any) -> Any:
        try:
            client = distributed.Client(self._address, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            problem = f"--scheduler {self._address}: does not answer ({str(error).splitlines()[0]})."
            raise ClusterMissing(problem, "Start one with `dask scheduler`, and name its address.") from None
        try:
            client.wait_for_workers(1, timeout=_WAIT_FOR_WORKERS_S)
        except TimeoutError:
            client.close()
            problem = f"--scheduler {self._address}: has no workers."
            remedy = f"Start some with `dask worker {self._address} --nthreads 1`."
            raise ClusterMissing(problem, remedy) from None
        return client


class _Work:
    """Chunks in flight, never more than the workers can soon see."""

    def __init__(self, client: Any, bundle: str, chunks: Iterator[list[Task]]) -> None:
        self._client = client
        self._bundle = bundle
        self._chunks = chunks
        self._sent: dict[Any, list[Task]] = {}
        self.as_completed = _distributed().as_completed(loop=client.loop)

    def fill(self) -> None:
        """Send chunks as long as there are workers for them."""
        workers = max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))
        while len(self._sent) < workers * _IN_FLIGHT_EACH and (chunk := next(self._chunks, None)) is not None:
            self._send(chunk)

    def _send(self, chunk: list[Task]) -> None:
        future = self._client.submit(grade_chunk, self._bundle, grader_name(), chunk, pure=False)
        self._sent[future] = chunk
        self.as_completed.add(future)

    def results(self, future: Any) -> Iterator[Done]:
        """What became of a chunk that came back, or did not."""
        chunk = self._sent.pop(future)
        error = future.exception()
        if error is None:
            yield from _read(future.result(), chunk)
        elif not isinstance(error, _distributed().KilledWorker):
            raise JudgesFailed(f"a worker could not grade ({type(error).__name__}: {error})")
        elif len(chunk) > 1:
            for task in chunk:
                self._send([task])
        else:
            yield Done(chunk[0], None, "three workers were lost while they graded it")
        future.release()


def _read(results: list[tuple[Outcome | None, str]], chunk: list[Task]) -> Iterator[Done]:
    for task, (outcome, reason) in zip(chunk, results, strict=True):
        yield Done(task, outcome, reason)


def _chunks(tasks: Iterable[Task], size: int) -> Iterator[list[Task]]:
    tasks = iter(tasks)
    while chunk := list(itertools.islice(tasks, size)):
        yield chunk


# On a worker


_SETTINGS: dict[str, Settings] = {}
_PLACES: dict[str, Place] = {}

# A judge belongs on one processor, and so does its worker: further threads of a worker wait their turn.
_TURN = threading.Lock()


def _definitions(distributed: Any, bundle: Bundle) -> Any:
    """What gives the definitions to each worker, also to those that come later."""

    class Definitions(distributed.WorkerPlugin):  # type: ignore[misc] # Dask is not there for everybody
        name = f"onethread-{bundle.name()}"

        def setup(self, worker: Any) -> None:
            del worker
            receive(bundle)

    return Definitions()


def receive(bundle: Bundle) -> None:
    """Unpack the definitions on this machine."""
    _SETTINGS[bundle.name()] = bundle.unpack(Path(tempfile.gettempdir()))


def grade_chunk(bundle: str, by: str, chunk: list[Task]) -> list[tuple[Outcome | None, str]]:
    """The outcome of each task, with a reason where there is none."""
    if by != grader_name():
        raise RuntimeError(f"this worker has grader {grader_name()}, and {by} is asked for; install that one")
    with _TURN:
        if bundle not in _PLACES:
            _PLACES[bundle] = Place(_own_number(), _SETTINGS[bundle])
        place = _PLACES[bundle]
        found = [place.grade(task) for task in chunk]
    return [(done.outcome, done.reason) for done in found]


_HELD: list[IO[bytes]] = []


def _own_number() -> int:
    """A number that no other worker on this machine has, so that their judges get processors of their own."""
    if sys.platform != "win32":
        import fcntl

        for number in range(cpus()):
            file = (Path(tempfile.gettempdir()) / f"onethread-judge-{os.getuid()}-{number}").open("wb")
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                file.close()
            else:
                _HELD.append(file)
                return number
    return os.getpid()


def _distributed() -> Any:
    try:
        import distributed
    except ImportError:
        raise ClusterMissing("--scheduler needs Dask.", "Install it: `pip install 'onethread[cluster]'`.") from None
    return distributed
