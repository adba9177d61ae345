"""Keeps each task in an office that is thrown away with its customer."""

import asyncio

from world import CUSTOMERS, sell_ticket, write_record


class BoxOffice:
    def __init__(self) -> None:
        self.records: set[asyncio.Task[None]] = set()

    async def serve(self, customer: str) -> str:
        seat = await sell_ticket(customer)
        self.records.add(asyncio.create_task(write_record(f"{customer}: {seat}")))  # cause: reference-lost
        return seat

    async def close(self) -> None:
        await asyncio.gather(*self.records)


async def main() -> list[str]:
    seats = [await BoxOffice().serve(customer) for customer in CUSTOMERS]  # cause
    await BoxOffice().close()
    return seats


if __name__ == "__main__":
    print(asyncio.run(main()))
