"""Keeps the tasks in a set that does not hold them."""

import asyncio
import weakref

from world import CUSTOMERS, sell_ticket, write_record


class BoxOffice:
    def __init__(self) -> None:
        self.records = weakref.WeakSet()  # cause

    async def serve(self, customer: str) -> str:
        seat = await sell_ticket(customer)
        self.records.add(asyncio.create_task(write_record(f"{customer}: {seat}")))  # cause: reference-lost
        return seat

    async def close(self) -> None:
        await asyncio.gather(*self.records)


async def main() -> list[str]:
    office = BoxOffice()
    seats = [await office.serve(customer) for customer in CUSTOMERS]
    await office.close()
    return seats


if __name__ == "__main__":
    print(asyncio.run(main()))
