"""Makes a task of the record, and awaits it at once."""

import asyncio

from world import CUSTOMERS, sell_ticket, write_record


class BoxOffice:
    async def serve(self, customer: str) -> str:
        seat = await sell_ticket(customer)
        record = asyncio.create_task(write_record(f"{customer}: {seat}"))
        await record  # cause: awaited-at-creation
        return seat

    async def close(self) -> None:
        print("closed")


async def main() -> list[str]:
    office = BoxOffice()
    seats = [await office.serve(customer) for customer in CUSTOMERS]
    await office.close()
    return seats


if __name__ == "__main__":
    print(asyncio.run(main()))
