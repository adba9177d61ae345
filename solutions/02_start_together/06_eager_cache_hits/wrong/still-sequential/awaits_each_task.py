"""Eager tasks, each awaited before the next is made."""

import asyncio

from world import KEYS, lookup


async def main() -> dict[str, str]:
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    return {key: await asyncio.create_task(lookup(key)) for key in KEYS}  # cause: awaited-at-creation


if __name__ == "__main__":
    print(len(asyncio.run(main())), "values")
