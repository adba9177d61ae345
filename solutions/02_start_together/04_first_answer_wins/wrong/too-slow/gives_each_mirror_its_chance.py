"""Gives each mirror a second and a half, one after the other."""

import asyncio

from world import MIRRORS, download


async def main() -> str:
    for mirror in MIRRORS:
        try:
            return await asyncio.wait_for(download(mirror), timeout=1.125)
        except (ConnectionError, TimeoutError) as error:
            print(repr(error))
    return await download(MIRRORS[0])


if __name__ == "__main__":
    print(asyncio.run(main()))
