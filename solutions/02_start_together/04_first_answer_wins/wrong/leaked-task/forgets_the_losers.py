"""Takes the first answer and leaves the others to themselves."""

import asyncio

from world import MIRRORS, download


async def main() -> str:
    for answer in asyncio.as_completed([download(mirror) for mirror in MIRRORS]):
        try:
            return await answer  # cause: leaked-losers
        except ConnectionError as error:
            print(error)
    raise ConnectionError("no mirror answers")


if __name__ == "__main__":
    print(asyncio.run(main()))
