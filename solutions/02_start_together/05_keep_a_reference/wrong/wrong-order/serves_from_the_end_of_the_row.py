"""Takes the customers off the end of the row."""

import asyncio

from world import CUSTOMERS, sell_ticket, write_record


async def main() -> list[str]:
    row = list(CUSTOMERS)
    seats: dict[str, str] = {}
    records = []
    while row:
        customer = row.pop()  # cause: wrong-end
        seats[customer] = await sell_ticket(customer)
        records.append(asyncio.create_task(write_record(f"{customer}: {seats[customer]}")))
    await asyncio.gather(*records)
    return [seats[customer] for customer in CUSTOMERS]


if __name__ == "__main__":
    print(asyncio.run(main()))
