"""Sells tickets and writes nothing down."""

import asyncio

from world import CUSTOMERS, sell_ticket


async def main() -> list[str]:
    return [await sell_ticket(customer) for customer in CUSTOMERS]  # cause: call-missing


if __name__ == "__main__":
    print(asyncio.run(main()))
