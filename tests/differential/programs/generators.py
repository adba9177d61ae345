"""Async generators of the world and of the learner."""

import asyncio
import contextlib

from world import echoes, fetch, notes, pages, quick, ready_pages


async def to_the_end():
    return [(page.name, page.size) async for page in pages(3)], notes()


async def left_early():
    async for page in pages(5):
        if page.size == 1:
            break
    await asyncio.sleep(2)
    return notes()


async def closed_early():
    async with contextlib.aclosing(pages(5)) as stream:
        async for page in stream:
            if page.size == 1:
                break
    return notes()


async def closed_unused():
    stream = pages(5)
    await stream.aclose()
    return notes()


async def stepped_by_hand():
    stream = pages(2)
    names = [(await anext(stream)).name, (await anext(stream)).name, await anext(stream, "no more")]
    return names, notes()


async def sent_and_thrown():
    stream = echoes()
    heard = [await anext(stream), await stream.asend("second"), await stream.athrow(ValueError("third"))]
    try:
        await stream.athrow(KeyError("fourth"))
    except KeyError as error:
        heard.append(repr(error))
    return heard


async def without_a_wait():
    async def other():
        for number in range(3):
            print("other", number)
            await asyncio.sleep(0)

    task = asyncio.create_task(other())
    async for number in ready_pages(4):
        print("page", number)
    await task


async def several_at_once():
    async def read(name, pause):
        async for page in pages(3, pause):
            print(name, page.name)

    await asyncio.gather(read("a", 0.5), read("b", 0.5), read("c", 0.25))


async def cancelled_while_reading():
    async def read():
        async for page in pages(5):
            print(page.name)

    task = asyncio.create_task(read())
    await asyncio.sleep(1.25)
    task.cancel()
    await asyncio.wait([task])
    return notes()


async def of_the_learner():
    async def doubled():
        try:
            async for number in ready_pages(5):
                yield number * 2, await quick(number)
        finally:
            print("closing", await fetch("close", 1))

    results = []
    async with contextlib.aclosing(doubled()) as stream:
        async for pair in stream:
            results.append(pair)
            if len(results) == 3:
                break
    return results


async def of_the_learner_left_early():
    async def numbers():
        try:
            for number in range(5):
                await fetch(str(number), 0.5)
                yield number
        finally:
            print("closing")
            await asyncio.sleep(0.5)
            print("closed")

    async for number in numbers():
        if number == 1:
            break
    print("left")
    await asyncio.sleep(2)


async def piped():
    async def sizes(stream):
        async for page in stream:
            yield page.size

    async def even(stream):
        async for number in stream:
            if number % 2 == 0:
                yield number

    return [number async for number in even(sizes(pages(5, 0.25)))]
