"""Functions that cross: the learner's to the world, the world's to the learner."""

import asyncio
import functools

from world import apply, apply_within, fail, fetch, note, notes, quick, refuse, retry


async def called_back():
    async def double(value):
        return value * 2

    return await apply(double, 4)


async def called_back_with_a_wait():
    async def slow(value):
        print("called")
        await asyncio.sleep(1)
        print(await fetch("inside", 0.5))
        return value

    return await asyncio.gather(apply(slow, 1), apply(slow, 2, 0.5), fetch("beside", 1))


async def called_back_in_turn():
    async def at_once(value):
        print("at once", value)
        return value

    async def other():
        for number in range(3):
            print("other", number)
            await asyncio.sleep(0)

    task = asyncio.create_task(other())
    for number in range(3):
        await apply(at_once, number)
    await task


async def raising():
    async def bad(value):
        await asyncio.sleep(0.5)
        raise LookupError(value)

    await apply(bad, 3)


async def retried():
    async def flaky(attempt):
        print("attempt", attempt)
        if attempt < 2:
            await asyncio.sleep(0.25)
            raise ValueError(attempt)
        return attempt

    return await retry(flaky, 5)


async def within_a_limit_of_the_service():
    async def slow(value):
        try:
            await asyncio.sleep(value)
        finally:
            print("done with", value)
        return value

    return await asyncio.gather(apply_within(slow, 1, 2), apply_within(slow, 3, 2), apply_within(slow, 2, 2))


async def nested():
    async def inner(value):
        return await quick(value)

    async def outer(value):
        return await apply(inner, value, 0.5)

    return await apply(outer, 1)


async def of_the_world():
    async def call(function, *args):
        return await function(*args)

    async def memo(function):
        found = {}
        for name in "aba":
            if name not in found:
                found[name] = await function(name, 0.5)
        return found

    partial = functools.partial(fetch, delay=0.25)
    return await call(fetch, "a"), await memo(fetch), await partial("b"), fetch.__name__


async def of_the_world_back_to_it():
    return await apply(quick, 1)


async def plain_ones():
    note("one")
    await fetch("a", 0.5)
    note("two")
    try:
        refuse("not today")
    except Exception as error:
        print(type(error).__name__, type(error).__mro__[1].__name__, error)
    return notes()


async def wrong_arguments():
    for call in (lambda: fetch(), lambda: fetch("a", 1, 2), lambda: quick(other=1)):
        try:
            await call()
        except TypeError:
            print("TypeError")


async def a_cancelled_task_inside_a_callback():
    async def work(value):
        task = asyncio.create_task(fetch("inner", 5))
        await asyncio.sleep(0.5)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            return value

    return await asyncio.gather(apply(work, 1), fail(2), return_exceptions=True) and "through"
