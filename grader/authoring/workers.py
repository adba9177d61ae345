"""Work for several processes, with its results in order."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.sharedctypes import Synchronized
from typing import TypeVar

from grader.judge.affinity import share_one_cpu

T = TypeVar("T")
R = TypeVar("R")


def cpus() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_workers(
    work: Callable[[T], R], things: Sequence[T], workers: int, effort: Callable[[T], float] = lambda _: 0.0
) -> Iterator[R]:
    """The result for each thing, in order, as it comes; here, where a single process is enough.

    What takes most effort is begun first: begun last, it would keep one process busy while the others are idle.
    """
    if min(workers, len(things)) < 2:
        yield from map(work, things)
        return
    # Not forked: the threads of this process, such as those that wait for programs, would stay behind.
    context = get_context("spawn")
    begun = context.Value("i", 0)
    with ProcessPoolExecutor(min(workers, len(things)), context, _take_a_cpu, (begun,)) as pool:
        hardest_first = sorted(range(len(things)), key=lambda place: -effort(things[place]))
        begun_work = {place: pool.submit(work, things[place]) for place in hardest_first}
        try:
            yield from (begun_work[place].result() for place in range(len(things)))
        finally:
            pool.shutdown(cancel_futures=True)


def _take_a_cpu(begun: "Synchronized[int]") -> None:
    """Stay on a processor of one's own, as far as there are enough: whoever grades takes turns with its runners."""
    with begun.get_lock():
        number, begun.value = begun.value, begun.value + 1
    share_one_cpu(number)
