"""Asks the mirror that was the quickest yesterday, and the others only if that is down."""

import asyncio

from world import download


async def main() -> str:
    for mirror in ("Porto", "Izmir", "Tromsø"):
        try:
            return await download(mirror)
        except ConnectionError as error:
            print(error)
    raise ConnectionError("no mirror answers")


if __name__ == "__main__":
    print(asyncio.run(main()))
