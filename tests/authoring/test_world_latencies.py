"""What the check says of a world whose `shuffle_latencies` does more, less or something else than it may."""

from pathlib import Path
from textwrap import indent

import pytest

from grader.authoring.problem import Problem
from grader.authoring.world_latencies import check_latencies
from grader.authoring.world_run import WorldNotLoaded, load_world
from tests.authoring.conftest import AuthoredKit

WORLD = """
import asyncio
import random
from random import shuffle

FERRIES = ("Astrid", "Birk", "Cecilie")
NUMBERS = (1, 2, 3)
delays = {}
loads = {}
crews = {}
rounds = 0


async def cross(ferry):
    await asyncio.sleep(delays[ferry])
    return loads[ferry]


def configure(rng):
    delays.update(zip(FERRIES, (1.0, 2.0, 3.0)))
    loads.update((ferry, rng.random()) for ferry in FERRIES)
    crews.update((ferry, f"captain {rng.randrange(1000)}") for ferry in FERRIES)


def shuffle_latencies(rng):
"""
LINE = WORLD.count("\n")
END = "\n\nconfigure(random.Random(0))\n"

SHUFFLE = """\
seconds = list(delays.values())
rng.shuffle(seconds)
delays.update(zip(FERRIES, seconds))
"""

WAYS = {
    "it draws from the shared generator": (
        SHUFFLE.replace("rng.shuffle", "shuffle"),
        "`shuffle_latencies` draws from the generator that all of `random` shares",
    ),
    "it asks a clock": (
        SHUFFLE + "delays['Astrid'] = float(__import__('time').perf_counter_ns())",
        "`shuffle_latencies` makes something else of `delays` each time, with one seed",
    ),
    "it goes on from where it was": (
        SHUFFLE + "global rounds\nrounds += 1",
        "`shuffle_latencies` makes something else of `rounds` when the world is set up again",
    ),
    "it changes a text": (
        SHUFFLE + "crews['Astrid'] = 'nobody'",
        "`shuffle_latencies` changes more than numbers in `crews`",
    ),
    "it drops something": (
        SHUFFLE + "global NUMBERS\nNUMBERS = (1, 2)",
        "`shuffle_latencies` changes more than numbers in `NUMBERS`",
    ),
    "it changes an answer that is a number": (
        SHUFFLE + "loads['Astrid'] = 7.5",
        "`shuffle_latencies` changes an answer: `cross('Astrid')` gives 7.5, and 0.8444218515250481 in the plain run",
    ),
    "it shuffles a copy": (
        SHUFFLE.partition("delays.update")[0],
        "`shuffle_latencies` changes nothing in 20 schedules",
    ),
}


def world_with(folder: Path, body: str) -> Path:
    path = folder / "world.py"
    path.write_text(WORLD + indent(body, "    ") + END, encoding="utf-8")
    return path


def problems(path: Path) -> list[Problem]:
    return list(check_latencies(path, load_world(path)))


def test_a_shuffle_of_latencies_is_no_problem(tmp_path: Path) -> None:
    """Nothing is said where only the time of answers changes."""
    assert problems(world_with(tmp_path, SHUFFLE)) == []


def test_latencies_that_no_data_shows_are_seen_by_their_calls(tmp_path: Path) -> None:
    """An object that holds them says nothing of itself, and its answers come at other times."""
    held = "delays.shuffle(rng)"
    path = world_with(tmp_path, held)
    holder = "class Delays(dict):\n    def __repr__(self):\n        return object.__repr__(self)\n"
    shuffle = "    def shuffle(self, rng):\n        self['Astrid'] = rng.random()\n\n\n"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("delays = {}", holder + shuffle + "delays = Delays()"), encoding="utf-8")
    assert problems(path) == []


@pytest.mark.parametrize("way", WAYS)
def test_what_it_must_not_do_is_said(tmp_path: Path, way: str) -> None:
    """One problem, at the line of the function, with what to do."""
    body, what = WAYS[way]
    (problem,) = problems(world_with(tmp_path, body))
    assert (problem.what, problem.line) == (what, LINE)
    assert problem.remedy.endswith(".")


