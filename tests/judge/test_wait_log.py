"""What the judge keeps of the waits that a runner tells of."""

from grader.judge.observations import WaitLog
from grader.protocol.messages import TaskWaiting


def waiting(task: str, label: str = "") -> TaskWaiting:
    return TaskWaiting(task, "event", label, None, ())


def test_a_wait_ends_with_the_next_of_its_task_or_goes_on_until_now() -> None:
    """Each is kept with the judge's instants."""
    log = WaitLog()
    log.begin(waiting("a", "first"), 1)
    log.begin(waiting("a", "second"), 3)
    assert [(wait.waiting.label, wait.start, wait.end) for wait in log.until(7)] == [("first", 1, 3), ("second", 3, 7)]


def test_of_a_crowd_the_first_are_kept() -> None:
    """Tasks without end do not fill the judge, and those it knows already are told of to the end."""
    log = WaitLog()
    for number in range(5_000):
        log.begin(waiting(f"t{number}"), 0)
    log.begin(waiting("t0", "later"), 1)
    waits = log.until(2)
    assert len({wait.waiting.task for wait in waits}) == 1_000
    assert "later" in {wait.waiting.label for wait in waits}


def test_of_endless_waits_the_first_are_kept() -> None:
    """So it is with the waits of a few tasks."""
    log = WaitLog()
    for instant in range(50_000):
        log.begin(waiting("a", str(instant)), instant)
    assert len(log.until(50_000)) == 20_000
