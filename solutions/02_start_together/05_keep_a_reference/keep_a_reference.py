"""The office holds the tasks that write its records, and waits for them when it closes."""

import asyncio

from world import CUSTOMERS, sell_ticket, write_record


class BoxOffice:
    """Sells tickets, and keeps the audit book."""

    def __init__(self) -> None:
        """Begin with no record under way."""
        self._records: set[asyncio.Task[None]] = set()

    async def serve(self, customer: str) -> str:
        """Sell a ticket to a customer and return its seat; the sale is recorded in the background."""
        seat = await sell_ticket(customer)
        record = asyncio.create_task(write_record(f"{customer}: {seat}"))
        self._records.add(record)
        record.add_done_callback(self._records.discard)
        return seat

    async def close(self) -> None:
        """Close for today; every sale stands in the book."""
        await asyncio.gather(*self._records)


async def main() -> list[str]:
    """Serve everybody in the row, one after the other, and return their seats."""
    office = BoxOffice()
    seats = [await office.serve(customer) for customer in CUSTOMERS]
    await office.close()
    return seats


if __name__ == "__main__":
    print(asyncio.run(main()))
