"""Keeps coroutines, and starts them all when the office closes: no quicker for anybody whose record is missing till then."""

import asyncio

from world import CUSTOMERS, sell_ticket, write_record


class BoxOffice:
    def __init__(self) -> None:
        self.records = []

    async def serve(self, customer: str) -> str:
        seat = await sell_ticket(customer)
        self.records.append(write_record(f"{customer}: {seat}"))  # cause: coroutines-for-tasks
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
