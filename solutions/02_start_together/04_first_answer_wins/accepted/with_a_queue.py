"""The answers come through a queue, failures as well."""

import asyncio

from world import MIRRORS, download


async def main() -> str:
    answers: asyncio.Queue[str | None] = asyncio.Queue()

    async def attempt(mirror: str) -> None:
        try:
            answers.put_nowait(await download(mirror))
        except ConnectionError:
            answers.put_nowait(None)

    tasks = [asyncio.create_task(attempt(mirror)) for mirror in MIRRORS]
    answer = None
    while answer is None:
        answer = await answers.get()
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    return answer


if __name__ == "__main__":
    print(asyncio.run(main()))
