"""Which waits of the critical path could have been under way at the same time."""

from grader.model.timeline import Timeline
from tests.timeline.conftest import built, made, span

DOWNLOAD, SLEEP = "download()", "asyncio.sleep()"


def found(timeline: Timeline) -> list[tuple[str, str, float]]:
    """What could have run beside what, and for how long."""
    labels = [step.span.label for step in timeline.path]
    return [(labels[each.first], labels[each.second], each.seconds) for each in timeline.overlaps]


def test_two_waits_that_the_ideal_has_at_once() -> None:
    """As long as the shorter of them."""
    ideal = built(
        span(0, 2, ("fetch", 2), task="a"), span(0, 2.5, ("show", 2), task="b", kind="own-sleep", label=SLEEP), end=2.5
    )
    mine = built(
        span(0, 2, ("main", 7)), span(2, 4.5, ("main", 8), kind="own-sleep", label=SLEEP), end=4.5, ideal=ideal
    )
    assert found(mine) == [(DOWNLOAD, SLEEP, 2)]


def test_a_sleep_is_a_sleep_also_where_it_blocks() -> None:
    """A stub of blocking calls is compared with an ideal that awaits."""
    ideal = built(
        span(0, 2, ("fetch", 2), task="a"), span(0, 2, ("show", 2), task="b", kind="own-sleep", label=SLEEP), end=2.0
    )
    mine = built(
        span(0, 2, ("main", 7), kind="blocked"),
        span(2, 4, ("main", 8), kind="blocked", label="time.sleep()"),
        end=4.0,
        ideal=ideal,
    )
    assert found(mine) == [(DOWNLOAD, "time.sleep()", 2)]


def test_what_the_ideal_has_in_turn_too() -> None:
    """There is nothing to overlap."""
    waits = (span(0, 2, ("main", 7)), span(2, 3, ("main", 8), label="store()"))
    mine = built(*waits, span(3, 4, ("main", 9), kind="own-sleep", label=SLEEP), end=4.0, ideal=built(*waits, end=3.0))
    assert found(mine) == []


def test_a_limit_that_is_full_has_no_room() -> None:
    """Two at once is all that the ideal has too."""
    pairs = [span(n // 2, n // 2 + 1, ("fetch", 2), task=f"t{n}") for n in range(4)]
    tasks = tuple(made(f"t{n}") for n in range(4))
    mine = built(*pairs, span(2, 3, ("main", 9), label="store()"), end=3.0, tasks=tasks, ideal=built(*pairs, end=2.0))
    assert found(mine) == []


def test_a_limit_with_a_place_free_has_room() -> None:
    """One after the other, where the ideal has two at once."""
    ideal = built(*(span(0, 1, ("fetch", 2), task=f"t{n}") for n in range(2)), end=1.0)
    mine = built(span(0, 1, ("main", 7)), span(1, 2, ("main", 7)), end=2.0, ideal=ideal)
    assert found(mine) == [(DOWNLOAD, DOWNLOAD, 1)]


def test_a_run_as_quick_as_the_ideal_has_nothing_to_overlap() -> None:
    """Whatever its waits are."""
    ideal = built(*(span(0, 1, ("fetch", 2), task=f"t{n}") for n in range(2)), end=2.0)
    assert found(built(span(0, 1, ("main", 7)), span(1, 2, ("main", 7)), end=2.0, ideal=ideal)) == []


def test_computing_overlaps_with_waiting_and_not_with_computing() -> None:
    """There is one thread."""
    ideal = built(
        span(0, 1, ("work", 2), task="a", kind="computing", label="burn()"),
        span(0, 2, ("fetch", 2), task="b"),
        end=2.0,
    )
    burns = [span(n, n + 1, ("main", 7), kind="computing", label="burn()") for n in range(2)]
    mine = built(*burns, span(2, 4, ("main", 8)), end=4.0, ideal=ideal)
    assert found(mine) == [("burn()", DOWNLOAD, 2)]


def test_the_pauses_of_a_loop_are_one_wait() -> None:
    """All ten could have passed during the download, not only the first."""
    ideal = built(
        span(0, 2, ("fetch", 2), task="a"), span(0, 2.5, ("show", 2), task="b", kind="own-sleep", label=SLEEP), end=2.5
    )
    pauses = [span(2 + n / 4, 2.25 + n / 4, ("main", 8), kind="own-sleep", label=SLEEP) for n in range(10)]
    assert found(built(span(0, 2, ("main", 7)), *pauses, end=4.5, ideal=ideal)) == [(DOWNLOAD, SLEEP, 2)]


def test_ten_in_turn_that_could_be_at_once_are_nine_overlaps() -> None:
    """What repeats may overlap with itself."""
    ideal = built(*(span(0, 1, ("fetch", 2), task=f"t{n}") for n in range(10)), end=1.0)
    waits = [span(n, n + 1, ("main", 7)) for n in range(10)]
    assert found(built(*waits, end=10.0, ideal=ideal)) == [(DOWNLOAD, DOWNLOAD, 1)] * 9
