"""What a check reads of the world after the run: as if it had the run for itself, without one of its own."""

from typing import Any

import pytest

from grader.grading import GradingRequest, grade
from grader.testing import plugin
from grader.testing.job import Job, Room
from tests.testing.conftest import Lab

WORLD = """
import asyncio

PRICES = {"fig": 3}
stock = {"fig": [1, 2], "salt": [4]}
sold = []
busy = set()


class Shelf:
    pass


shelves = [Shelf()]


async def sell(thing):
    await asyncio.sleep(2.5)
    sold.append(thing)
    return stock[thing]


async def order(thing):
    sell.under_way = asyncio.create_task(deliver(thing))
    await asyncio.sleep(0.5)


async def deliver(thing):
    busy.add(thing)
    try:
        await asyncio.sleep(9)
    finally:
        busy.discard(thing)


def configure(rng):
    pass
"""

SELLS = "from world import sell\nasync def main(): return await sell('fig')"
ORDERS = "from world import order\nasync def main(): await order('salt')"
SELLS_TWO = (
    "import asyncio\nfrom world import sell\nasync def main(): return await asyncio.gather(sell('fig'), sell('salt'))"
)


@pytest.fixture
def shop(lab: Lab) -> Lab:
    """A world with data that holds other data."""
    (lab.folder / "world.py").write_text(WORLD)
    return lab


@pytest.fixture
def own_runs(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """The rooms that were opened for a run of a check's own."""
    opened: list[Job] = []

    def open_room(job: Job, *where: Any, trace: bool = False) -> Room:
        if not trace:
            opened.append(job)
        return opens(job, *where, trace=trace)

    opens = Job.open_room
    monkeypatch.setattr(Job, "open_room", open_room)
    return opened


READ = {
    "what the run returned": (SELLS, "assert await submission.main() == world.stock['fig']"),
    "what the run did": (SELLS, "await submission.main()\nassert (world.sold, world.busy) == (['fig'], set())"),
    "what is under way when it returns": (ORDERS, "await submission.main()\nassert world.busy == {'salt'}"),
    "what the check changed": (
        SELLS,
        "await submission.main()\nworld.stock['fig'] += [9]\nassert world.stock == {'fig': [1, 2, 9], 'salt': [4]}",
    ),
}


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("case", READ)
def test_data_is_read_after_the_run(
    shop: Lab, own_runs: list[Job], monkeypatch: pytest.MonkeyPatch, case: str, *, own: bool
) -> None:
    """Twice: what one check does to it is nothing to the next."""
    text, body = READ[case]
    if own:
        monkeypatch.setattr(plugin, "_room_for", lambda item, loop: plugin._job(item).open_room(loop))
    check = "async def test_{}(submission, world):\n    {}\n"
    body = body.replace("\n", "\n    ")
    shop.checks(check.format("once", body) + check.format("again", body))
    assert [(check.verdict, check.message) for check in shop.written(shop.grade(text))] == [("passed", "")] * 2
    assert bool(own_runs) is own


OWN = {
    "changed before": "world.stock['fig'] = 'none left'\nassert await submission.main() == 'none left'",
    "read before": "before = world.sold\nawait submission.main()\nassert before == ['fig']",
    "no plain data": "await submission.main()\nassert type(world.shelves[0]).__name__ == 'Shelf'",
}


@pytest.mark.parametrize("case", OWN)
def test_what_no_copy_can_show_takes_a_run_of_its_own(shop: Lab, own_runs: list[Job], case: str) -> None:
    """What the check changes before, what changes under its eyes, and objects."""
    shop.checks("async def test_it(submission, world):\n    " + OWN[case].replace("\n", "\n    "))
    (check,) = shop.written(shop.grade(SELLS))
    assert (check.verdict, check.message) == ("passed", "")
    assert own_runs


def test_schedules_that_differ_in_the_data_alone_are_told_apart(shop: Lab) -> None:
    """Whoever is served first is written down first, and nothing else shows it."""
    shop.checks(
        "async def test_it(submission, world):\n    await submission.main()\n    assert world.sold == ['fig', 'salt']"
    )
    request = GradingRequest((shop.submission(SELLS_TWO),), schedules=20)
    (result,) = grade(request).exercises
    assert shop.written(result)[0].verdict == "race"
