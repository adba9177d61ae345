"""A run in which nothing waits for its turn, and which still lasts as long as its longest wait."""

from grader.explain.to_the_end import to_the_end
from grader.model.trace import SourcePlace, Trace, TracedSpan, WaitKind

MAIN = (SourcePlace("main", 7),)


def span(
    start: float, end: float, kind: WaitKind = "waiting", stack: tuple[SourcePlace, ...] = (), label: str = "ask()"
) -> TracedSpan:
    return TracedSpan("a task", stack, start, end, kind, label)


def test_the_line_that_waits_for_the_longest_is_named() -> None:
    found = to_the_end(Trace((span(0, 1), span(0, 3), span(0, 3, "joining", MAIN)), (), 3), "main")
    assert found is not None
    assert found.line == 7
    assert found.sentence == (
        "The waits do pass together, but line 7 waits until the last of them has ended: ask() takes 3 s."
    )


def test_a_wait_that_has_no_company_is_all_there_is() -> None:
    found = to_the_end(Trace((span(0, 3, stack=MAIN),), (), 3), "main")
    assert found is not None
    assert found.sentence == "ask() is all that is under way, from 0 s to 3 s."


def test_nothing_is_said_where_no_wait_lasts_as_long_as_the_run() -> None:
    assert to_the_end(Trace((span(0, 2), span(2, 3)), (), 3), "main") is None
    assert to_the_end(Trace((), (), 0), "main") is None
