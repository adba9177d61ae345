"""Each task writes its own value; the dict is there before any of them begins."""

import asyncio

from world import KEYS, lookup


async def put(values: dict[str, str], key: str) -> None:
    values[key] = await lookup(key)


async def main() -> dict[str, str]:
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    values: dict[str, str] = {}
    tasks = [asyncio.create_task(put(values, key)) for key in KEYS]
    for task in tasks:
        await task
    return values


if __name__ == "__main__":
    print(len(asyncio.run(main())), "values")
