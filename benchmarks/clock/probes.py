"""What each virtual clock does on the same small programs, as a Markdown table.

    python benchmarks/clock/probes.py [--python OTHER_INTERPRETER …]

Each cell runs in a process of its own and is killed after ten seconds. Peers that need a newer Python are run by the
interpreters named after `--python`. Go is not run: its column is what the documentation of testing/synctest says.
"""

import argparse
import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

from peers import PEERS, STOCK, WATCHING, Peer

KILL_AFTER_S = 10
PORT = 28_765

Probe = Callable[[], Coroutine[Any, Any, Any]]


def now() -> float:
    """The time of the running loop."""
    return asyncio.get_running_loop().time()


async def ends(*contestants: tuple[str, Awaitable[Any]]) -> list[str]:
    """The order in which they end."""
    ended: list[str] = []

    async def run(name: str, contestant: Awaitable[Any]) -> None:
        await contestant
        ended.append(name)

    await asyncio.gather(*(run(*contestant) for contestant in contestants))
    return ended


async def sums() -> Any:
    """Ten sleeps of 0.1 end at exactly 1.0."""
    for _ in range(10):
        await asyncio.sleep(0.1)
    return now() == 1.0 or now()


async def ties() -> Any:
    """Eight equal sleeps wake in order."""
    woken: list[int] = []

    async def sleeper(n: int) -> None:
        await asyncio.sleep(1)
        woken.append(n)

    await asyncio.gather(*map(sleeper, range(8)))
    return woken == list(range(8)) or " ".join(map(str, woken))


async def two_days() -> Any:
    """A sleep of two days ends after two days."""
    await asyncio.sleep(172_800)
    return now() == 172_800 or now()


async def late() -> Any:
    """At 2^24 s, a sleep of a nanosecond still ends."""
    await asyncio.sleep(2**24)
    await asyncio.sleep(1e-9)
    return True


async def between_ticks() -> Any:
    """A loop that sleeps until 0.1 + 0.2 ends, started at 0.3."""
    await asyncio.sleep(0.3)
    for _ in range(1_000):
        if now() >= 0.1 + 0.2:
            return True
        await asyncio.sleep(0.1 + 0.2 - now())
    return "spins"


async def blocking() -> Any:
    """`time.sleep(1)` in a coroutine takes 1 s."""
    began = now()
    time.sleep(1)
    await asyncio.sleep(0)
    return abs(now() - began - 1) < 0.2 or f"{now() - began:.1f} s, silently"


async def job() -> Any:
    """A job of 0.3 s in a thread ends before `sleep(5)`."""
    ended = await ends(("sleep", asyncio.sleep(5)), ("job", asyncio.to_thread(time.sleep, 0.3)))
    return ended == ["job", "sleep"] or "the sleep ends first"


async def job_in_time() -> Any:
    """… and inside `timeout(3)`."""
    try:
        async with asyncio.timeout(3):
            await asyncio.to_thread(time.sleep, 0.3)
    except TimeoutError:
        return "times out"
    return now() < 3 or f"ends at {now():g} s"


async def asking_job() -> Any:
    """A job may wait for a coroutine that sleeps."""
    future = asyncio.to_thread(
        lambda loop: asyncio.run_coroutine_threadsafe(asyncio.sleep(0.05), loop).result(5), asyncio.get_running_loop()
    )
    await future
    return True


async def shutdown() -> Any:
    """The executor's shutdown waits for a job, in no time."""
    asyncio.get_running_loop().run_in_executor(None, time.sleep, 0.3)
    await asyncio.sleep(0)
    await asyncio.get_running_loop().shutdown_default_executor()
    return now() < 1 or f"takes {now():g} s"


async def child() -> Any:
    """A child process of 0.2 s ends before `sleep(5)`."""

    async def process() -> None:
        await (await asyncio.create_subprocess_exec("sleep", "0.2")).wait()

    ended = await ends(("sleep", asyncio.sleep(5)), ("child", process()))
    return ended == ["child", "sleep"] or "the sleep ends first"


async def foreign_thread() -> Any:
    """With nothing due, a thread's `call_soon_threadsafe` is waited for."""
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    threading.Timer(0.2, loop.call_soon_threadsafe, [future.set_result, True]).start()
    return await future


async def sockets() -> Any:
    """100 echoes over the loopback, each in `timeout(0.05)`."""

    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := await reader.readline():
            writer.write(line)
        writer.close()

    server = await asyncio.start_server(echo, "127.0.0.1", PORT)
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    late = 0
    for _ in range(100):
        writer.write(b"x\n")
        try:
            async with asyncio.timeout(0.05):
                await reader.readline()
        except TimeoutError:
            late += 1
    writer.close()
    server.close()
    return not late or f"{late} time out"


async def signals() -> Any:
    """A signal's handler runs before time moves."""
    caught: list[float] = []
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, lambda: caught.append(now()))
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.sleep(10)
    return (bool(caught) and caught[0] < 1) or f"runs at {caught}"


async def deadlock() -> Any:
    """Waiting for an event that nobody sets is an error."""
    await asyncio.Event().wait()


async def located() -> Any:
    """… which names the task and its line."""
    await asyncio.create_task(asyncio.Event().wait(), name="the stuck one")


async def livelock() -> Any:
    """`while True: await sleep(0)` is an error."""
    while True:
        await asyncio.sleep(0)


def right_error(probe: Probe, error: BaseException) -> Any:
    """Whether an error is the right end of a probe."""
    if probe in (deadlock, livelock):
        return True
    if probe is located:
        return ("the stuck one" in str(error) and ".py:" in str(error)) or "does not"
    return f"{type(error).__name__}"


