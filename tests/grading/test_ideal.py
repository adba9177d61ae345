"""The reference's timeline as it is kept beside an exercise."""

from pathlib import Path

from grader.grading.ideal import ideal_bytes, load_ideal
from grader.model.timeline import Lane, Mark, Span, Step, Timeline

SPAN = Span(0.0, 1.0, "waiting", "fetch()", 7)


def test_it_keeps_what_can_be_seen_and_no_code(tmp_path: Path) -> None:
    """Lanes, nested and folded as they are; neither lines, nor printed texts, nor a path."""
    lanes = (Lane("main", (SPAN,), (Mark(1.0, "secret", 8),)), Lane("walk", (SPAN,), depth=1, alike=9))
    file = tmp_path / "ideal.json"
    file.write_bytes(ideal_bytes(Timeline(lanes, 1.0, (Step(0, SPAN),))))
    bare = Span(0.0, 1.0, "waiting", "fetch()")
    kept = (Lane("main", (bare,), (Mark(1.0, ""),)), Lane("walk", (bare,), depth=1, alike=9))
    assert load_ideal(file) == Timeline(kept, 1.0)


def test_what_is_as_usual_is_not_written() -> None:
    """So that an ideal of before stays the same file."""
    text = ideal_bytes(Timeline((Lane("main", (SPAN,)),), 1.0)).decode()
    assert not any(name in text for name in ("depth", "alike", "path", "overlaps"))
