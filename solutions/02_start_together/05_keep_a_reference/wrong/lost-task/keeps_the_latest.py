"""Keeps one task, in an attribute that the next customer overwrites."""

import asyncio

from world import CUSTOMERS, sell_ticket, write_record


class BoxOffice:
    record: asyncio.Task[None]

    async def serve(self, customer: str) -> str:
        seat = await sell_ticket(customer)
        self.record = asyncio.create_task(write_record(f"{customer}: {seat}"))  # cause: reference-lost
        return seat

    async def close(self) -> None:
        await self.record


async def main() -> list[str]:
    office = BoxOffice()
    seats = [await office.serve(customer) for customer in CUSTOMERS]
    await office.close()
    return seats


if __name__ == "__main__":
    print(asyncio.run(main()))
