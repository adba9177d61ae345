"""A box office: one till, a row of customers, and an audit book in which every sale has to stand."""

import asyncio
import random
import weakref

CUSTOMERS = ("Ada", "Bo", "Chidi", "Dora")

seats: dict[str, str] = {}
book: list[str] = []
writing = 1.0


async def sell_ticket(customer: str) -> str:
    """Sell a ticket and return its seat; takes 0.5 s. The till serves one customer at a time."""
    await asyncio.sleep(0.5)
    return seats[customer]


async def write_record(record: str) -> None:
    """Write a record into the audit book; takes 1 s. Several can be on their way at once."""
    await _receipt(writing)
    book.append(record)


async def _receipt(seconds: float) -> None:
    """Wait for word from the book. Only who waits for it holds on to it, as with many a library for databases."""
    loop = asyncio.get_running_loop()
    receipt = loop.create_future()
    loop.call_later(seconds, _give, weakref.ref(receipt))
    await receipt


def _give(known: "weakref.ref[asyncio.Future[None]]") -> None:
    receipt = known()
    if receipt is not None and not receipt.done():
        receipt.set_result(None)


def configure(rng: random.Random, seconds_to_write: float = 1.0) -> None:
    """Number the seats, and open a new book."""
    global writing
    writing = seconds_to_write
    book.clear()
    numbers = rng.sample(range(1, 40), len(CUSTOMERS))
    seats.clear()
    seats.update(
        (customer, f"row {rng.choice('ABCDEF')}, seat {n}") for customer, n in zip(CUSTOMERS, numbers, strict=True)
    )


configure(random.Random(0))
