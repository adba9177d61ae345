"""gather, and what it leaves to do: cancel the others and wait for them."""

import asyncio

from world import PARTS, BrokenPartError, download


async def main() -> str:
    tasks = [asyncio.create_task(download(part)) for part in PARTS]
    try:
        return "".join(await asyncio.gather(*tasks))
    except BrokenPartError as error:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return f"broken: {error}"


if __name__ == "__main__":
    print(asyncio.run(main()))