PROBES: tuple[Probe, ...] = (
    sums,
    ties,
    two_days,
    late,
    between_ticks,
    blocking,
    job,
    job_in_time,
    asking_job,
    shutdown,
    child,
    foreign_thread,
    sockets,
    signals,
    deadlock,
    located,
    livelock,
)

# Go 1.25, package testing/synctest, as documented.
GO = {
    sums: "✓",
    ties: "any order",
    two_days: "✓",
    late: "✓",
    between_ticks: "✓",
    blocking: "✓ (every sleep is virtual)",
    job: "✓",
    job_in_time: "✓",
    asking_job: "✓",
    child: "✓",
    foreign_thread: "may not touch the bubble",
    sockets: "✓ (the clock stands)",
    deadlock: "✓",
    located: "✓ (goroutine traces)",
    livelock: "hangs",
}


def trio_probes() -> dict[Probe, Probe]:
    """Those that trio can run, in its own words."""
    import trio

    async def race(job: Callable[[], Awaitable[Any]]) -> Any:
        ended: list[str] = []

        async def run(name: str, contestant: Callable[[], Awaitable[Any]]) -> None:
            await contestant()
            ended.append(name)

        async with trio.open_nursery() as nursery:
            nursery.start_soon(run, "sleep", lambda: trio.sleep(5))
            nursery.start_soon(run, "job", job)
        return ended == ["job", "sleep"] or "the sleep ends first"

    async def trio_sums() -> Any:
        for _ in range(10):
            await trio.sleep(0.1)
        return trio.current_time() == 1.0 or trio.current_time()

    async def trio_ties() -> Any:
        woken: list[int] = []

        async def sleeper(n: int) -> None:
            await trio.sleep(1)
            woken.append(n)

        async with trio.open_nursery() as nursery:
            for n in range(8):
                nursery.start_soon(sleeper, n)
        return woken == list(range(8)) or " ".join(map(str, woken))

    async def trio_two_days() -> Any:
        await trio.sleep(172_800)
        return trio.current_time() == 172_800

    async def trio_late() -> Any:
        await trio.sleep(2**24)
        await trio.sleep(1e-9)
        return True

    async def trio_blocking() -> Any:
        began = trio.current_time()
        time.sleep(1)
        return trio.current_time() - began > 0.8 or f"{trio.current_time() - began:.1f} s, silently"

    async def trio_job() -> Any:
        return await race(lambda: trio.to_thread.run_sync(time.sleep, 0.3))

    async def trio_job_in_time() -> Any:
        with trio.move_on_after(3) as scope:
            await trio.to_thread.run_sync(time.sleep, 0.3)
        if scope.cancelled_caught:
            return "times out"
        return trio.current_time() < 3 or f"ends at {trio.current_time():g} s"

    async def trio_child() -> Any:
        return await race(lambda: trio.run_process(["sleep", "0.2"]))

    async def trio_deadlock() -> Any:
        await trio.Event().wait()

    async def trio_livelock() -> Any:
        while True:
            await trio.lowlevel.checkpoint()

    return {
        sums: trio_sums,
        ties: trio_ties,
        two_days: trio_two_days,
        late: trio_late,
        blocking: trio_blocking,
        job: trio_job,
        job_in_time: trio_job_in_time,
        child: trio_child,
        deadlock: trio_deadlock,
        located: trio_deadlock,
        livelock: trio_livelock,
    }


def cell(peer: Peer, probe: Probe) -> str:
    """One probe on one clock, in this process."""
    main: Any = trio_probes().get(probe) if peer.is_trio else probe
    if main is None:
        return "-"
    try:
        outcome, _ = peer.run(main)
    except BaseException as error:  # noqa: BLE001
        outcome = right_error(probe, error)
    return "✓" if outcome is True else str(outcome)


def in_process(python: str, peer: Peer, probe: Probe) -> str:
    """One probe on one clock, in a process of its own."""
    command = [python, "-W", "ignore", __file__, "--cell", peer.name, probe.__name__]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    ) as child:
        try:
            output, _ = child.communicate(timeout=KILL_AFTER_S)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            return "hangs"
    return output.strip().splitlines()[-1] if output.strip() else "dies"


def interpreter_for(peer: Peer, pythons: list[str]) -> str | None:
    """The first interpreter that has it."""
    for python in pythons:
        if not subprocess.run([python, "-c", f"import {peer.needs}"], capture_output=True, check=False).returncode:
            return python
    return None


def show(pythons: list[str]) -> None:
    """Print the table."""
    os.environ["PYTHONPATH"] = str(Path(__file__).parents[2])
    chosen = [(peer, python) for peer in (WATCHING, *PEERS[1:]) if (python := interpreter_for(peer, pythons))]
    print("| | " + " | ".join(peer.name.removesuffix(", watching") for peer, _ in chosen) + " | Go synctest (docs) |")
    print("|---|" + "---|" * (len(chosen) + 1))
    for probe in PROBES:
        row = [in_process(python, peer, probe) for peer, python in chosen]
        print(
            f"| {(probe.__doc__ or '').removesuffix('.')} | " + " | ".join([*row, GO.get(probe, "-")]) + " |",
            flush=True,
        )


def main() -> None:
    """Run one cell, or all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--python", nargs="*", default=[])
    parser.add_argument("--cell", nargs=2, metavar=("PEER", "PROBE"))
    options = parser.parse_args()
    if options.cell:
        peer = next(peer for peer in (*PEERS, STOCK, WATCHING) if peer.name == options.cell[0])
        print(cell(peer, globals()[options.cell[1]]), flush=True)
        os._exit(0)  # a thread of the probe may still sleep
    show([sys.executable, *options.python])


if __name__ == "__main__":
    main()
