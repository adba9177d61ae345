"""gather, wait, as_completed, shield."""

import asyncio

from world import RefusedError, both, fail, fetch, grouped, legs, polite, quick, stubborn, tidy


async def gather_in_order():
    return await asyncio.gather(fetch("a", 2), fetch("b", 1), fetch("c", 1.5))


async def gather_many_at_one_instant():
    done = []

    async def one(name):
        await fetch(name, 1)
        done.append(name)

    await asyncio.gather(*(one(str(number)) for number in range(12)))
    return done


async def gather_leaves_the_others_running():
    try:
        await asyncio.gather(fetch("slow", 3), fail(1))
    except RefusedError:
        await asyncio.sleep(0.5)


async def gather_returns_exceptions():
    results = await asyncio.gather(fetch("a", 1), fail(0.5), quick(1), return_exceptions=True)
    return [str(each) for each in results]


async def gather_cancelled():
    gathering = asyncio.gather(tidy(3), fetch("b", 3), stubborn(3))
    await asyncio.sleep(1)
    gathering.cancel()
    try:
        await gathering
    except asyncio.CancelledError:
        return "cancelled"


async def gather_with_the_same_twice():
    task = asyncio.create_task(fetch("once"))
    return await asyncio.gather(task, task, quick(1))


async def a_cancelled_part_of_a_gather():
    task = asyncio.create_task(fetch("part", 2))
    asyncio.get_running_loop().call_later(1, task.cancel)
    return [type(each).__name__ for each in await asyncio.gather(task, fetch("b", 1), return_exceptions=True)]


async def wait_first_completed():
    tasks = [asyncio.create_task(fetch(name, delay)) for name, delay in (("a", 2), ("b", 1), ("c", 1))]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending))
    return [task.result() for task in tasks if task in done]


async def wait_first_exception():
    tasks = [asyncio.create_task(each) for each in (fetch("a", 1), fail(1.5), fetch("c", 2))]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    return len(done), [task in pending for task in tasks]


async def wait_with_a_timeout_at_a_tie():
    tasks = [asyncio.create_task(fetch(str(delay), delay)) for delay in (1, 2, 3)]
    done, pending = await asyncio.wait(tasks, timeout=2)
    return [task in done for task in tasks]


async def wait_with_no_time():
    tasks = [asyncio.create_task(each) for each in (quick(1), polite(), polite(3), fetch("d", 1))]
    done, _ = await asyncio.wait(tasks, timeout=0)
    return [task in done for task in tasks]


async def wait_walks_in_order():
    tasks = [asyncio.create_task(fetch(str(number), 1)) for number in range(9)]
    done, _ = await asyncio.wait(tasks)
    return [task.result() for task in done]


async def as_completed_with_ties():
    results = []
    for each in asyncio.as_completed([fetch("a", 2), fetch("b", 1), fetch("c", 1), legs(0.5, 0.5)]):
        results.append(await each)
    return results


async def as_completed_with_a_timeout():
    results = []
    try:
        for each in asyncio.as_completed([fetch("a", 1), fetch("b", 2), fetch("c", 3)], timeout=2):
            results.append(await each)
    except TimeoutError:
        return results


async def shielded_from_a_cancel():
    task = asyncio.create_task(fetch("shielded", 2))

    async def impatient():
        await asyncio.shield(task)

    waiting = asyncio.create_task(impatient())
    await asyncio.sleep(1)
    waiting.cancel()
    return await task, waiting.cancelled() or (await asyncio.wait([waiting]) and waiting.cancelled())


async def services_that_wait_for_several():
    async def ticker():
        for number in range(6):
            print("tick", number)
            await asyncio.sleep(0.5)

    return await asyncio.gather(both(1, 0.5), ticker(), grouped(1, 1, 0.5), fetch("a", 1), legs(0.5, 0.5))
