"""Each request says when it has the file; main waits for that word."""

import asyncio

from world import MIRRORS, download


async def main() -> str:
    answers: list[str] = []
    answered = asyncio.Event()

    async def attempt(mirror: str) -> None:
        try:
            answers.append(await download(mirror))
        except ConnectionError:
            return
        answered.set()

    tasks = [asyncio.create_task(attempt(mirror)) for mirror in MIRRORS]
    await answered.wait()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return answers[0]


if __name__ == "__main__":
    print(asyncio.run(main()))
