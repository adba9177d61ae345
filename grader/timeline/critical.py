"""The critical path of a run: what its total time waited for.

Time only moves while every task waits or one holds the thread. So at each moment at which time stood still, some
stretch had just ended, and what went on from there is known: the task whose stretch it was, or one that waited for it.
The path is walked backwards from the end of the entry's task:

* a wait for the world, a sleep, or a stretch of holding the thread is a step; the walk goes on where it began
* a wait for another task, a lock or a queue is none: the walk goes over to a task whose stretch ended at that moment,
  first the task that is named, then one that the waiting task made, then any
* a task that began at that moment began because the task that made it went on then
* whoever held the thread until a moment held everybody until then, also those whose own wait would have ended earlier

Several stretches that end at one moment are equally critical; the one that began first speaks for them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from grader.model.trace import Trace, TracedSpan

_FOR_OTHERS = ("joining", "queued")
_HOLDING = ("blocked", "computing")

# Nobody follows a chain longer than this, and each link of it looks at all that ended at its moment.
_LONGEST_CHAIN = 100


def critical_path(trace: Trace, entry: str) -> tuple[TracedSpan, ...]:
    """The spans that the end of the run waited for, in the order of time; `entry` is the task that it ends with."""
    return tuple(reversed(list(_Walk(trace).back_from(entry, trace.end))))


class _Walk:
    """The spans of a trace by the moment at which they end."""

    def __init__(self, trace: Trace) -> None:
        self._ending: dict[float, list[TracedSpan]] = defaultdict(list)
        for span in trace.spans:
            if span.end > span.start:
                self._ending[span.end].append(span)
        self._makers = {task.name: task.maker for task in trace.tasks}

    def back_from(self, task: str, moment: float) -> Iterator[TracedSpan]:
        """Each step, from the last to the first."""
        while moment > 0 and (step := self._decisive(task, moment)) is not None:
            yield step
            task, moment = step.task, step.start

    def _decisive(self, task: str | None, moment: float) -> TracedSpan | None:
        """The stretch by whose end a task went on at a moment."""
        seen: set[str] = set()
        last = None
        while task is not None and len(seen) < _LONGEST_CHAIN:
            seen.add(task)
            step = self._step(task, moment)
            if step is not None and step.kind not in _FOR_OTHERS:
                return step
            last = step or last
            task = self._whom(task, step, moment, seen)
        return last  # it waited for nobody but a clock

    def _step(self, task: str, moment: float) -> TracedSpan | None:
        """What the task, or whoever held the thread, did until the moment; a mere wait for others only if need be."""
        ending = self._ending.get(moment, ())
        return (
            _first(span for span in ending if span.kind in _HOLDING)
            or _first(span for span in ending if span.task == task and span.kind not in _FOR_OTHERS)
            or _first(span for span in ending if span.task == task)
        )

    def _whom(self, task: str, wait: TracedSpan | None, moment: float, seen: set[str]) -> str | None:
        """The task that a task waited for until the moment, or that made it then."""
        others = [span for span in self._ending.get(moment, ()) if span.task not in seen]
        active = [span for span in others if span.kind not in _FOR_OTHERS]
        maker = self._makers.get(task, "")
        if wait is None and maker and maker not in seen:
            return maker
        found = (
            _first(span for span in others if wait is not None and span.task == wait.label)
            or _first(span for span in active if self._makers.get(span.task) == task)
            or _first(active)
            or _first(others)
        )
        return found.task if found else None


def _first(spans: Iterable[TracedSpan]) -> TracedSpan | None:
    """What was cancelled at a moment is rather a consequence of what else ended then."""
    return min(spans, key=lambda span: (span.kind == "cancelled", span.start), default=None)
