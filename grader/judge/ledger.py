"""Every call that the world got."""

from collections import defaultdict
from typing import Any

import msgspec

from grader.protocol.messages import Origin


class CallRecord(msgspec.Struct):
    """One call of a function of the world; instants are virtual seconds, `None` while they have not come."""

    function: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    started: float
    origin: Origin
    blocking: bool = False
    finished: float | None = None
    cancelled: float | None = None
    error: BaseException | None = None

    @property
    def thread(self) -> int:
        """The thread it came from; 0 is the loop's."""
        return self.origin.thread


class FunctionLedger(msgspec.Struct):
    """The calls of one function."""

    calls: list[CallRecord] = msgspec.field(default_factory=list)
    in_flight: int = 0
    in_flight_max: int = 0


class Ledger:
    """All calls of a run, in the order in which they started."""

    def __init__(self) -> None:
        """Begin empty."""
        self.calls: list[CallRecord] = []
        self._by_function: defaultdict[str, FunctionLedger] = defaultdict(FunctionLedger)

    def of(self, function: str) -> FunctionLedger:
        """The ledger of one function: `name`, or `Class.method`."""
        return self._by_function[function]

    def begin(self, record: CallRecord) -> None:
        """A call started."""
        self.calls.append(record)
        ledger = self.of(record.function)
        ledger.calls.append(record)
        ledger.in_flight += 1
        ledger.in_flight_max = max(ledger.in_flight_max, ledger.in_flight)

    def end(self, record: CallRecord, now: float, error: BaseException | None) -> None:
        """A call ended, well or with an exception."""
        record.finished = now
        record.error = error
        self.of(record.function).in_flight -= 1
