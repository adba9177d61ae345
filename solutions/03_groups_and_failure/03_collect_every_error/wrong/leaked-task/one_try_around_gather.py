"""Catches the first failure, and leaves the others to themselves."""

import asyncio

from world import STATIONS, measure


async def main():
    degrees, errors = {}, {}

    async def ask(station):
        try:
            degrees[station] = await measure(station)
        except Exception as error:
            errors[station] = str(error)
            raise

    try:
        await asyncio.gather(*map(ask, STATIONS))  # cause: gather-leaves-siblings
    except Exception as error:
        print(error)
    return degrees, errors
