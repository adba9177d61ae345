"""Sell four tickets, and make each customer wait until the sale stands in the audit book: 6 s.

Your task: let the records be written in the background, and lose none of them. Then it takes 3 s.
"""

import asyncio

from world import CUSTOMERS, sell_ticket, write_record


class BoxOffice:
    """Sells tickets, and keeps the audit book."""

    async def serve(self, customer: str) -> str:
        """Sell a ticket to a customer and return its seat."""
        seat = await sell_ticket(customer)
        await write_record(f"{customer}: {seat}")
        return seat

    async def close(self) -> None:
        """Close for today; every sale stands in the book."""
        print("closed")


async def main() -> list[str]:
    """Serve everybody in the row, one after the other, and return their seats."""
    office = BoxOffice()
    seats = [await office.serve(customer) for customer in CUSTOMERS]
    await office.close()
    return seats


if __name__ == "__main__":
    print(asyncio.run(main()))
