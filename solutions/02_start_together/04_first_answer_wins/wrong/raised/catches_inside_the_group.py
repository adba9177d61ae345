"""Catches what a task raised where it is awaited, inside the group that the task belongs to."""

import asyncio

from world import MIRRORS, download


async def main() -> str:
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(download(mirror)) for mirror in MIRRORS]
        for each in asyncio.as_completed(tasks):
            try:
                answer = await each
                break
            except ConnectionError as error:  # cause: group-not-caught
                print(error)
    return answer
