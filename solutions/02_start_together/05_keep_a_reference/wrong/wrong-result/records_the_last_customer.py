"""Starts plain functions with the variable of the loop, which has moved on when they run."""

import asyncio

from world import CUSTOMERS, sell_ticket, write_record


async def main() -> list[str]:
    seats: list[str] = []
    records = []

    async def record() -> None:
        await write_record(f"{customer}: {seats[0]}")  # cause: name-read-later

    for customer in CUSTOMERS:
        seats.append(await sell_ticket(customer))
        records.append(asyncio.create_task(record()))
    await asyncio.gather(*records)
    return seats


if __name__ == "__main__":
    print(asyncio.run(main()))
