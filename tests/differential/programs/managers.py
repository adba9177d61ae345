"""Async context managers, and objects that live in the world."""

import asyncio
import contextlib

from world import Connection, fetch, forgiving, introduce, notes, session


async def opened_and_closed():
    async with session("s") as name:
        await fetch(name, 1)
    return notes()


async def that_sees_an_error():
    try:
        async with session("s"):
            raise ValueError("inside")
    except ValueError as error:
        return str(error), notes()


async def that_swallows_an_error():
    async with forgiving():
        raise ValueError("inside")
    return "went on"


async def that_does_not_swallow_another():
    async with forgiving():
        raise KeyError("inside")


async def nested_in_a_stack():
    async with contextlib.AsyncExitStack() as stack:
        for number in range(3):
            await stack.enter_async_context(session(str(number)))
        await fetch("inside", 1)
    return notes()


async def cancelled_inside():
    async def work():
        async with session("s"):
            await fetch("inside", 5)

    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])
    return task.cancelled(), notes()


async def cancelled_while_opening():
    async def work():
        async with session("s", 2):
            print("inside")

    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])
    return task.cancelled(), notes()


async def several_at_once():
    async def work(name, delay):
        async with session(name, delay):
            print(name)
            await fetch(name, delay)

    await asyncio.gather(work("a", 0.5), work("b", 0.25), work("c", 0.5))
    return notes()


async def a_connection():
    async with Connection("line") as line:
        replies = await asyncio.gather(line.send("a"), line.send("b", 0.25), line.send("c"))
        print(line.sent)
    return replies, line.sent, notes()


async def a_connection_shared_and_cancelled():
    async with Connection("line") as line:
        tasks = [asyncio.create_task(line.send(name, 1)) for name in "abc"]
        await asyncio.sleep(0.5)
        tasks[0].cancel()
        await asyncio.wait(tasks)
        return line.sent, [task.cancelled() for task in tasks]


async def a_connection_given_back():
    line = Connection("line")
    print(line.rename("other"))
    async with line:
        return await introduce(line, "hello"), line.sent


async def a_connection_and_an_error():
    try:
        async with Connection("line") as line:
            await line.send("a")
            raise RuntimeError("lost")
    except RuntimeError:
        return notes()


async def of_the_learner():
    @contextlib.asynccontextmanager
    async def timed(name):
        start = asyncio.get_running_loop().time()
        async with session(name):
            yield name
        print(name, asyncio.get_running_loop().time() - start)

    async with timed("a"), timed("b"):
        await fetch("inside", 1)
