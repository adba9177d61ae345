"""Awaits the record of the customer before, so that at most one task is ever kept."""

import asyncio

from world import CUSTOMERS, sell_ticket, write_record


class BoxOffice:
    record: asyncio.Task[None] | None = None

    async def serve(self, customer: str) -> str:
        seat = await sell_ticket(customer)
        before, self.record = self.record, asyncio.create_task(write_record(f"{customer}: {seat}"))
        if before is not None:
            await before  # cause: awaited-in-turn
        return seat

    async def close(self) -> None:
        if self.record is not None:
            await self.record


async def main() -> list[str]:
    office = BoxOffice()
    seats = [await office.serve(customer) for customer in CUSTOMERS]
    await office.close()
    return seats


if __name__ == "__main__":
    print(asyncio.run(main()))
