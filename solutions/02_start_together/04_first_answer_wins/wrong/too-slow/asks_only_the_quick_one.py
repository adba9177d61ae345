"""Asks the mirror that was the quickest yesterday, and the others only if that is down."""

import asyncio

from world import download


async def main() -> str:
    for mirror in ("Porto", "Izmir", "Tromsø"):  # cause
        try:
            return await download(mirror)  # cause: await-in-loop
        except ConnectionError as error:
            print(error)
    raise ConnectionError("no mirror answers")


if __name__ == "__main__":
    print(asyncio.run(main()))
