"""Goes through the set of tasks, from which each takes itself out when it is done."""

import asyncio

from world import CUSTOMERS, sell_ticket, write_record


class BoxOffice:
    def __init__(self) -> None:
        self.records: set[asyncio.Task[None]] = set()

    async def serve(self, customer: str) -> str:
        seat = await sell_ticket(customer)
        record = asyncio.create_task(write_record(f"{customer}: {seat}"))
        self.records.add(record)
        record.add_done_callback(self.records.discard)
        return seat

    async def close(self) -> None:
        for record in self.records:  # cause: changed-while-awaiting
            await record


async def main() -> list[str]:
    office = BoxOffice()
    seats = [await office.serve(customer) for customer in CUSTOMERS]
    await office.close()
    return seats


if __name__ == "__main__":
    print(asyncio.run(main()))
