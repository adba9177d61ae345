"""Keeps what is there at once, and cancels the rest."""

import asyncio

from world import KEYS, lookup


async def main() -> dict[str, str]:
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    tasks = {key: asyncio.create_task(lookup(key)) for key in KEYS}
    values = {key: task.result() for key, task in tasks.items() if task.done()}
    for task in tasks.values():
        task.cancel()  # cause: gives-up
    await asyncio.wait(tasks.values())
    return values


if __name__ == "__main__":
    print(len(asyncio.run(main())), "values")
