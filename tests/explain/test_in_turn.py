"""Which wait is named as the one that others need not have waited for."""

from grader.explain.sequential import in_turn
from grader.model.trace import SourcePlace, Trace, TracedSpan, WaitKind


def waits(*spans: tuple[int, str, float, float], kind: WaitKind = "waiting") -> Trace:
    """Calls of the world from lines of `main`."""
    made = [
        TracedSpan("main", (SourcePlace("main", line),), start, end, kind, f"{f}()") for line, f, start, end in spans
    ]
    return Trace(tuple(made), (), max(span.end for span in made))


def test_a_step_that_needs_what_another_found_is_not_blamed_for_waiting():
    source = (
        "async def main():\n"
        "    user = await find_user()\n"
        "    order = await find_order(user)\n"
        "    profile = await find_profile(user)\n"
    )
    turn = in_turn(waits((2, "find_user", 0, 1), (3, "find_order", 1, 2), (4, "find_profile", 2, 3)), "main", source)
    assert turn is not None
    assert turn.sentence.startswith("find_profile() starts only when find_order() is done")


def test_what_was_found_may_go_through_other_names():
    source = (
        "async def main():\n    user = await find_user()\n    number = user + 1\n    order = await find_order(number)\n"
    )
    assert in_turn(waits((2, "find_user", 0, 1), (4, "find_order", 1, 2)), "main", source) is None


def test_of_two_that_were_gathered_each_name_stands_for_its_own():
    source = (
        "async def main():\n"
        "    order, profile = await gather(find_order(), find_profile())\n"
        "    invoice, picture = await gather(find_invoice(order), find_picture(profile))\n"
    )
    trace = waits(
        (2, "find_order", 0, 2), (2, "find_profile", 0, 1), (3, "find_invoice", 2, 3), (3, "find_picture", 2, 3)
    )
    turn = in_turn(trace, "main", source)
    assert turn is not None
    assert turn.sentence.startswith("find_picture() starts only when find_order() is done")


def test_two_waits_of_one_line_are_named():
    source = "async def main():\n    return {1: await first(), 2: await second()}\n"
    turn = in_turn(waits((2, "first", 0, 1), (2, "second", 1, 2)), "main", source)
    assert turn is not None
    assert turn.sentence == "second() starts only when first() is done: line 2 waits for one, then for the other."


def test_one_inside_the_other_has_to_be_first():
    source = "async def main():\n    return await second(await first())\n"
    assert in_turn(waits((2, "first", 0, 1), (2, "second", 1, 2)), "main", source) is None
