"""Forgets the tasks, and writes every record once more at the end, to be sure."""

import asyncio

from world import CUSTOMERS, sell_ticket, write_record


class BoxOffice:
    def __init__(self) -> None:
        self.records: list[str] = []

    async def serve(self, customer: str) -> str:
        seat = await sell_ticket(customer)
        self.records.append(f"{customer}: {seat}")
        asyncio.create_task(write_record(self.records[-1]))
        return seat

    async def close(self) -> None:
        await asyncio.gather(*map(write_record, self.records))  # cause: asked-again


async def main() -> list[str]:
    office = BoxOffice()
    seats = [await office.serve(customer) for customer in CUSTOMERS]
    await office.close()
    return seats


if __name__ == "__main__":
    print(asyncio.run(main()))
