"""One task writes all records, one after the other."""

import asyncio

from world import CUSTOMERS, sell_ticket, write_record


class BoxOffice:
    def __init__(self) -> None:
        self.records: asyncio.Queue[str] = asyncio.Queue()
        self.clerk = asyncio.create_task(self.write())  # cause

    async def write(self) -> None:
        while True:
            await write_record(await self.records.get())  # cause: one-worker
            self.records.task_done()

    async def serve(self, customer: str) -> str:
        seat = await sell_ticket(customer)
        self.records.put_nowait(f"{customer}: {seat}")
        return seat

    async def close(self) -> None:
        await self.records.join()
        self.clerk.cancel()
        await asyncio.wait([self.clerk])


async def main() -> list[str]:
    office = BoxOffice()
    seats = [await office.serve(customer) for customer in CUSTOMERS]
    await office.close()
    return seats


if __name__ == "__main__":
    print(asyncio.run(main()))
