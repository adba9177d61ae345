"""World manners, as far as they show when the world runs; and what it offers to submissions and checks."""

import asyncio
import contextlib
import inspect
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, TypeGuard

from grader.authoring.problem import Problem, line_of, problem_of
from grader.catalog.errors import DefinitionError
from grader.clock import VirtualClockLoop
from grader.judge.broken import laid_to_its_author
from grader.judge.world import WorldRoom
from grader.protocol.shapes import WorldShape

_ENDS = ("close", "aclose", "__aexit__")
_OPEN = "is_open"


class WorldNotLoaded(Exception):
    """Carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem


def load_world(path: Path, seed: int = 0, schedule: int = 0) -> WorldRoom:
    """The world as the judge loads it; raises `WorldNotLoaded`."""
    with failing_as_problem(path, "loaded"):
        return WorldRoom(path, seed, schedule)


@contextlib.contextmanager
def failing_as_problem(path: Path, what: str) -> Iterator[None]:
    """Whatever an author's file raises, as `WorldNotLoaded`: the world cannot be `what`, and where."""
    try:
        # What a world prints belongs to nobody's screen, and least of all into JSON.
        with laid_to_its_author(path, what), contextlib.redirect_stdout(io.StringIO()):
            yield
    except DefinitionError as wrong:
        raise WorldNotLoaded(problem_of(wrong)) from None


def names_offered(world: WorldRoom) -> frozenset[str]:
    """What `from world import ...` gives to a submission."""
    shape: WorldShape = world.outline()
    functions = {function.name for function in shape.functions}
    return frozenset({*world.public(), *functions, *(name for name, _ in world.constants())})


def check_world_run(path: Path, world: WorldRoom) -> Iterator[Problem]:
    """One seed gives one world, however often it is set up; a cancelled close closes."""
    yield from _same_again(path, world)
    for kind in world.public().values():
        if isinstance(kind, type):
            yield from _says_whether_it_is_open(path, kind)
            yield from _closes_when_cancelled(path, kind)


def _same_again(path: Path, world: WorldRoom) -> Iterator[Problem]:
    before = data_of(world.module)
    world.configure()
    for name in differing(before, data_of(world.module)):
        what = f"`{name}` changes when `configure` is called again with the same seed"
        yield Problem(path, None, what, "Let `configure` start afresh: clear what it fills, draw only from `rng`.")
    for name in differing(before, data_of(load_world(path).module)):
        what = f"`{name}` is not the same in two runs with one seed"
        yield Problem(path, None, what, "Draw it from the `rng` that `configure` is given.")


def data_of(module: ModuleType) -> dict[str, str]:
    """The values of the module as text; what has an address in it says nothing."""
    plain = (type(None), bool, int, float, str, bytes, list, tuple, dict, set, frozenset)
    values = {name: value for name, value in vars(module).items() if isinstance(value, plain) and name[:2] != "__"}
    return {name: text for name, value in values.items() if " at 0x" not in (text := repr(value))}


def differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """The names under which both have something, and not the same."""
    return sorted(name for name in one.keys() & other.keys() if one[name] != other[name])


def _says_whether_it_is_open(path: Path, kind: type) -> Iterator[Problem]:
    """What can be closed says so where the judge looks, or nobody hears of what stays open."""
    if any(callable(getattr(kind, name, None)) for name in _ENDS) and not _names_is_open(kind):
        what = f"`{kind.__name__}` can be closed and does not say whether it is: what is left open passes"
        line = line_of(path.read_text(encoding="utf-8"), f"class {kind.__name__}")
        yield Problem(path, line, what, "Give it an attribute `is_open`, true until it is closed.")


def _names_is_open(kind: type) -> bool:
    methods = (value for each in kind.__mro__ for value in vars(each).values())
    return hasattr(kind, _OPEN) or any(_OPEN in method.__code__.co_names for method in methods if _is_method(method))


def _is_method(value: object) -> TypeGuard[FunctionType]:
    return isinstance(value, FunctionType)


def _closes_when_cancelled(path: Path, kind: type) -> Iterator[Problem]:
    """Of the handles that can be made without arguments, and that say whether they are open."""
    for name in _ENDS:
        end = getattr(kind, name, None)
        if inspect.iscoroutinefunction(end) and _stays_open(kind, name) is True:
            what = f"`{kind.__name__}.{name}`, cancelled while it waits, leaves the handle open"
            remedy = "Mark it as closed before the wait, or in a `finally` around it."
            yield Problem(path, end.__code__.co_firstlineno, what, remedy)


def _stays_open(kind: type, end: str) -> bool | None:
    """Whether a handle is open after a cancelled end; `None` where that cannot be told."""
    with contextlib.suppress(Exception), asyncio.Runner(loop_factory=VirtualClockLoop) as runner:
        return runner.run(_cancelled_end(kind, end))
    return None


async def _cancelled_end(kind: Callable[[], Any], end: str) -> bool | None:
    handle = kind()
    if hasattr(handle, "__aenter__"):
        handle = await handle.__aenter__()
    arguments = (None, None, None) if end == "__aexit__" else ()
    ending = asyncio.ensure_future(getattr(handle, end)(*arguments))
    await asyncio.sleep(0)
    ending.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await ending
    is_open = getattr(handle, _OPEN, None)
    return is_open if isinstance(is_open, bool) else None
