"""Judges on other machines: a Dask cluster of two processes on this one."""

import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from grader.batch.bundle import make_bundle
from grader.batch.cluster import Cluster, ClusterMissing
from grader.batch.tasks import Done
from tests.batch.conftest import School
from tests.batch.test_judges import CALLS, deadly, settings, tasks
from tests.kit_on_disk import SOLVED

distributed = pytest.importorskip("distributed", exc_type=ImportError)
pytestmark = pytest.mark.filterwarnings("default")  # Dask's own, about its own sockets and ports

__all__ = ["deadly"]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, worker_dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


def graded(school: School, address: str, texts: list[str], chunk: int) -> list[Done]:
    bundle = make_bundle(school.exercises, settings(school))
    return list(Cluster(address, bundle, chunk).grade(tasks(school, texts)))


@pytest.mark.soak
def test_a_class_is_graded_on_the_workers(deadly: School, address: str) -> None:
    """In chunks, with definitions that travel: each task comes back once, and a deadly one without an outcome."""
    good = [f"{SOLVED}# {number}\n" for number in range(7)]
    kills = CALLS.format(name="die")
    found = graded(deadly, address, [*good, kills], 3)
    assert {done.task.text for done in found if done.outcome} == set(good)
    assert [done.reason for done in found if done.outcome is None] == ["ended with exit code 3"]
    assert len(found) == 8


@pytest.mark.soak
def test_a_worker_that_is_lost_takes_nothing_with_it(deadly: School, address: str) -> None:
    """Its chunk is given to another, and nothing comes back twice."""
    good = [f"{SOLVED}# {number}\n" for number in range(12)]
    bundle = make_bundle(deadly.exercises, settings(deadly))
    found: list[Done] = []
    for done in Cluster(address, bundle, 2).grade(tasks(deadly, good)):
        if not found:
            _kill_one_worker(address)
        found.append(done)
    assert sorted(done.task.text for done in found) == sorted(good)
    assert all(done.outcome for done in found)


def _kill_one_worker(address: str) -> None:
    with distributed.Client(address, set_as_default=False) as client:
        processes: dict[str, Any] = client.run(os.getpid)
        os.kill(next(iter(processes.values())), signal.SIGKILL)


@pytest.mark.soak
def test_a_task_that_takes_workers_with_it_is_fenced(
    deadly: School, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After three of them it comes back without an outcome, and its neighbours with theirs."""
    monkeypatch.setattr("grader.batch.cluster.grade_chunk", _dies_of_poison)
    found = graded(deadly, address, [SOLVED, "poison\n", f"{SOLVED}# 2\n"], 3)
    assert {done.task.text: done.reason for done in found} == {
        SOLVED: "fine",
        "poison\n": "three workers were lost while they graded it",
        f"{SOLVED}# 2\n": "fine",
    }


def _dies_of_poison(_bundle: str, _by: str, chunk: list[Any]) -> list[tuple[None, str]]:
    import os
    import signal

    if any(task.text == "poison\n" for task in chunk):
        os.kill(os.getpid(), signal.SIGKILL)
    return [(None, "fine") for _ in chunk]


def test_a_scheduler_that_does_not_answer_is_named(deadly: School) -> None:
    """With how to start one."""
    with pytest.raises(ClusterMissing) as refusal:
        graded(deadly, "not-an-address", [SOLVED], 1)
    assert "not-an-address" in refusal.value.problem
    assert "dask scheduler" in refusal.value.remedy


def test_definitions_travel_without_solutions(school: School) -> None:
    """What a worker unpacks grades the same, and holds no answer."""
    names = [name for name, _ in make_bundle(school.exercises, settings(school)).files]
    assert "solutions/01_one_thread/01_two_at_once/stub/two_at_once.py" in names
    assert "solutions/01_one_thread/01_two_at_once/two_at_once.py" not in names
    assert not any("accepted" in name for name in names)
