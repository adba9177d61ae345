"""Gives each mirror a second and a half, one after the other."""

import asyncio

from world import MIRRORS, download


async def main() -> str:
    for mirror in MIRRORS:  # cause
        try:
            return await asyncio.wait_for(download(mirror), timeout=1.125)  # cause: await-in-loop
        except (ConnectionError, TimeoutError) as error:
            print(repr(error))
    return await download(MIRRORS[0])


if __name__ == "__main__":
    print(asyncio.run(main()))
