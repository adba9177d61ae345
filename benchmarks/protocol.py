"""What a message and a value cost: microseconds to encode and to decode, the best of several rounds.

python benchmarks/protocol.py
"""

import timeit
from collections.abc import Callable

from grader.protocol.framing import frame, message_from_judge, message_from_runner
from grader.protocol.messages import Call, Go, Idle, Origin, Place, Printed, Returned, Say, Value, Wake
from grader.protocol.values import Codec

ROUNDS, TIMES = 7, 20_000

CODEC = Codec()
ORIGIN = Origin("Task-3", (Place("main", 14), Place("fetch_data", 9)), 0)
SAID = {
    "Say(Idle)": Say(Idle(250_000_000)),
    "Say(Call)": Say(Call(7, "download", CODEC.encode_call((2.0,), {"retries": 3}), ORIGIN)),
    "Say(Idle) with a line and a result": Say(
        Idle(None), (Printed("out", "the page is here\n", "Task-3", 14), Returned(1, "<h1>Harbour news</h1>"))
    ),
}
GONE = {
    "Go": Go(250_000_000),
    "Go with a value": Go(250_000_000, Value("<h1>Harbour news</h1>")),
    "Go with a wake": Go(250_000_000, None, (Wake(7, 250_000_000),)),
}
VALUES = {
    "str": "<h1>Harbour news</h1>",
    "list of ten": list(range(10)),
    "dict of three": {"id": 3, "name": "pier", "open": True},
    "list of 100 dicts": [{"id": number, "name": "pier", "open": True} for number in range(100)],
    "exception": TimeoutError("too late"),
}


def microseconds(action: Callable[[], object], times: int = TIMES) -> float:
    """The quickest round, per action."""
    return min(timeit.repeat(action, number=times, repeat=ROUNDS)) / times * 1e6


def show(name: str, encode: Callable[[], object], decode: Callable[[], object], times: int = TIMES) -> None:
    """One line of the table."""
    print(f"{name:36} {microseconds(encode, times):9.2f} {microseconds(decode, times):9.2f}")


def main() -> None:
    """Measure everything once."""
    print(f"{'microseconds':36} {'encode':>9} {'decode':>9}")
    for name, said in SAID.items():
        payload = frame(said)[4:]
        show(name, lambda said=said: frame(said), lambda payload=payload: message_from_runner(payload))  # type: ignore[misc]
    for name, gone in GONE.items():
        payload = frame(gone)[4:]
        show(name, lambda gone=gone: frame(gone), lambda payload=payload: message_from_judge(payload))  # type: ignore[misc]
    for name, value in VALUES.items():
        wire = CODEC.encode(value)
        times = TIMES // 100 if "100" in name else TIMES
        show(name, lambda value=value: CODEC.encode(value), lambda wire=wire: CODEC.decode(wire), times)  # type: ignore[misc]


if __name__ == "__main__":
    main()
