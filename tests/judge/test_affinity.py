"""One processor for a judge and its runners."""

import os
from collections.abc import Iterator

import pytest

from grader.judge.affinity import share_one_cpu

needs_affinity = pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system lets no process choose")


@pytest.fixture
def allowed() -> Iterator[list[int]]:
    """The processors that this process may use, given back afterwards."""
    before = os.sched_getaffinity(0)
    yield sorted(before)
    os.sched_setaffinity(0, before)


@needs_affinity
def test_one_of_the_allowed_processors_is_left(allowed: list[int]) -> None:
    """Afterwards this process may use one processor only, one of those it had."""
    assert share_one_cpu() == allowed[0]
    assert os.sched_getaffinity(0) == {allowed[0]}


@needs_affinity
def test_numbers_go_round(allowed: list[int]) -> None:
    """A number beyond the processors there are begins anew with the first."""
    assert share_one_cpu(len(allowed)) == allowed[0]


def test_no_choice_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system has no such thing, nothing happens."""
    monkeypatch.delattr(os, "sched_setaffinity", raising=False)
    assert share_one_cpu() is None


@needs_affinity
def test_refused_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system refuses, the rooms are as slow as before, and no more."""

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "sched_setaffinity", refuse)
    assert share_one_cpu() is None
