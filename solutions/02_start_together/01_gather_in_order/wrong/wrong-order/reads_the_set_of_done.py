"""Reads the results from the set that wait gives, whose order is anybody's guess."""

import asyncio

from world import PAGES, fetch


async def main() -> list[str]:
    done, _ = await asyncio.wait([asyncio.create_task(fetch(page)) for page in PAGES])
    return [task.result() for task in done]  # cause: order-of-a-set


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
