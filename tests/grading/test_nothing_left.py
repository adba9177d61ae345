"""After however many gradings nothing stays behind: no process, no descriptor, no file, no memory."""

import gc
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from grader.catalog.submission import SubmittedText
from grader.grading import GradingRequest, grade
from grader.judge.runners import Patience
from tests.grading.bad_programs import TABLE
from tests.grading.mix import ROOT, every_submission

A_REQUEST = 20
# What hangs costs its patience each time and is no different from what exits, once the process is gone.
QUICK = tuple(program for program in TABLE if program.verdict not in {"hung", "busy-wait", "output-limit"})


@dataclass(frozen=True)
class Held:
    """What this process holds of the machine."""

    children: int
    descriptors: int
    files: frozenset[Path]
    memory: int


def held(scratch: Path) -> Held:
    """Count it, garbage aside."""
    gc.collect()
    this = psutil.Process()
    kit = (path for name in ("exercises", "solutions") for path in (ROOT / name).rglob("*"))
    files = frozenset((*kit, *scratch.rglob("*")))
    return Held(len(this.children(recursive=True)), this.num_fds(), files, this.memory_info().rss)


def grade_a_mix(rng: random.Random) -> None:
    """One request of good and bad submissions in random order."""
    kept = every_submission()
    first = kept[0][0]
    broken = [(first, SubmittedText(program.text, first.paths.stub, first.file_name)) for program in QUICK]
    submissions = tuple(rng.sample(kept, A_REQUEST * 2 // 3) + rng.sample(broken, A_REQUEST - A_REQUEST * 2 // 3))
    grade(GradingRequest(submissions, schedules=0, patience=Patience(computing=5, asleep=5)))


@pytest.mark.skipif(not hasattr(psutil.Process, "num_fds"), reason="descriptors cannot be counted here")
@pytest.mark.parametrize("requests", [2, pytest.param(50, marks=[pytest.mark.soak, pytest.mark.timeout(1800)])])
def test_many_gradings_leave_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, requests: int) -> None:
    """Processes, descriptors and files are the same as before; memory is what the first requests took."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    rng = random.Random(0)
    for _ in range(2):
        grade_a_mix(rng)
    before = held(tmp_path)
    for _ in range(requests):
        grade_a_mix(rng)
    after = held(tmp_path)
    print(f"{requests * A_REQUEST} gradings: {(after.memory - before.memory) / 1024 / requests:.0f} KiB a request more")
    assert (after.children, after.descriptors) == (before.children, before.descriptors)
    assert sorted(after.files - before.files) == []
    assert after.memory - before.memory < 20_000_000  # bytes; what a leak of a request would take is far more in 50
