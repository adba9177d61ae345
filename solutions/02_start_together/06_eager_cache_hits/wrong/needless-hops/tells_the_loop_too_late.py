"""Tells the loop to be eager when all tasks have been made."""

import asyncio

from world import KEYS, lookup


async def main() -> dict[str, str]:
    tasks = [asyncio.create_task(lookup(key)) for key in KEYS]  # cause
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)  # cause: task-begins-later
    return dict(zip(KEYS, await asyncio.gather(*tasks), strict=True))


if __name__ == "__main__":
    print(len(asyncio.run(main())), "values")