def test_what_fails_under_a_schedule_is_said_with_its_line(tmp_path: Path) -> None:
    """No traceback, though the world can be loaded without a schedule."""
    with pytest.raises(WorldNotLoaded) as caught:
        problems(world_with(tmp_path, "rng.shuffle(delay)"))
    problem = caught.value.problem
    assert problem.what == "cannot be loaded under a schedule: NameError: name 'delay' is not defined"
    assert problem.line == LINE + 1


def test_what_fails_the_second_time_is_said_with_its_line(tmp_path: Path) -> None:
    """Checks may set up the world again."""
    with pytest.raises(WorldNotLoaded) as caught:
        problems(world_with(tmp_path, "if rounds:\n    raise ValueError(rounds)\nglobals()['rounds'] = rng.random()"))
    assert caught.value.problem.what.startswith("cannot be set up again under a schedule: ValueError: 0.")
    assert caught.value.problem.line == LINE + 2


HEADS = {
    "def shuffle_latencies(rng, most):": "`shuffle_latencies` is called with `rng` and nothing else, and not awaited",
    "async def shuffle_latencies(rng):": "`shuffle_latencies` is called with `rng` and nothing else, and not awaited",
    "def shuffle_latency(rng):": "`shuffle_latency` takes `rng`, and nobody calls it with one",
}


@pytest.mark.parametrize("head", HEADS)
def test_a_function_that_the_judge_could_not_call_is_said(kit: AuthoredKit, head: str) -> None:
    """Its name and its parameters are the judge's to choose."""
    kit.replace("world.py", "def configure(", f"{head}\n    rng.random()\n\n\ndef configure(")
    assert HEADS[head] in [problem.what for problem in kit.read()]


DELAYS = """
delays: dict[str, float] = {{}}


def shuffle_latencies(rng: random.Random) -> None:
    seconds = [{values}]
    rng.shuffle(seconds)
    delays.update(zip(QUESTIONS, seconds))


def configure("""


@pytest.fixture
def with_delays(kit: AuthoredKit) -> AuthoredKit:
    """The proved exercise, whose world keeps how long each answer takes."""
    kit.replace("world.py", "asyncio.sleep(1.0)", "asyncio.sleep(delays[question])")
    kit.replace("world.py", "    answers.clear()\n", "    answers.clear()\n    delays.update(first=1.0, second=0.5)\n")
    kit.replace("exercise.toml", "sequential = 2.0", "sequential = 1.5")
    return kit


def test_a_total_that_stays_is_proved(with_delays: AuthoredKit) -> None:
    """The reference and the accepted answers take the target's time in every schedule."""
    with_delays.replace("world.py", "def configure(", DELAYS.format(values="1.0, 0.5").lstrip())
    assert [p.what for p in with_delays.proof(write=True).problems] == []


def test_a_total_that_changes_is_said_of_every_right_answer(with_delays: AuthoredKit) -> None:
    """A shuffle that makes all waits longer refuses the reference, and the remedy names it."""
    with_delays.replace("world.py", "def configure(", DELAYS.format(values="1.0, 1.5").lstrip())
    found = [p for p in with_delays.proof(write=True).problems if "gets `race`" in p.what]
    assert {p.file.parent.name for p in found} == {"01_ask_both", "accepted"}
    assert all("`shuffle_latencies`" in p.remedy for p in found)


def test_a_shuffle_that_fails_is_a_problem_and_no_crash(with_delays: AuthoredKit) -> None:
    """Answers are not graded in a world that no schedule can set up."""
    with_delays.replace("world.py", "def configure(", DELAYS.format(values="1.0, nobody").lstrip())
    what = "cannot be loaded under a schedule: NameError: name 'nobody' is not defined"
    assert what in [problem.what for problem in with_delays.proof().problems]
