"""The raw material of timelines."""

from grader.model.trace import SourcePlace, TracedSpan


def test_line() -> None:
    """A span's line is the innermost of its lines, if it has one."""
    stack = (SourcePlace("main", 3), SourcePlace("fetch", 9))
    assert TracedSpan("main", stack, 0.0, 1.0, "waiting", "get()").line == 9
    assert TracedSpan("main", (), 0.0, 1.0, "waiting", "get()").line is None
