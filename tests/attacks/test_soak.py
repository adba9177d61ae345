"""Two thousand gradings by one grader: honest, crashing, hanging and hostile submissions mixed."""

import random
import resource
import sys
from pathlib import Path

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
def test_nothing_leaks_and_every_honest_one_passes(gradings: int, tmp_path: Path) -> None:
    """Neither descriptors nor processes nor much memory stay, and the reference passes after whatever came before."""
    descriptors = len(list(Path("/proc/self/fd").iterdir()))
    for number, batch in enumerate(_batched(_mix(gradings // 2), 100)):
        for attack, outcome in zip(batch, grade_all(batch, tmp_path / str(number), ()), strict=True):
            assert outcome.points == 0, attack.name
            assert outcome.honest_verdict == "passed", attack.name
            assert outcome.left_behind == (), attack.name
    assert len(list(Path("/proc/self/fd").iterdir())) <= descriptors + 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1_000_000


def _batched(items: list[Attack], size: int) -> list[list[Attack]]:
    return [items[at : at + size] for at in range(0, len(items), size)]
