"""Which wait is named as the one that others need not have waited for."""

from grader.explain.sequential import in_turn
from grader.model.trace import SourcePlace, Trace, TracedSpan, WaitKind


def waits(*spans: tuple[int, str, float, float], kind: WaitKind = "waiting") -> Trace:
    """Calls of the world from lines of `main`."""
    made = [
        TracedSpan("main", (SourcePlace("main", line),), start, end, kind, f"{f}()") for line, f, start, end in spans
    ]
    return Trace(tuple(made), (), max(span.end for span in made))


def test_a_step_that_needs_what_another_found_is_not_blamed_for_waiting() -> None:
    source = (
        "async def main():\n"
        "    user = await find_user()\n"
        "    order = await find_order(user)\n"
        "    profile = await find_profile(user)\n"
    )
    turn = in_turn(waits((2, "find_user", 0, 1), (3, "find_order", 1, 2), (4, "find_profile", 2, 3)), "main", source)
    assert turn is not None
    assert turn.sentence.startswith("find_profile() starts only when find_order() is done")


def test_what_was_found_may_go_through_other_names() -> None:
    source = (
        "async def main():\n    user = await find_user()\n    number = user + 1\n    order = await find_order(number)\n"
    )
    assert in_turn(waits((2, "find_user", 0, 1), (4, "find_order", 1, 2)), "main", source) is None


def test_of_two_that_were_gathered_each_name_stands_for_its_own() -> None:
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


def test_two_waits_of_one_line_are_named() -> None:
    source = "async def main():\n    return {1: await first(), 2: await second()}\n"
    turn = in_turn(waits((2, "first", 0, 1), (2, "second", 1, 2)), "main", source)
    assert turn is not None
    assert turn.sentence == "second() starts only when first() is done: line 2 waits for one, then for the other."


def test_one_inside_the_other_has_to_be_first() -> None:
    source = "async def main():\n    return await second(await first())\n"
    assert in_turn(waits((2, "first", 0, 1), (2, "second", 1, 2)), "main", source) is None


def test_of_two_loops_the_one_that_costs_most_is_named() -> None:
    source = (
        "async def close():\n"
        "    for record in records:\n"
        "        await write(record)\n"
        "async def main():\n"
        "    for customer in row:\n"
        "        await sell(customer)\n"
        "    await close()\n"
    )
    sales = [span_of("main", 6, "sell", start, start + 1) for start in (0, 1)]
    writes = [span_of("close", 3, "write", start, start + 3, called_from=7) for start in (2, 5)]
    turn = in_turn(Trace((*sales, *writes), (), 8), "main", source)
    assert turn is not None
    assert turn.sentence == "Line 3 waits once a round, and each round waits for the one before: 6 s in all."


def test_a_loop_that_waits_for_a_task_in_between_is_not_the_one_to_blame() -> None:
    source = "async def main():\n    for customer in row:\n        await serve(customer)\n"
    sales = [span_of("serve", 8, "sell", start, start + 1, called_from=3) for start in (0, 2)]
    writes = [TracedSpan("a task", (), start, start + 1, "waiting", "write()") for start in (1, 3)]
    turn = in_turn(Trace((sales[0], writes[0], sales[1], writes[1]), (), 4), "main", source)
    assert turn is not None
    assert turn.sentence == "serve() starts only when write() is done: line 3 comes only at 2 s."


def span_of(
    function: str, line: int, called: str, start: float, end: float, called_from: int | None = None
) -> TracedSpan:
    outer = (SourcePlace("main", called_from),) if called_from else ()
    return TracedSpan("main", (*outer, SourcePlace(function, line)), start, end, "waiting", f"{called}()")
