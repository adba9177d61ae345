"""A task group holds its tasks and waits for them, so main needs no office to keep them."""

import asyncio

from world import CUSTOMERS, sell_ticket, write_record


async def main() -> list[str]:
    seats = []
    async with asyncio.TaskGroup() as records:
        for customer in CUSTOMERS:
            seat = await sell_ticket(customer)
            records.create_task(write_record(f"{customer}: {seat}"))
            seats.append(seat)
    return seats


if __name__ == "__main__":
    print(asyncio.run(main()))
