"""Waits until one record is in the book, and closes."""

import asyncio

from world import CUSTOMERS, sell_ticket, write_record


class BoxOffice:
    def __init__(self) -> None:
        self.records: set[asyncio.Task[None]] = set()

    async def serve(self, customer: str) -> str:
        seat = await sell_ticket(customer)
        self.records.add(asyncio.create_task(write_record(f"{customer}: {seat}")))
        return seat

    async def close(self) -> None:
        await asyncio.wait(self.records, return_when=asyncio.FIRST_COMPLETED)  # cause: waits-for-some


async def main() -> list[str]:
    office = BoxOffice()
    seats = [await office.serve(customer) for customer in CUSTOMERS]
    await office.close()
    return seats


if __name__ == "__main__":
    print(asyncio.run(main()))
