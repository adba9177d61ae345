"""Checks of per-host-limit: six at once, two per server, and nobody holds a place that another could use."""

from typing import Any

import pytest

MOST = 6
MOST_PER_HOST = 2
FOUR_SERVERS = (4, 4, 4, 4)


def fetched(world: Any) -> set[str]:
    """The pages that arrived, neither cut short nor still under way."""
    return {call.args[0] for call in world.fetch.calls if call.finished is not None and call.cancelled is None}


async def test_returns_a_line_for_each(submission, world):
    """returns a line for each page, in order"""
    result = await submission.main()
    # What never arrived has no line: that is a skipped wait, another check's.
    if fetched(world) == set(world.PAGES):
        lines = [f"{page.partition('/')[0]}: {world.titles[page]}" for page in world.PAGES]
        assert isinstance(result, list | tuple), f"what main() returns should be a list, not {result!r}"
        assert sorted(map(str, result)) == sorted(lines), (
            f"main() should return a line for each of the {len(lines)} pages, such as {lines[0]!r}"
        )
        assert list(result) == lines, "the lines should be in the order of PAGES"


@pytest.mark.verdict("too-many-in-flight")
async def test_never_more_than_two_per_server(submission, world):
    """fetches no more than two pages at once from the same server"""
    await submission.main()
    most = world.most_at_a_host
    assert most <= MOST_PER_HOST, f"{most} pages were fetched at once from the same server; it allows {MOST_PER_HOST}"


@pytest.mark.verdict("too-many-in-flight")
async def test_never_more_than_six(submission, world):
    """fetches no more than six pages at once"""
    await submission.main()
    most = world.fetch.in_flight_max
    assert most <= MOST, f"{most} pages were fetched at once; your line has room for {MOST}"


@pytest.mark.verdict("too-many-in-flight")
async def test_never_more_than_six_from_four_servers(submission, world):
    """fetches no more than six pages at once, when there is a fourth server"""
    world.configure(counts=FOUR_SERVERS)
    await submission.main()
    most = world.fetch.in_flight_max
    assert most <= MOST, f"with four servers, {most} pages were fetched at once; your line has room for {MOST}"


@pytest.mark.verdict("too-fast")
async def test_waits_for_every_page(submission, world):
    """waits until every page has arrived"""
    await submission.main()
    missing = [page for page in world.PAGES if page not in fetched(world)]
    assert not missing, f"these pages had not arrived when main() returned: {', '.join(missing)}"


@pytest.mark.verdict("extra-calls")
async def test_fetches_once(submission, world):
    """fetches each page once"""
    await submission.main()
    count = len(world.fetch.calls)
    assert count <= len(world.PAGES), f"{count} pages were fetched, and there are {len(world.PAGES)}"
