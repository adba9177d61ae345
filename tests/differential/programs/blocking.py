"""Blocked threads beside pending calls and timers."""

import asyncio
import time

from world import burn, fetch, fetch_blocking, guarded, legs, notes, quick


def a_plain_entry():
    first = fetch_blocking("a", 1)
    time.sleep(0.5)
    print(first)
    return fetch_blocking("b")


async def asleep_beside_a_call():
    task = asyncio.create_task(fetch("a", 1))
    await asyncio.sleep(0.5)
    time.sleep(2)
    print("awake", task.done())
    return await task


async def asleep_beside_calls_and_timers():
    async def sleep(name, delay):
        await asyncio.sleep(delay)
        print(name)

    async def call(name, delay):
        await fetch(name, delay)
        print(name)

    tasks = [
        asyncio.create_task(each)
        for each in (
            call("call 1", 1),
            sleep("sleep 0.5", 0.5),
            sleep("sleep 1", 1),
            call("call 0.5", 0.5),
            call("call 3", 3),
        )
    ]
    await asyncio.sleep(0.25)
    time.sleep(2)
    print("awake")
    await asyncio.gather(*tasks)


async def computing_beside_a_call_of_many_legs():
    task = asyncio.create_task(legs(0.5, 0.5, 0.5, 0.5))
    await asyncio.sleep(0)
    burn(1.25)
    print("computed")
    return await task


async def blocking_twin_beside_a_call():
    task = asyncio.create_task(fetch("a", 1))
    await asyncio.sleep(0)
    print(fetch_blocking("b", 2), task.done())
    return await task


async def blocked_up_to_the_instant_of_a_reply():
    task = asyncio.create_task(fetch("a", 1))
    await asyncio.sleep(0.5)
    time.sleep(0.5)
    print("awake", task.done(), asyncio.get_running_loop().time())
    await asyncio.sleep(0)
    print(task.done())
    return await task


async def cancelled_after_the_reply_fell_into_a_block():
    task = asyncio.create_task(fetch("a", 1))
    await asyncio.sleep(0.5)
    time.sleep(1)
    print(task.cancel())
    await asyncio.wait([task])
    return task.cancelled()


async def limits_that_fall_into_a_block():
    try:
        async with asyncio.timeout(1):
            time.sleep(2)
            print("late", await quick(1))
            await fetch("a", 1)
    except TimeoutError:
        return "too late"


async def both_ends_fall_into_a_block():
    async def call():
        try:
            async with asyncio.timeout(1.5):
                return await fetch("a", 1)
        except TimeoutError:
            return "too late"

    task = asyncio.create_task(call())
    await asyncio.sleep(0.5)
    time.sleep(2)
    return await task


async def beats_of_the_learner():
    async def beat():
        for _ in range(4):
            print("beat", asyncio.get_running_loop().time())
            await asyncio.sleep(0.5)

    task = asyncio.create_task(beat())
    for _ in range(4):
        burn(0.375)
        await asyncio.sleep(0)
    await task


async def a_lock_of_the_service_beside_computing():
    tasks = [asyncio.create_task(guarded(name, 0.5)) for name in "ab"]
    await asyncio.sleep(0)
    burn(2)
    await asyncio.gather(*tasks)
    return notes()


async def asleep_for_nothing():
    time.sleep(0)
    burn(0)
    return await quick(1)


def only_computing():
    for number in range(3):
        burn(0.25)
        print(number)
