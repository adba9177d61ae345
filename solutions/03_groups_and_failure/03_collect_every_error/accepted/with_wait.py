"""Waits for all tasks, and asks each for its exception."""

import asyncio

from world import STATIONS, measure


async def main() -> tuple[dict[str, float], dict[str, str]]:
    tasks = {station: asyncio.create_task(measure(station)) for station in STATIONS}
    await asyncio.wait(tasks.values())
    degrees = {station: task.result() for station, task in tasks.items() if not task.exception()}
    errors = {station: str(task.exception()) for station, task in tasks.items() if task.exception()}
    return degrees, errors


if __name__ == "__main__":
    print(asyncio.run(main()))
