"""Checks of two-at-once: the page, the numbers, and the moment of each number."""

from typing import Any

import pytest

NUMBERS = [str(number) for number in range(10)]
PAUSE = 0.25


def arrived(world: Any) -> bool:
    """Whether a download came to its end, neither cut short nor still under way."""
    return any(call.finished is not None and call.cancelled is None for call in world.download.calls)


def numbers_printed(submission: Any) -> list[tuple[float, str]]:
    """Instant and text of each line that is one of the ten numbers."""
    lines = [(instant, line.strip()) for instant, line in submission.printed]
    return [(instant, line) for instant, line in lines if line in NUMBERS]


async def test_returns_the_page(submission, world):
    """returns the page that was downloaded"""
    result = await submission.main()
    # A page that never arrived cannot be returned: that is a skipped wait, the next check's.
    if arrived(world):
        assert result == world.page, "what main() returns should be the page that the download gave"


@pytest.mark.verdict("too-fast")
async def test_waits_for_the_page(submission, world):
    """waits until the page has arrived"""
    await submission.main()
    assert arrived(world), (
        "no page had arrived when main() returned: download() was not called, or nobody waited for it"
    )


@pytest.mark.verdict("extra-calls")
async def test_downloads_once(submission, world):
    """downloads the page once"""
    await submission.main()
    count = len(world.download.calls)
    assert count <= 1, f"the page was downloaded {count} times; once is enough"


async def test_prints_the_numbers_in_order(submission):
    """prints the numbers in order"""
    await submission.main()
    printed = [line for _, line in numbers_printed(submission)]
    # Numbers still missing at the end are a skipped wait, the next check's.
    assert printed == NUMBERS[: len(printed)], (
        f"the numbers should be printed as 0, 1, 2 … 9, each once; they came as {', '.join(printed)}"
    )


@pytest.mark.verdict("too-fast")
async def test_prints_all_ten(submission):
    """prints all ten numbers before it returns"""
    await submission.main()
    count = len(numbers_printed(submission))
    assert count >= len(NUMBERS), f"only {count} of the ten numbers had been printed when main() returned"


@pytest.mark.verdict("leaked-task")
async def test_waits_for_the_numbers_on_a_quick_day(submission, world):
    """waits for the last number, also on a day when the page is there sooner"""
    world.configure(seconds=1.0)
    await submission.main()
    count = len(numbers_printed(submission))
    # With no task left to print the others, they were skipped: that is the check's above.
    if submission.tasks_left:
        short = f"on a day when the page takes 1 s, main() returned after {count} of the ten numbers"
        assert count >= len(NUMBERS), short


@pytest.mark.criterion("elapsed")
@pytest.mark.verdict("late-output")
async def test_no_number_is_late(submission):
    """prints the first number at once, and no number late"""
    await submission.main()
    for turn, (instant, line) in enumerate(numbers_printed(submission)):
        due = turn * PAUSE
        assert instant <= due, f"the number {line} should be printed at {due:g} s, and came at {instant:g} s"


@pytest.mark.criterion("elapsed")
@pytest.mark.verdict("too-fast")
async def test_no_number_is_early(submission):
    """pauses 0.25 s after each number"""
    await submission.main()
    for turn, (instant, line) in enumerate(numbers_printed(submission)):
        due = turn * PAUSE
        assert instant >= due, f"the number {line} should be printed at {due:g} s, and came at {instant:g} s"
