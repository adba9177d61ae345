"""Believes that the loop keeps its tasks, and asks it for them at the end."""

import asyncio

from world import CUSTOMERS, sell_ticket, write_record


class BoxOffice:
    async def serve(self, customer: str) -> str:
        seat = await sell_ticket(customer)
        asyncio.create_task(write_record(f"{customer}: {seat}"))  # cause: reference-lost
        return seat

    async def close(self) -> None:
        records = [task for task in asyncio.all_tasks() if task.get_coro().__name__ == "write_record"]
        await asyncio.gather(*records)


async def main() -> list[str]:
    office = BoxOffice()
    seats = [await office.serve(customer) for customer in CUSTOMERS]
    await office.close()
    return seats


if __name__ == "__main__":
    print(asyncio.run(main()))
