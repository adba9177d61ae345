"""Gathers the customers: four at one till."""

import asyncio

from world import CUSTOMERS, sell_ticket, write_record


class BoxOffice:
    async def serve(self, customer: str) -> str:
        seat = await sell_ticket(customer)
        await write_record(f"{customer}: {seat}")
        return seat

    async def close(self) -> None:
        print("closed")


async def main() -> list[str]:
    office = BoxOffice()
    seats = await asyncio.gather(*map(office.serve, CUSTOMERS))  # cause: no-limit
    await office.close()
    return seats


if __name__ == "__main__":
    print(asyncio.run(main()))
