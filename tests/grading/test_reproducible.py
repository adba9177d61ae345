"""Two gradings of one submission with one seed give the same bytes, however busy the machine is."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.grading.mix import ROOT, mix, report_bytes

SIZE = 10


@contextlib.contextmanager
def every_core_busy() -> Iterator[None]:
    """Another process computes on each core."""
    command = [sys.executable, "-c", "while True: pass"]
    busy = [subprocess.Popen(command) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.wait()


@pytest.mark.parametrize("rounds", [1, pytest.param(10, marks=[pytest.mark.soak, pytest.mark.timeout(1800)])])
def test_a_busy_machine_changes_no_byte(rounds: int) -> None:
    """Half of the gradings with every core kept busy by somebody else."""
    submissions = mix(SIZE)
    reports = {report_bytes(submissions) for _ in range(rounds)}
    with every_core_busy():
        reports |= {report_bytes(submissions) for _ in range(rounds)}
    assert len(reports) == 1


def test_another_process_gives_the_same_bytes() -> None:
    """With another seed for its hashes, and its memory elsewhere."""
    command = [sys.executable, "-m", "tests.grading.mix", str(SIZE)]
    other = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert other.stdout == report_bytes(mix(SIZE))
