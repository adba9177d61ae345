"""Keeps what is to be written, and writes it one after the other when the office closes."""

import asyncio

from world import CUSTOMERS, sell_ticket, write_record


class BoxOffice:
    def __init__(self) -> None:
        self.records: list[str] = []

    async def serve(self, customer: str) -> str:
        seat = await sell_ticket(customer)
        self.records.append(f"{customer}: {seat}")
        return seat

    async def close(self) -> None:
        for record in self.records:
            await write_record(record)  # cause: await-in-loop


async def main() -> list[str]:
    office = BoxOffice()
    seats = [await office.serve(customer) for customer in CUSTOMERS]
    await office.close()
    return seats


if __name__ == "__main__":
    print(asyncio.run(main()))
