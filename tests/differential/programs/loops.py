"""The loop's own doors: callbacks, timers, futures, eager tasks, contexts, clocks."""

import asyncio
import contextvars
import datetime
import sys
import time
from datetime import datetime as moment
from time import monotonic, perf_counter, sleep

from world import apply, at_gate, fetch, forgotten, open_gate, polite, quick


async def callbacks_in_turn():
    loop = asyncio.get_running_loop()
    for number in range(3):
        loop.call_soon(print, "soon", number)
    print(await quick(1))
    await polite()
    print("after one turn")


async def timers_in_turn():
    loop = asyncio.get_running_loop()
    loop.call_later(1, print, "later")
    loop.call_at(1, print, "at")
    task = asyncio.create_task(fetch("a", 1))
    await asyncio.sleep(0)
    loop.call_later(1, print, "last")
    loop.call_later(0.5, print, "never").cancel()
    print(await task)
    await asyncio.sleep(1)


async def timers_of_no_delay():
    loop = asyncio.get_running_loop()
    loop.call_later(0, print, "no delay")
    loop.call_soon(print, "soon")
    loop.call_later(-1, print, "less than none")
    await fetch("a", 0.5)


async def a_future_by_hand():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(1, future.set_result, "set")

    async def wait(name):
        print(name, await future)

    await asyncio.gather(wait("a"), wait("b"), fetch("c", 1))


async def done_callbacks():
    task = asyncio.create_task(fetch("a", 1))
    task.add_done_callback(lambda done: print("first", done.result()))
    task.add_done_callback(lambda done: print("second"))
    await task
    print("after")
    await asyncio.sleep(0)


async def an_exception_nobody_asks_for():
    async def bad():
        await fetch("a", 0.5)
        raise ValueError("lost")

    task = asyncio.create_task(bad())
    await asyncio.sleep(1)
    return task.done()


async def a_task_left_behind():
    tasks = [asyncio.create_task(fetch("slow", 5)), asyncio.create_task(asyncio.sleep(5))]
    await asyncio.sleep(1)
    return len(tasks)


async def a_task_left_at_once():
    asyncio.get_running_loop().background = asyncio.create_task(fetch("slow", 5))


async def a_lost_task():
    asyncio.create_task(forgotten())
    await fetch("a", 1)
    return len(asyncio.all_tasks())


async def a_deadlock():
    await asyncio.Event().wait()


async def a_deadlock_in_the_service():
    await fetch("a", 1)
    await at_gate()


async def a_busy_wait():
    task = asyncio.create_task(fetch("a", 1))
    while not task.done():
        await asyncio.sleep(0)


async def without_end():
    while True:
        await fetch("a", 10)


async def a_callback_that_raises():
    asyncio.get_running_loop().call_later(0.5, int, "no number")
    return await fetch("a", 1)


if sys.version_info >= (3, 12):

    async def eager_tasks():
        asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)

        async def work(name):
            print(name, "begins")
            print(name, await quick(1))
            print(name, await fetch(name, 1))

        async with asyncio.TaskGroup() as group:
            for name in "ab":
                group.create_task(work(name))
                print("made", name)

    async def eager_gather():
        asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
        print(await asyncio.gather(quick(1), quick(2)))
        return await asyncio.gather(quick(1), fetch("a", 1), polite(), fetch("b", 0.5))

    async def one_eager_task():
        loop = asyncio.get_running_loop()
        task = asyncio.Task(quick(1), loop=loop, eager_start=True)
        print(task.done())
        later = asyncio.Task(fetch("a", 1), loop=loop, eager_start=True)
        print(later.done())
        return await task, await later


async def contexts():
    who = contextvars.ContextVar("who", default="nobody")

    async def work(name):
        who.set(name)
        await fetch(name, 0.5)
        asyncio.get_running_loop().call_soon(lambda: print("callback of", who.get()))
        await polite()
        return who.get()

    async def called_back(value):
        return len(who.get()) + value

    who.set("main")
    print(await asyncio.gather(work("a"), work("bc")))
    context = contextvars.copy_context()
    task = asyncio.create_task(work("inside"), context=context)
    await task
    return who.get(), context[who], await apply(called_back, 1)


async def clocks():
    loop = asyncio.get_running_loop()
    start = time.time(), time.monotonic(), datetime.datetime.now()
    await fetch("a", 1.5)
    print(time.time() - start[0], time.monotonic() - start[1], datetime.datetime.now() - start[2])
    print(loop.time() == time.monotonic(), monotonic() == perf_counter(), time.monotonic_ns())
    print(moment.now(), moment.now(datetime.UTC), datetime.date.today())
    sleep(0.5)
    print(moment.now().isoformat(), time.perf_counter_ns())


async def a_gate_and_the_ready_queue():
    loop = asyncio.get_running_loop()

    async def wait(name):
        await at_gate()
        print(name)

    tasks = [asyncio.create_task(wait(name)) for name in "ab"]
    await asyncio.sleep(0)
    loop.call_soon(print, "before")
    await open_gate()
    loop.call_soon(print, "after")
    await asyncio.gather(*tasks)
