"""Makes the dict after the tasks that write into it: plain tasks would find it, eager ones do not."""

import asyncio

from world import KEYS, lookup


async def main() -> dict[str, str]:
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)

    async def put(key: str) -> None:
        value = await lookup(key)
        values[key] = value

    tasks = [asyncio.create_task(put(key)) for key in KEYS]
    values: dict[str, str] = {}  # cause: assigned-too-late
    await asyncio.gather(*tasks)
    return values


if __name__ == "__main__":
    print(len(asyncio.run(main())), "values")
