"""Checks of keep-a-reference: four tickets in their order, and every sale in the audit book."""

from typing import Any

import pytest

SLOW_DAY = {"seconds_to_write": 2.0}


def ended(calls: Any) -> list[Any]:
    """The calls that came to their end, neither cut short nor still under way."""
    return [call for call in calls if call.finished is not None and call.cancelled is None]


def sold(world: Any) -> list[str]:
    """The customers who got a ticket."""
    return [call.args[0] for call in ended(world.sell_ticket.calls)]


def record_of(customer: str, world: Any) -> str:
    """What has to stand in the book."""
    return f"{customer}: {world.seats[customer]}"


def missing_records(world: Any) -> str:
    """The customers whose sale does not stand in the book, in words."""
    return ", ".join(customer for customer in sold(world) if record_of(customer, world) not in world.book)


async def test_returns_the_seats(submission, world):
    """returns the seats of all four, in their order"""
    seats = await submission.main()
    # Who got no ticket has no seat: that is a skipped wait, another check's.
    if set(sold(world)) == set(world.CUSTOMERS):
        expected = [world.seats[customer] for customer in world.CUSTOMERS]
        assert isinstance(seats, list | tuple), f"what main() returns should be a list, not {seats!r}"
        assert list(seats) == expected, f"expected {expected!r} from main(), and got {seats!r}"


async def test_writes_what_was_sold(submission, world):
    """writes the customer and the seat of each sale"""
    await submission.main()
    known = [record_of(customer, world) for customer in world.CUSTOMERS]
    for record in world.book:
        assert record in known, f"the book has the record {record!r}, which is none of {', '.join(map(repr, known))}"


@pytest.mark.verdict("too-fast")
async def test_serves_everybody(submission, world):
    """serves everybody in the row"""
    await submission.main()
    missing = [customer for customer in world.CUSTOMERS if customer not in sold(world)]
    assert not missing, f"these had no ticket when main() returned: {', '.join(missing)}"


@pytest.mark.verdict("too-fast")
async def test_has_every_sale_in_the_book(submission, world):
    """has every sale in the book when it returns"""
    await submission.main()
    missing = missing_records(world)
    assert not missing, f"when main() returned, the sale to these was not in the book: {missing}"


@pytest.mark.verdict("too-fast")
async def test_has_every_sale_in_the_book_on_a_slow_day(submission, world):
    """has every sale in the book on a day when a record takes 2 s"""
    world.configure(**SLOW_DAY)
    await submission.main()
    missing = missing_records(world)
    assert not missing, f"on a day when a record takes 2 s, the sale to these was not in the book: {missing}"


@pytest.mark.verdict("too-many-in-flight")
async def test_serves_one_at_a_time(submission, world):
    """serves one customer at a time"""
    await submission.main()
    most = world.sell_ticket.in_flight_max
    assert most <= 1, f"there is one till, and {most} customers were being served at once"


@pytest.mark.verdict("wrong-order")
async def test_serves_in_order(submission, world):
    """serves the customers in their order"""
    await submission.main()
    served = [call.args[0] for call in world.sell_ticket.calls]
    in_row = [customer for customer in world.CUSTOMERS if customer in served]
    assert sorted(served, key=in_row.index) == served, (
        f"the row is {', '.join(in_row)}; they were served in the order {', '.join(served)}"
    )


@pytest.mark.verdict("extra-calls")
async def test_sells_and_writes_once(submission, world):
    """sells one ticket and writes one record for each customer"""
    await submission.main()
    for function in ("sell_ticket", "write_record"):
        calls = getattr(world, function).calls
        arguments = [str(call.args[0]) for call in calls if call.args]
        twice = sorted({argument for argument in arguments if arguments.count(argument) > 1})
        assert not twice, f"{function}() was called more than once for {', '.join(twice)}"


@pytest.mark.criterion("elapsed")
@pytest.mark.verdict("late-output")
async def test_begins_each_record_when_the_ticket_is_sold(submission, world):
    """begins to write each record as soon as its ticket is sold"""
    await submission.main()
    begun = {str(call.args[0]): call.started for call in reversed(world.write_record.calls) if call.args}
    for sale in ended(world.sell_ticket.calls):
        customer = sale.args[0]
        start = begun.get(record_of(customer, world), sale.finished)
        assert start <= sale.finished, (
            f"the ticket of {customer} was sold at {sale.finished:g} s, and its record was begun only at {start:g} s"
        )
