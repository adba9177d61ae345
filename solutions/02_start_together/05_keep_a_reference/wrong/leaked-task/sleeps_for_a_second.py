"""Keeps the tasks, and sleeps for as long as a record takes today."""

import asyncio

from world import CUSTOMERS, sell_ticket, write_record

background_tasks: set[asyncio.Task[None]] = set()


async def serve(customer: str) -> str:
    seat = await sell_ticket(customer)
    record = asyncio.create_task(write_record(f"{customer}: {seat}"))
    background_tasks.add(record)
    record.add_done_callback(background_tasks.discard)
    return seat


async def main() -> list[str]:
    seats = [await serve(customer) for customer in CUSTOMERS]
    await asyncio.sleep(1)  # cause: sleeps-for-the-wait
    return seats


if __name__ == "__main__":
    print(asyncio.run(main()))
