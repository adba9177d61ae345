"""as_completed brings the answers in their order; the first good one ends the loop."""

import asyncio

from world import MIRRORS, download


async def first_answer(requests: list[asyncio.Task[str]]) -> str:
    for answer in asyncio.as_completed(requests):
        try:
            return await answer
        except ConnectionError as error:
            print(error)
    raise ConnectionError("no mirror answers")


async def main() -> str:
    requests = [asyncio.create_task(download(mirror)) for mirror in MIRRORS]
    try:
        return await first_answer(requests)
    finally:
        for request in requests:
            request.cancel()
        await asyncio.gather(*requests, return_exceptions=True)


if __name__ == "__main__":
    print(asyncio.run(main()))
