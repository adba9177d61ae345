"""A submission that uses all of its world."""

import asyncio
import time

import world  # type: ignore[import-not-found]


class Shop:
    async def buy(self) -> object:
        return await world.download(0.25)


async def main() -> object:
    print("here")
    first = asyncio.create_task(world.download(2))
    second = asyncio.create_task(world.download(0.5))
    await asyncio.sleep(0.1)
    second.cancel()
    await asyncio.wait([second])
    try:
        async with asyncio.timeout(0.2):
            await world.download()
    except TimeoutError:
        print("too late")
    try:
        await world.leave()
    except world.LeftError as error:
        print(error)
    await world.give_way()
    return await first, world.place(world.Order("tea", 2)), world.LIMIT


async def objects() -> object:
    desk = world.Desk("oak")
    seen = [desk.sit(), desk.size, desk.name, await desk.write("abc")]
    async for number in world.lines():
        seen.append(number)
        if number == 1:
            break
    async with world.lease() as leased:
        seen.append(leased)
    return seen


async def waits() -> object:
    time.sleep(0.5)
    return world.download_blocking(0.25)


async def fails() -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(world.leave())
        group.create_task(world.download(9))


async def hands_over() -> object:
    assert world.Level.HIGH > world.Level.LOW
    return Shop(), world.echo(world.Level.HIGH), {1, 2}, ValueError("as a value")
