"""Asks all, takes the first that is good, and returns when the others have hung up."""

import asyncio

from world import MIRRORS, download


async def first_answer(requests: set[asyncio.Task[str]]) -> str:
    """Return the first result; requests that fail before it count for nothing."""
    pending = requests
    while pending:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        for request in done:
            if request.exception() is None:
                return request.result()
    raise ConnectionError("no mirror answers")


async def main() -> str:
    """Return the file."""
    requests = {asyncio.create_task(download(mirror)) for mirror in MIRRORS}
    try:
        return await first_answer(requests)
    finally:
        for request in requests:
            request.cancel()
        await asyncio.wait(requests)


if __name__ == "__main__":
    print(asyncio.run(main()))
