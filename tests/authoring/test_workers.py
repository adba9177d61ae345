"""Work for several processes."""

import time
from pathlib import Path

from grader.authoring.workers import in_workers

_MOMENTS = 2000


def _measure(text: str) -> int:
    return len(text)


def _once_the_hard_one_is_begun(place: Path) -> str:
    """Only with the hard one among the first two do the easy ones ever come to their end."""
    begun = place.parent / "begun"
    if place.name == "hard":
        begun.touch()
    for _ in range(_MOMENTS):
        if begun.exists():
            return place.name
        time.sleep(0.01)
    raise TimeoutError(f"{place.name} waited for the hard one in vain")


def test_results_come_in_order() -> None:
    """Whatever the order in which the work is begun."""
    texts = ["a", "four", "six", ""]
    assert list(in_workers(_measure, texts, 2, len)) == [1, 4, 3, 0]


def test_what_takes_most_effort_is_begun_first(tmp_path: Path) -> None:
    """It is last in line, and does not wait for the others."""
    places = [tmp_path / name for name in ("easy", "as_easy", "hard")]
    names = in_workers(_once_the_hard_one_is_begun, places, 2, lambda place: place.name == "hard")
    assert list(names) == ["easy", "as_easy", "hard"]
