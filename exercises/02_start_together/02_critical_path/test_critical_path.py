"""Checks of critical-path: the page, each question asked once, and no later than it can be."""

from typing import Any

import pytest

EMAIL = "ada@example.org"
QUESTIONS = ("find_user", "find_order", "find_invoice", "find_profile", "find_avatar")
LONGEST = 3.5

# The same sums, the other way round: the order is quick and its invoice slow.
ANOTHER_DAY = {"order": 0.5, "invoice": 2.0, "profile": 1.5, "avatar": 1.0}


def answered(world: Any, question: str) -> bool:
    """Whether a question was asked and answered, neither cut short nor still under way."""
    calls = getattr(world, question).calls
    return any(call.finished is not None and call.cancelled is None for call in calls)


def unanswered(world: Any) -> list[str]:
    """The questions without an answer."""
    return [f"{question}()" for question in QUESTIONS if not answered(world, question)]


def page(world: Any) -> dict[str, str]:
    """What the customer's page has to show."""
    user = world.users[EMAIL]
    return {"invoice": world.invoices[world.orders[user]], "picture": world.avatars[world.profiles[user]]}


async def test_returns_the_page(submission, world):
    """returns the invoice and the picture of the customer"""
    result = await submission.main()
    # What was never answered cannot be shown: that is a skipped wait, the next check's.
    if not unanswered(world):
        assert result == page(world), f"expected {page(world)!r} from main(), and got {result!r}"


async def test_returns_the_page_on_another_day(submission, world):
    """returns the same page on a day when other services are slow"""
    world.configure(**ANOTHER_DAY)
    result = await submission.main()
    if not unanswered(world):
        assert result == page(world), f"on a day when the profile is slow, main() returned {result!r}"


@pytest.mark.verdict("too-fast")
async def test_waits_for_every_answer(submission, world):
    """waits for the answer to each question"""
    await submission.main()
    missing = unanswered(world)
    assert not missing, f"these had not been answered when main() returned: {', '.join(missing)}"


@pytest.mark.verdict("extra-calls")
async def test_asks_once(submission, world):
    """asks each question once"""
    await submission.main()
    for question in QUESTIONS:
        count = len(getattr(world, question).calls)
        assert count <= 1, f"{question}() was asked {count} times; once is enough"


@pytest.mark.criterion("elapsed")
@pytest.mark.verdict("too-slow")
async def test_branches_do_not_wait_for_each_other(submission, world, clock):
    """takes no longer on a day when the profile is slow and the order quick"""
    world.configure(**ANOTHER_DAY)
    await submission.main()
    assert clock.elapsed <= LONGEST, (
        f"on a day when the order takes 0.5 s, its invoice 2 s, the profile 1.5 s and the picture 1 s, main() took "
        f"{clock.elapsed:g} s; it can be {LONGEST:g} s"
    )
