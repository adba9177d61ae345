"""One reference is enough if each task holds the one before it."""

import asyncio

from world import CUSTOMERS, sell_ticket, write_record


async def write_after(record: str, before: asyncio.Task[None] | None) -> None:
    await write_record(record)
    if before is not None:
        await before


async def main() -> list[str]:
    seats = []
    last: asyncio.Task[None] | None = None
    for customer in CUSTOMERS:
        seat = await sell_ticket(customer)
        last = asyncio.create_task(write_after(f"{customer}: {seat}", last))
        seats.append(seat)
    if last is not None:
        await last
    return seats


if __name__ == "__main__":
    print(asyncio.run(main()))
