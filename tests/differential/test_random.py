"""The differential test on programs that nobody wrote.

One class of difference is known: a timer of no delay, set at an instant at which tasks of the world's own run, may be
released a turn early or late, since neither room counts the other's turns while it is idle. Of some ten thousand
programs one met it. What else is out of reach stands in docs/decisions/0001.
"""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from grader.judge.runners import Launcher
from tests.differential.generator import programs
from tests.differential.reference import run_on_one_loop
from tests.differential.rooms import run_in_two_rooms

# The reference runs in this process, and what it runs may throw coroutines away.
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning", "ignore::pytest.PytestUnraisableExceptionWarning")

WORLD = Path(__file__).parent / "world.py"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where each program stands while it runs."""
    return tmp_path / "program.py"


@given(text=programs())
# So many programs, each in both worlds, are one test.
@pytest.mark.timeout(900)
@settings(
    max_examples=150,
    derandomize=True,
    phases=[Phase.generate],  # shrinking takes minutes, and is for whoever mends what is found
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_random_programs_cannot_be_told_from_one_loop(runners: Launcher, file: Path, text: str) -> None:
    """Whatever small program is made up, it comes to the same in two rooms as on one loop."""
    file.write_text(text, encoding="utf-8")
    assert run_in_two_rooms(runners, WORLD, file, "main") == run_on_one_loop(WORLD, file, "main")
