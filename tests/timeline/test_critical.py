"""The critical path: what the end of a run waited for."""

from collections.abc import Iterable

from grader.model.trace import TracedSpan
from grader.timeline.critical import critical_path
from tests.timeline.conftest import made, span, trace


def steps(path: Iterable[TracedSpan]) -> list[tuple[str, float, float]]:
    """Who, from when to when."""
    return [(step.task, step.start, step.end) for step in path]


def test_in_turn_everything_is_critical() -> None:
    """One wait after the other, in the order of time."""
    run = trace(span(0, 2, ("main", 7)), span(2, 3, ("main", 8)), end=3)
    assert steps(critical_path(run, "main")) == [("main", 0, 2), ("main", 2, 3)]


def test_of_two_side_by_side_the_longer_is_critical() -> None:
    """The shorter could take longer at no cost."""
    run = trace(
        span(0, 2.5, ("main", 7), kind="joining", label="gather"),
        span(0, 2, ("fetch", 2), task="a"),
        span(0, 2.5, ("fetch", 2), task="b"),
        end=2.5,
        tasks=(made("a"), made("b")),
    )
    assert steps(critical_path(run, "main")) == [("b", 0, 2.5)]


def test_a_task_that_is_awaited_leads_on() -> None:
    """By its name, though another wait ended at the same moment and began earlier."""
    run = trace(
        span(1, 2, ("main", 7), kind="joining", label="b"),
        span(0, 1, ("main", 6)),
        span(0, 2, ("fetch", 2), task="a"),
        span(1, 2, ("fetch", 2), task="b"),
        end=2,
        tasks=(made("a"), made("b")),
    )
    assert steps(critical_path(run, "main")) == [("main", 0, 1), ("b", 1, 2)]


def test_what_came_before_a_task_was_made_is_critical_too() -> None:
    """It could not begin earlier than its maker came to it."""
    run = trace(
        span(0, 1, ("main", 7)),
        span(0, 1, ("fetch", 2), task="other"),
        span(1, 3, ("main", 8), kind="joining", label="a"),
        span(1, 3, ("fetch", 2), task="a"),
        end=3,
        tasks=(made("other"), made("a")),
    )
    assert steps(critical_path(run, "main")) == [("main", 0, 1), ("a", 1, 3)]


def test_a_turn_waited_for_leads_to_who_had_it() -> None:
    """The holder of a lock is what its next holder waited for."""
    run = trace(
        span(0, 1, ("fetch", 2), task="a"),
        span(0, 1, ("fetch", 2), task="b", kind="queued", label="Lock.acquire"),
        span(1, 2, ("fetch", 2), task="b"),
        span(0, 2, ("main", 7), kind="joining", label="gather"),
        end=2,
        tasks=(made("a"), made("b")),
    )
    assert steps(critical_path(run, "main")) == [("a", 0, 1), ("b", 1, 2)]


def test_a_turn_that_never_came_is_critical_itself() -> None:
    """It ended by the clock alone: a time limit."""
    run = trace(span(0, 2, ("main", 7), kind="queued", label="Event.wait"), end=2)
    assert steps(critical_path(run, "main")) == [("main", 0, 2)]


def test_whoever_holds_the_thread_holds_everybody() -> None:
    """A short sleep that ends late ended late because of it."""
    run = trace(
        span(0, 2, ("main", 7), kind="own-sleep", label="asyncio.sleep()"),
        span(0, 2, ("fetch", 2), task="a", kind="blocked", label="time.sleep()"),
        end=2,
        tasks=(made("a"),),
    )
    assert steps(critical_path(run, "main")) == [("a", 0, 2)]


def test_who_won_is_critical_and_not_who_was_cancelled_for_it() -> None:
    """Though all of them end at one moment."""
    run = trace(
        span(0, 1, ("main", 7), kind="joining", label="_wait"),
        span(0, 1, ("fetch", 2), task="a", kind="cancelled"),
        span(0.5, 1, ("fetch", 2), task="b"),
        end=1,
        tasks=(made("a"), made("b")),
    )
    assert [step.task for step in critical_path(run, "main")] == ["b"]


def test_two_that_wait_for_each_other_have_no_path() -> None:
    """But an end: what they did before is not what the run waited for."""
    run = trace(
        span(0, 2, ("main", 7), kind="joining", label="a"),
        span(0, 2, ("fetch", 2), task="a", kind="joining", label="main"),
        end=2,
        tasks=(made("a"),),
    )
    assert [step.kind for step in critical_path(run, "main")] == ["joining"]


def test_a_run_without_time_has_no_path() -> None:
    """Nothing was waited for."""
    assert critical_path(trace(end=0), "main") == ()


def test_ten_thousand_steps_are_walked() -> None:
    """Without recursion, and each once."""
    spans = [span(moment, moment + 1, ("main", 7), task=f"t{moment % 50}") for moment in range(10_000)]
    assert len(critical_path(trace(*spans, end=10_000), "t49")) == 10_000
