"""timeout, wait_for, and ties."""

import asyncio

from world import fetch, impatient, legs, polite, quick, stubborn, tidy, waited_for


async def timeout_in_time():
    async with asyncio.timeout(2):
        return await fetch("a", 1)


async def timeout_too_late():
    async with asyncio.timeout(1):
        return await fetch("a", 2)


async def timeout_at_a_tie_set_first():
    async with asyncio.timeout(1):
        return await fetch("a", 1)


async def timeout_at_a_tie_set_last():
    task = asyncio.create_task(fetch("a", 1))
    await asyncio.sleep(0)
    async with asyncio.timeout(1):
        return await task


async def timeout_of_the_service_and_ours_at_once():
    try:
        async with asyncio.timeout(1):
            await impatient(1, 2)
    except TimeoutError:
        print("ours or theirs")
    return asyncio.current_task().cancelling()


async def timeout_of_the_service_first():
    try:
        async with asyncio.timeout(3) as ours:
            return await impatient(1, 2)
    except TimeoutError:
        return ours.expired()


async def wait_for_in_a_service():
    results = []
    for limit in (0.5, 1, 2):
        try:
            results.append(await waited_for(limit, 1))
        except TimeoutError:
            results.append("late")
    return results


async def wait_for_with_clean_up():
    try:
        await asyncio.wait_for(tidy(3, after=1), 1)
    except TimeoutError:
        return "late"


async def wait_for_what_does_not_let_go():
    return await asyncio.wait_for(stubborn(3), 1)


async def wait_for_at_a_tie():
    results = []
    for delay in (0.5, 1, 1.5):
        try:
            results.append(await asyncio.wait_for(fetch("a", delay), 1))
        except TimeoutError:
            results.append("late")
    return results


async def wait_for_no_time():
    results = []
    for each in (quick(1), polite(), fetch("a", 1)):
        try:
            results.append(await asyncio.wait_for(each, 0))
        except TimeoutError:
            results.append("late")
    return results


async def rescheduled():
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(1) as limit:
        await fetch("a", 0.5)
        limit.reschedule(loop.time() + 1)
        await fetch("b", 0.75)
        limit.reschedule(None)
        await fetch("c", 5)
    return limit.expired(), limit.when()


async def rescheduled_into_the_past():
    try:
        async with asyncio.timeout(None) as limit:
            await fetch("a", 0.5)
            limit.reschedule(0)
            print("goes on until it waits", await quick(1))
            await fetch("b", 1)
    except TimeoutError:
        return limit.expired()


async def nested_limits():
    try:
        async with asyncio.timeout(1):
            try:
                async with asyncio.timeout(2):
                    await tidy(5, after=0.5)
            except TimeoutError:
                print("inner")
    except TimeoutError:
        print("outer")


async def nested_limits_at_one_instant():
    try:
        async with asyncio.timeout(1):
            try:
                async with asyncio.timeout(1):
                    await fetch("a", 5)
            except TimeoutError:
                print("inner", asyncio.current_task().cancelling())
            await fetch("b", 1)
    except TimeoutError:
        print("outer", asyncio.current_task().cancelling())


async def clean_up_beyond_the_limit():
    async def work():
        try:
            await fetch("a", 5)
        finally:
            print("closing")
            await fetch("close", 1)
            print("closed")

    try:
        async with asyncio.timeout(2):
            await work()
    except TimeoutError:
        return "late"


async def legs_that_meet_timers():
    async def ticker():
        for _ in range(8):
            await asyncio.sleep(0.25)
            print("tick")

    async def walker():
        for _ in range(2):
            await legs(0.25, 0.25, 0.5)
            print("legs")

    await asyncio.gather(walker(), ticker(), walker())
