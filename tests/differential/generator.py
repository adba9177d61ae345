"""Random small programs: tasks, sleeps with many ties, world calls, cancels, limits, locks, groups.

A program is a list of blocks, one a task; a block is a list of statements; a statement is its lines. What is drawn is
turned into text at once, so that a failing example is a program that can be read and run.
"""

import sys
from collections.abc import Callable

from hypothesis import strategies as st

Lines = list[str]

HEAD = """\
import asyncio
import contextlib
import time

import world
from world import *

lock = asyncio.Lock()
slots = asyncio.Semaphore(2)
event = asyncio.Event()
tasks = {}


def cancel(name):
    if name in tasks:
        print("cancel", name, tasks[name].cancel(name))


async def callback(value):
    print("callback", value)
    await asyncio.sleep(0.25 * (value % 3))
    return await quick(value)


async def child(name, delay):
    try:
        print(name, await fetch(name, delay))
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise
"""

_delays = st.sampled_from(["0", "0.25", "0.5", "0.5", "0.75", "1"])
_names = st.sampled_from([f"t{number}" for number in range(4)])


@st.composite
def calls(draw: st.DrawFn, *, background: bool) -> str:
    """One awaitable of the world."""
    name, first, second = draw(_names), draw(_delays), draw(_delays)
    choices = [
        f"fetch('{name}', {first})",
        f"quick({len(name)})",
        "polite(2)",
        f"legs({first}, {second})",
        f"legs({first}, 0, {second})",
        f"stubborn({first})",
        f"tidy({first}, {second})",
        f"cancel_text({first})",
        f"guarded('{name}', {first})",
        f"limited('{name}', {first})",
        f"impatient({first}, {second})",
        f"fail({first}, '{name}')",
        f"apply(callback, {draw(st.integers(0, 4))}, {first})",
        f"apply_within(callback, {draw(st.integers(0, 4))}, {second})",
    ]
    if background:
        choices += [
            f"both({first}, {second})",
            f"grouped({first}, {second}, {first})",
            f"fastest({first}, {second})",
            f"open_gate_later({first})",
            "at_gate()",
            f"waited_for({first}, {second})",
        ]
    return draw(st.sampled_from(choices))


def _indented(lines: Lines) -> Lines:
    return [f"    {line}" for line in lines]


@st.composite
def statements(draw: st.DrawFn, *, depth: int, background: bool) -> Lines:
    """One statement, which may hold blocks of its own."""
    call = calls(background=background)
    simple: list[Callable[[], Lines]] = [
        lambda: [f"await asyncio.sleep({draw(_delays)})"],
        lambda: ["await asyncio.sleep(0)"],
        lambda: [f"print(await {draw(call)})"],
        lambda: [f"print(await {draw(call)})"],
        lambda: [f"print('here', {draw(st.integers(0, 9))})"],
        lambda: [f"cancel({draw(_names)!r})"],
        lambda: [f"loop.call_later({draw(_delays)}, print, 'timer')"],
        lambda: [f"loop.call_later({draw(_delays)}, cancel, {draw(_names)!r})"],
        lambda: ["loop.call_soon(print, 'soon')"],
        lambda: ["event.set()"],
        lambda: [f"print(await asyncio.wait_for({draw(call)}, {draw(_delays)}))"],
        lambda: [f"print(await asyncio.wait_for(event.wait(), {draw(_delays)}))"],
        lambda: [f"print(await asyncio.shield({draw(call)}))"],
        lambda: [
            (
                f"done, pending = await asyncio.wait([asyncio.ensure_future(each) for each in "
                f"({draw(call)}, {draw(call)})], timeout={draw(_delays)})"
            ),
            "print(len(done), len(pending))",
        ],
        lambda: [
            f"print([str(each) for each in await asyncio.gather({draw(call)}, {draw(call)}, return_exceptions=True)])"
        ],
        lambda: [f"for each in asyncio.as_completed([{draw(call)}, {draw(call)}]):", "    print(await each)"],
        lambda: [f"async for page in pages(2, {draw(_delays)}):", "    print(page.name)"],
    ]
    if not background:
        simple += [lambda: [f"time.sleep({draw(_delays)})"], lambda: [f"world.burn({draw(_delays)})"]]
    if depth == 0:
        return draw(st.sampled_from(simple))()

    def block() -> Lines:
        return _indented(draw(blocks(depth=depth - 1, background=background)))

    def child() -> str:
        return f"child({draw(_names)!r}, {draw(_delays)})"

    nested: list[Callable[[], Lines]] = [
        lambda: [
            "try:",
            f"    async with asyncio.timeout({draw(_delays)}):",
            *_indented(block()),
            "except TimeoutError:",
            "    print('late')",
        ],
        lambda: ["async with lock:", *block()],
        lambda: ["async with slots:", *block()],
        lambda: [f"async with session('s', {draw(_delays)}):", *block()],
        lambda: ["try:", *block(), "finally:", f"    print('finally', await fetch('f', {draw(_delays)}))"],
        lambda: [
            "try:",
            *block(),
            "except asyncio.CancelledError as error:",
            "    print('cancelled', error.args)",
            *block(),
            "    raise",
        ],
        lambda: ["try:", *block(), "except asyncio.CancelledError:", "    print('swallowed')"],
        lambda: ["try:", *block(), "except Exception as error:", "    print('caught', repr(error))"],
        lambda: [
            "async with asyncio.TaskGroup() as group:",
            f"    group.create_task({child()})",
            f"    group.create_task({draw(call)})",
            *block(),
        ],
    ]
    return draw(st.sampled_from(simple + nested + nested))()


@st.composite
def blocks(draw: st.DrawFn, *, depth: int, background: bool) -> Lines:
    """A few statements, one after the other."""
    chosen = draw(st.lists(statements(depth=depth, background=background), min_size=1, max_size=4))
    return [line for statement in chosen for line in statement]


@st.composite
def programs(draw: st.DrawFn) -> str:
    """A whole program."""
    eager = sys.version_info >= (3, 12) and draw(st.integers(0, 4)) == 0
    # On one loop, a task factory of the program's would make the tasks of the world as well.
    background = not eager and draw(st.booleans())
    bodies = draw(st.lists(blocks(depth=2, background=background), min_size=1, max_size=4))
    lines = [HEAD]
    for number, body in enumerate(bodies):
        lines += ["", f"async def task_{number}():", "    loop = asyncio.get_running_loop()", *_indented(body)]
    lines += ["", "async def main():", "    loop = asyncio.get_running_loop()"]
    if eager:
        lines += ["    loop.set_task_factory(asyncio.eager_task_factory)"]
    lines += [f"    tasks['t{number}'] = asyncio.create_task(task_{number}())" for number in range(len(bodies))]
    lines += ["    await asyncio.wait(tasks.values())"]
    lines += ["    print([task.cancelled() or repr(task.exception()) for task in tasks.values()])"]
    return "\n".join(lines) + "\n"
