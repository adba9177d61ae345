"""Calls write_record() as if that were enough."""

import asyncio

from world import CUSTOMERS, sell_ticket, write_record


class BoxOffice:
    async def serve(self, customer: str) -> str:
        seat = await sell_ticket(customer)
        write_record(f"{customer}: {seat}")  # cause: call-not-awaited
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
