"""Keeps the tasks, and closes without waiting for them."""

import asyncio

from world import CUSTOMERS, sell_ticket, write_record


class BoxOffice:
    def __init__(self) -> None:
        self.records: set[asyncio.Task[None]] = set()

    async def serve(self, customer: str) -> str:
        seat = await sell_ticket(customer)
        record = asyncio.create_task(write_record(f"{customer}: {seat}"))  # cause: never-waited-for
        self.records.add(record)
        record.add_done_callback(self.records.discard)
        return seat

    async def close(self) -> None:  # cause
        print("closed")


async def main() -> list[str]:
    office = BoxOffice()
    seats = [await office.serve(customer) for customer in CUSTOMERS]
    await office.close()
    return seats


if __name__ == "__main__":
    print(asyncio.run(main()))
