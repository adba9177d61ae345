"""Lets everybody finish, then returns the answer that came first."""

import asyncio

from world import MIRRORS, download


async def attempt(mirror: str, answers: list[str]) -> None:
    try:
        answers.append(await download(mirror))
    except ConnectionError as error:
        print(error)


async def main() -> str:
    answers: list[str] = []
    await asyncio.gather(*(attempt(mirror, answers) for mirror in MIRRORS))  # cause: waits-for-all
    return answers[0]


if __name__ == "__main__":
    print(asyncio.run(main()))
