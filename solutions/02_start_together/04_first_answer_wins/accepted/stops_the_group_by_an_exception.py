"""The winner ends its task group with an exception, which cancels the others and waits for them."""

import asyncio

from world import MIRRORS, download


class Answered(Exception):
    """Somebody has answered."""


async def attempt(mirror: str, answers: list[str]) -> None:
    try:
        answers.append(await download(mirror))
    except ConnectionError:
        return
    raise Answered


async def main() -> str:
    answers: list[str] = []
    try:
        async with asyncio.TaskGroup() as group:
            for mirror in MIRRORS:
                group.create_task(attempt(mirror, answers))
    except* Answered:
        pass
    return answers[0]


if __name__ == "__main__":
    print(asyncio.run(main()))
