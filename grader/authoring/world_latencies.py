"""World manners of `shuffle_latencies`: it changes when answers come, the same way for one seed, and nothing else.

That every right answer still takes the target's time is no manner to be looked at here: the reference and the accepted
answers are graded under the schedules.
"""

import asyncio
import inspect
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.authoring.problem import Problem
from grader.authoring.world_run import data_of, differing, failing_as_problem, load_world
from grader.clock import VirtualClockLoop
from grader.judge.latencies import SHUFFLE_LATENCIES, shuffle_latencies
from grader.judge.world import WorldRoom

_SCHEDULES = range(1, 21)

_NAME = f"`{SHUFFLE_LATENCIES}`"
_NOT_WHAT = "It may change when answers come, not what they say: leave results to `configure`."

_MOST_ARGUMENTS = 100
# Virtual seconds: a call that a guessed argument makes endless ends there.
_HORIZON = 1e6


@dataclass(frozen=True, slots=True)
class _Call:
    """A call of the world, and how it is written."""

    function: str
    args: tuple[Any, ...]

    def __str__(self) -> str:
        return f"{self.function}({', '.join(map(repr, self.args))})"


def under_schedules(path: Path) -> list[WorldRoom]:
    """The world as it is loaded under each of the first schedules; raises `WorldNotLoaded`."""
    return [load_world(path, schedule=schedule) for schedule in _SCHEDULES]


def check_latencies(path: Path, plain: WorldRoom) -> Iterator[Problem]:
    """Every manner that is missing; raises `WorldNotLoaded` where a schedule cannot be set up."""
    shuffle = getattr(plain.module, SHUFFLE_LATENCIES, None)
    if not inspect.isfunction(shuffle) or inspect.iscoroutinefunction(shuffle):
        return  # there is none, or it is no such thing: the text says so
    found = next(_missing(path, plain), None)
    if found is not None:
        yield Problem(path, shuffle.__code__.co_firstlineno, *found)


def _missing(path: Path, plain: WorldRoom) -> Iterator[tuple[str, str]]:
    """What is wrong and what to do, in the order in which one thing would explain the next."""
    rooms = under_schedules(path)
    if _draws_elsewhere(path):
        yield f"{_NAME} draws from the generator that all of `random` shares", "Draw from the `rng` that it is given."
    for room, schedule in zip(rooms, _SCHEDULES, strict=True):
        yield from _not_the_same(path, room, schedule)
        yield from _no_numbers(plain, room)
    yield from _other_answers(path, plain, rooms)


def _draws_elsewhere(path: Path) -> bool:
    world, before = load_world(path).module, random.getstate()
    try:
        shuffle_latencies(world, _SCHEDULES[0])
        return random.getstate() != before
    finally:
        random.setstate(before)


def _not_the_same(path: Path, room: WorldRoom, schedule: int) -> Iterator[tuple[str, str]]:
    before = data_of(room.module)
    for name in differing(before, data_of(load_world(path, schedule=schedule).module)):
        yield f"{_NAME} makes something else of `{name}` each time, with one seed", "Draw from `rng`, and ask no clock."
    with failing_as_problem(path, "set up again under a schedule"):
        room.configure()
    for name in differing(before, data_of(room.module)):
        what = f"{_NAME} makes something else of `{name}` when the world is set up again"
        yield what, "Let `configure` set every latency anew, and this one begin from there."


def _no_numbers(plain: WorldRoom, room: WorldRoom) -> Iterator[tuple[str, str]]:
    """What differs is latencies, so numbers; a constant in capitals may hold them as well."""
    for name in differing(data_of(plain.module), data_of(room.module)):
        if _but_numbers(getattr(plain.module, name)) != _but_numbers(getattr(room.module, name)):
            yield f"{_NAME} changes more than numbers in `{name}`", _NOT_WHAT


def _but_numbers(value: Any) -> Any:
    """A value with one number for all numbers in it, its keys left alone."""
    if type(value) in (int, float):
        return 0
    if isinstance(value, dict):
        return {key: _but_numbers(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_but_numbers(each) for each in value]
    if isinstance(value, set | frozenset):
        return {_but_numbers(each) for each in value}
    return value


# What it answers


def _other_answers(path: Path, plain: WorldRoom, rooms: Sequence[WorldRoom]) -> Iterator[tuple[str, str]]:
    calls = list(_calls(plain))
    expected, usual = _asked(load_world(path), calls)
    moved = False
    for room in rooms:
        moved = moved or bool(differing(data_of(plain.module), data_of(room.module)))
        answers, times = _asked(room, calls)
        for call, then, now in zip(calls, expected, answers, strict=True):
            if then != now and " at 0x" not in then + now:
                yield f"{_NAME} changes an answer: `{call}` gives {now}, and {then} in the plain run", _NOT_WHAT
        moved = moved or times != usual
    if not moved:
        yield f"{_NAME} changes nothing in {len(rooms)} schedules", "Let others answer first, or leave it out."


def _calls(world: WorldRoom) -> Iterator[_Call]:
    """Each function that is awaited, with each thing in the world's data that its one argument could be."""
    arguments = _things_in(vars(world.module))
    for name, function in world.public().items():
        if inspect.iscoroutinefunction(function):
            needed = _needed(function)
            if needed == 1:
                yield from (_Call(name, (each,)) for each in arguments)
            elif not needed:
                yield _Call(name, ())


def _needed(function: Callable[..., Any]) -> int:
    """How many arguments a function cannot do without."""
    parameters = inspect.signature(function).parameters.values()
    named = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return sum(each.default is inspect.Parameter.empty and each.kind not in named for each in parameters)


def _things_in(data: dict[str, Any]) -> list[Any]:
    """Texts and whole numbers in the containers of a world, in their order."""
    found: dict[Any, None] = {}
    for name, value in data.items():
        if not name.startswith("__") and isinstance(value, dict | list | tuple | set | frozenset):
            things = [*value, *(value.values() if isinstance(value, dict) else ())]
            found.update(dict.fromkeys(each for each in things if type(each) in (str, int)))
    return list(found)[:_MOST_ARGUMENTS]


def _asked(room: WorldRoom, calls: Sequence[_Call]) -> tuple[list[str], list[float]]:
    """How each call ends, and when."""
    room.charge_burns_with(lambda _: None)
    ends = [_ended(getattr(room.module, call.function), call.args) for call in calls]
    return [end for end, _ in ends], [at for _, at in ends]


def _ended(function: Callable[..., Any], args: tuple[Any, ...]) -> tuple[str, float]:
    loop = VirtualClockLoop(horizon=_HORIZON)
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        try:
            end = repr(runner.run(function(*args)))
        except Exception as error:  # noqa: BLE001 - what comes of a guessed argument is an answer like any other
            end = f"{type(error).__name__}: {error}"
        return end, loop.time()
