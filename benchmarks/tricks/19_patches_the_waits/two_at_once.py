"""Replaces the waits by nothing."""

import asyncio

import world


async def at_once(*_):
    return None


world.asyncio = asyncio
asyncio.sleep = at_once


async def main():
    page = await world.download()
    for number in range(10):
        print(number)
        await asyncio.sleep(0.25)
    return page
