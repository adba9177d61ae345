"""Checks of gather-in-order: eight pages, each fetched once, in the order of the book."""

from collections import Counter
from typing import Any

import pytest

# On this day, pages 2, 5 and 7 are the quick ones.
ANOTHER_DAY = (1.75, 0.25, 1.25, 1.5, 0.5, 2.0, 0.75, 1.0)


def pages_here(world: Any) -> set[int]:
    """The pages that arrived, neither cut short nor still under way."""
    return {call.args[0] for call in world.fetch.calls if call.finished is not None and call.cancelled is None}


def book(world: Any) -> list[str]:
    """The texts from the first page to the last."""
    return [world.texts[page] for page in world.PAGES]


def has_every_page(result: Any, world: Any) -> bool:
    """Whether these are the texts of the book, each once, in whatever order."""
    return isinstance(result, list | tuple) and Counter(map(str, result)) == Counter(book(world))


def in_words(result: Any, world: Any) -> str:
    """The order of a result, by the numbers of its pages."""
    numbers = {text: page for page, text in world.texts.items()}
    return ", ".join(str(numbers[text]) for text in result)


async def test_returns_every_page(submission, world):
    """returns the texts of all eight pages"""
    result = await submission.main()
    # Pages that never arrived cannot be returned: that is a skipped wait, another check's.
    if pages_here(world) == set(world.PAGES):
        assert isinstance(result, list | tuple), f"what main() returns should be a list, not {result!r}"
        assert has_every_page(result, world), f"main() should return the eight texts, each once; it returned {result!r}"


@pytest.mark.verdict("wrong-order")
async def test_in_the_order_of_the_book(submission, world):
    """returns them in the order of the book"""
    result = await submission.main()
    if has_every_page(result, world):
        assert list(result) == book(world), (
            f"the texts should be those of pages 1 to 8, in this order; they came as {in_words(result, world)}"
        )


@pytest.mark.verdict("wrong-order")
async def test_in_order_on_another_day(submission, world):
    """returns them in the order of the book, on a day when other pages are slow"""
    world.configure(seconds=ANOTHER_DAY)
    result = await submission.main()
    if has_every_page(result, world):
        assert list(result) == book(world), (
            f"on a day when other pages are slow, the texts came in the order {in_words(result, world)}"
        )


@pytest.mark.verdict("wrong-order")
async def test_in_order_each_time(submission, world):
    """returns them in the order of the book, each of six times"""
    # A set of tasks may well have the right order once, or three times in a row.
    for turn in range(1, 7):
        result = await submission.main()
        if has_every_page(result, world):
            assert list(result) == book(world), (
                f"main() was called six times; the time it went wrong was number {turn}, with the order "
                f"{in_words(result, world)}"
            )


@pytest.mark.verdict("too-fast")
async def test_waits_for_every_page(submission, world):
    """waits until every page has arrived"""
    await submission.main()
    missing = set(world.PAGES) - pages_here(world)
    assert not missing, f"these pages had not arrived when main() returned: {', '.join(map(str, sorted(missing)))}"


@pytest.mark.verdict("extra-calls")
async def test_fetches_once(submission, world):
    """fetches each page once"""
    await submission.main()
    count = len(world.fetch.calls)
    assert count <= len(world.PAGES), f"{count} pages were fetched for a book of {len(world.PAGES)}"
