"""Two thousand gradings by one grader: honest, crashing, hanging and hostile submissions mixed."""

import gc
import random
import shutil
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

from tests.attacks.suite import Attack, attacks, grade_all

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the confinement is Linux's"),
    pytest.mark.timeout(3600),
]

HANGS_IN_TWENTY = 1


def _mix(count: int) -> list[Attack]:
    """Attacks in an order of their own, with few that have to be waited for; after each comes the reference."""
    rng = random.Random(count)
    quick = [attack for attack in attacks() if attack.expected[0] != "hung" and "e_" not in attack.path.parent.name]
    slow = [attack for attack in attacks() if attack.expected[0] == "hung" or "e_" in attack.path.parent.name]
    return [rng.choice(slow if rng.randrange(20) < HANGS_IN_TWENTY else quick) for _ in range(count)]


@pytest.mark.parametrize(
    "gradings", [pytest.param(40, marks=pytest.mark.attacks), pytest.param(2_000, marks=pytest.mark.soak)]
)
def test_nothing_leaks_and_every_honest_one_passes(
    gradings: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither descriptors nor processes nor files nor memory stay, and the reference passes whatever came before."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = _held(tmp_path)
    memory: list[int] = []
    for number, batch in enumerate(_batched(_mix(gradings // 2), 100)):
        for attack, outcome in zip(batch, grade_all(batch, tmp_path / str(number), ()), strict=True):
            assert outcome.points == 0, attack.name
            assert outcome.honest_verdict == "passed", attack.name
            assert outcome.left_behind == (), attack.name
        shutil.rmtree(tmp_path / str(number))
        memory.append(psutil.Process().memory_info().rss >> 20)
        print(f"{200 * (number + 1)} gradings: {memory[-1]} MiB, holding {_held(tmp_path)}", flush=True)
    assert _held(tmp_path) == before
    # What is imported and kept by design is there after the first batches; a leak goes on.
    assert memory[-1] - memory[len(memory) // 2] < 40


def _held(scratch: Path) -> dict[str, int]:
    """What this process has of what others could need."""
    gc.collect()
    this = psutil.Process()
    return {
        "processes": len(this.children(recursive=True)),
        "descriptors": this.num_fds(),
        "files": len(list(scratch.rglob("*"))),
    }


def _batched(items: list[Attack], size: int) -> list[list[Attack]]:
    return [items[at : at + size] for at in range(0, len(items), size)]
