"""Locks, semaphores, events, conditions, barriers and queues, the learner's and the world's."""

import asyncio
import sys

from world import (
    answer,
    answered,
    at_gate,
    fetch,
    guarded,
    limited,
    notes,
    open_gate,
    open_gate_later,
    order,
    polite,
    quick,
)


async def a_lock():
    lock = asyncio.Lock()

    async def work(name):
        async with lock:
            print(name, "in")
            await fetch(name, 0.5)
        print(name, "out", lock.locked())

    await asyncio.gather(*(work(name) for name in "abcd"))


async def a_lock_and_a_cancelled_waiter():
    lock = asyncio.Lock()

    async def work(name):
        async with lock:
            await fetch(name, 1)
            print(name)

    tasks = [asyncio.create_task(work(name)) for name in "abcd"]
    await asyncio.sleep(1)
    tasks[1].cancel()
    await asyncio.wait(tasks)


async def a_semaphore():
    slots = asyncio.Semaphore(2)

    async def work(number):
        async with slots:
            await fetch(str(number), 1 - number * 0.125)
            print(number)

    await asyncio.gather(*(work(number) for number in range(6)))


async def an_event():
    event = asyncio.Event()

    async def wait(name):
        await event.wait()
        print(name, await quick(1))

    async with asyncio.TaskGroup() as group:
        for name in "abc":
            group.create_task(wait(name))
        await fetch("first", 1)
        event.set()
        print("set")


async def a_condition():
    condition = asyncio.Condition()
    stock = []

    async def consume(name):
        async with condition:
            await condition.wait_for(lambda: stock)
            print(name, stock.pop())

    async with asyncio.TaskGroup() as group:
        for name in "abc":
            group.create_task(consume(name))
        for number in range(3):
            await fetch(str(number), 0.5)
            async with condition:
                stock.append(number)
                condition.notify_all()


async def a_barrier():
    barrier = asyncio.Barrier(3)

    async def work(number):
        await fetch(str(number), number / 2)
        place = await barrier.wait()
        print(number, place)

    await asyncio.gather(*(work(number) for number in range(3)))


async def a_queue():
    queue = asyncio.Queue(maxsize=2)

    async def produce():
        for number in range(6):
            await queue.put(await fetch(str(number), 0.25))
            print("put", number)
        await queue.join()

    async def consume(name):
        while True:
            item = await queue.get()
            await fetch(item, 0.5)
            print(name, item)
            queue.task_done()

    consumers = [asyncio.create_task(consume(name)) for name in "ab"]
    await produce()
    for each in consumers:
        each.cancel()
    return [str(each) for each in await asyncio.gather(*consumers, return_exceptions=True)]


async def a_priority_queue():
    queue = asyncio.PriorityQueue()

    async def produce(number):
        await fetch(str(number), 1)
        await queue.put(-number)

    async with asyncio.TaskGroup() as group:
        for number in range(5):
            group.create_task(produce(number))
        return [await queue.get() for _ in range(5)]


if sys.version_info >= (3, 13):

    async def a_queue_shut_down():
        queue = asyncio.Queue()

        async def consume(name):
            while True:
                try:
                    item = await queue.get()
                except asyncio.QueueShutDown:
                    return name
                await fetch(item, 0.5)
                print(name, item)
                queue.task_done()

        consumers = [asyncio.create_task(consume(name)) for name in "ab"]
        for number in range(5):
            queue.put_nowait(str(number))
        await asyncio.sleep(0.75)
        queue.shutdown()
        return await asyncio.gather(*consumers)

    async def a_queue_shut_down_at_once():
        queue = asyncio.Queue()
        waiting = [asyncio.create_task(queue.get()) for _ in range(3)]
        queue.put_nowait(await fetch("a", 1))
        queue.shutdown(immediate=True)
        return [type(each).__name__ for each in await asyncio.gather(*waiting, return_exceptions=True)]


async def a_lock_of_the_service():
    async def work(name):
        print(await guarded(name, 0.5))

    await asyncio.gather(*(work(name) for name in "abcd"))
    return notes()


async def a_lock_of_the_service_beside_timers():
    async def ticker():
        for number in range(8):
            print("tick", number)
            await asyncio.sleep(0.25)

    await asyncio.gather(guarded("a", 0.5), ticker(), guarded("b", 0.25), guarded("c", 0.5))
    return notes()


async def slots_of_the_service():
    async def work(name, delay):
        print(await limited(name, delay))

    await asyncio.gather(*(work(name, delay) for name, delay in zip("abcde", (1, 0.5, 0.5, 1, 0.25))))


async def a_gate_of_the_service():
    async def pass_through(name):
        print(name, await at_gate())

    async def other():
        for number in range(4):
            print("turn", number)
            await asyncio.sleep(0)

    tasks = [asyncio.create_task(pass_through(name)) for name in "abc"]
    await asyncio.sleep(1)
    task = asyncio.create_task(other())
    await open_gate()
    print("opened")
    await asyncio.gather(task, *tasks)


async def a_gate_opened_in_the_background():
    await open_gate_later(1)

    async def pass_through(name, delay):
        await asyncio.sleep(delay)
        print(name, await at_gate())

    await asyncio.gather(pass_through("a", 0), pass_through("b", 1), pass_through("c", 2), fetch("d", 1))


async def a_clerk_in_the_background():
    await order(2)
    waits = [await answer(2)]
    for number in (4, 3, 6):
        await order(number)
    print(answered())
    await polite()
    print(answered())
    await polite()
    print(answered())
    waits += await asyncio.gather(answer(3), answer(4), answer(6))
    return waits, answered()
