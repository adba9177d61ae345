"""A list is enough for an office that is open for two seconds."""

import asyncio

from world import CUSTOMERS, sell_ticket, write_record


class BoxOffice:
    def __init__(self) -> None:
        self.records: list[asyncio.Task[None]] = []

    async def serve(self, customer: str) -> str:
        seat = await sell_ticket(customer)
        self.records.append(asyncio.create_task(write_record(f"{customer}: {seat}")))
        return seat

    async def close(self) -> None:
        for record in self.records:
            await record


async def main() -> list[str]:
    office = BoxOffice()
    seats = [await office.serve(customer) for customer in CUSTOMERS]
    await office.close()
    return seats


if __name__ == "__main__":
    print(asyncio.run(main()))
