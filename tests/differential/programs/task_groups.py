"""TaskGroup: success, failure, nesting, cancels."""

import asyncio

from world import RefusedError, cancel_text, fail, fail_in_group, fetch, polite, quick, stubborn, tidy


async def all_succeed():
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(fetch(name, delay)) for name, delay in (("a", 1), ("b", 0.5), ("c", 1))]
    return [task.result() for task in tasks]


async def one_fails_and_others_clean_up():
    async with asyncio.TaskGroup() as group:
        group.create_task(tidy(3, after=0.5))
        group.create_task(fail(1))
        group.create_task(fetch("other", 2))


async def two_fail_at_one_instant():
    async with asyncio.TaskGroup() as group:
        group.create_task(fail(1, "first"))
        group.create_task(fail(1, "second"))
        group.create_task(fetch("at that instant", 1))


async def a_service_raises_a_group():
    try:
        await fail_in_group()
    except* RefusedError as group:
        print([repr(each) for each in group.exceptions])


async def groups_in_groups():
    async def inner(name):
        async with asyncio.TaskGroup() as group:
            group.create_task(fetch(name, 1))
            group.create_task(fail(1.5, name))

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(inner("x"))
            group.create_task(inner("y"))
            group.create_task(fetch("z", 4))
    except* RefusedError as found:
        print([type(each).__name__ for each in found.exceptions])


async def the_body_fails():
    async with asyncio.TaskGroup() as group:
        group.create_task(tidy(2))
        await fetch("body", 0.5)
        raise ValueError("in the body")


async def cancelled_from_outside():
    async def work():
        async with asyncio.TaskGroup() as group:
            group.create_task(tidy(2))
            group.create_task(stubborn(2))

    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    task.cancel("enough")
    try:
        await task
    except asyncio.CancelledError as error:
        return error.args


async def a_child_swallows_the_cancel():
    results = []

    async def child():
        results.append(await stubborn(5))
        results.append(await fetch("after", 0.5))

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(child())
            group.create_task(fail(1))
    except* RefusedError:
        print(results)


async def children_make_children():
    async with asyncio.TaskGroup() as group:

        async def spread(depth):
            await polite()
            print("depth", depth, await quick(depth))
            if depth:
                group.create_task(spread(depth - 1))
                group.create_task(spread(depth - 1))

        group.create_task(spread(3))


async def the_cancel_tells_why():
    async with asyncio.TaskGroup() as group:
        task = group.create_task(cancel_text(2))
        await asyncio.sleep(1)
        task.cancel("because")
    return task.result()


async def cancelled_before_it_began():
    async with asyncio.TaskGroup() as group:
        task = group.create_task(fetch("never"))
        task.cancel()
        other = group.create_task(fetch("other"))
    return task.cancelled(), other.result()


async def unhandled_parts_go_on():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(1))

            async def bad():
                await fetch("bad", 1)
                raise KeyError("k")

            group.create_task(bad())
    except* RefusedError as found:
        print("caught", len(found.exceptions))
