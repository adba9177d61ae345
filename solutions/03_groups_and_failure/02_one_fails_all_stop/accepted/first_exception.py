"""Waits for the first exception, and then for the others to stop."""

import asyncio

from world import PARTS, download


async def main() -> str:
    tasks = [asyncio.create_task(download(part)) for part in PARTS]
    done, running = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    for task in running:
        task.cancel()
    if running:
        await asyncio.wait(running)
    for task in done:
        if error := task.exception():
            return f"broken: {error}"
    return "".join(task.result() for task in tasks)


if __name__ == "__main__":
    print(asyncio.run(main()))
