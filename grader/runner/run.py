"""One run: from the judge's `Load` to the end of the channel."""

import asyncio
import gc
import inspect
import random
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any, Literal, NoReturn

from grader.protocol.errors import UncrossableValueError
from grader.protocol.messages import Load, Loaded, Setting
from grader.protocol.values import Reference
from grader.runner import boundaries, hygiene, idents, output, tasks, wallclock
from grader.runner.calls import Caller
from grader.runner.channel import Channel
from grader.runner.loop import RunnerLoop
from grader.runner.room import NextRun, Room
from grader.runner.serving import Server
from grader.runner.submission import Submission
from grader.runner.tracing import Tracer
from grader.runner.world import World

# Bound before it is refused to submissions.
_run_forever = asyncio.BaseEventLoop.run_forever


def run(channel: Channel, room: Room, confine: Callable[[Setting], None]) -> NoReturn:
    """Load the submission and do what the judge asks of it, until the channel ends, and the process with it.

    Everything that `confine` takes from this process is gone before the first line of the submission runs. Where the
    judge sends another `Load`, the same process serves a run of the same submission anew, no less confined.
    """
    setting = room.setting
    load = channel.receive()
    assert isinstance(load, Load)
    _begin(room, channel, load)
    confine(setting)
    while True:  # the process ends with the channel
        load = _serve(room)
        _clear(room)
        # What the run left dies here, while nobody listens, and not in the midst of the next.
        del room
        gc.collect()
        room = furnish(setting)
        # As in a template: what was furnished is there for the whole run, and no collection needs to look at it.
        gc.freeze()
        _begin(room, channel, load)


def _serve(room: Room) -> Load:
    """One run; returns what begins the next."""
    try:
        room.submission.load()
    except BaseException as error:  # noqa: BLE001 - whatever an import ends with is why it could not be loaded
        room.exchange(room.submission.not_loaded(error, room.codec))
    room.loading = False
    room.loop.open_with(Loaded(_names(room)))
    while True:
        try:
            _run_forever(room.loop)
        except NextRun as following:
            return following.load
        except (SystemExit, KeyboardInterrupt) as error:
            room.server.end_all(error)


def _clear(room: Room) -> None:
    """Let nothing hold a run that is over, nor the run anything that the next one uses."""
    for name in (room.submission.module.__name__, "world"):
        sys.modules.pop(name, None)
    room.loop.close()
    wallclock.detach()
    hygiene.uninstall()
    output.uninstall()
    boundaries.uninstall()
    room.end()


def furnish(setting: Setting) -> Room:
    """A room with everything in its place that the submission may touch, whichever submission that will be."""
    idents.install()
    room = Room(setting)
    room.loop = RunnerLoop(room, max_turns=setting.max_turns, beat=setting.beat)
    room.server = Server(room)
    room.caller = Caller(room)
    room.world = world = World(setting.world, room.caller, room.codec)
    world.install()
    room.codec.refer = lambda value: world.refer(value) or room.server.refer(value)
    room.codec.resolve = lambda reference: _resolve(reference, world, room.server)
    tasks.install()
    wallclock.attach(room.loop.now, room.caller.block)
    hygiene.install(room)
    output.install(room)
    boundaries.install(room, threads=setting.threads)
    return room


def _begin(room: Room, channel: Channel, load: Load) -> None:
    """Let a furnished room be this run's."""
    room.channel = channel
    room.submission = Submission(load.text, room.setting.filename)
    room.tracer = Tracer(room) if load.trace else None
    room.tells_timers = load.timers
    room.world.set_constants(load.constants)
    room.loop.begin_run(load.segment, load.schedule)
    # Here, since a fork shakes it.
    random.seed(0)


def _resolve(reference: Reference, world: World, server: Server) -> Any:
    return server.resolve(reference.key) if reference.owner == "runner" else world.resolve(reference)


def _names(room: Room) -> tuple[tuple[str, Literal["function", "class", "value", "opaque"], Any], ...]:
    """The public names of the submission."""
    found = vars(room.submission.module).items()
    return tuple(
        (name, *_kind(value, room))
        for name, value in found
        if not name.startswith("_") and not isinstance(value, ModuleType)
    )


def _kind(value: Any, room: Room) -> tuple[Literal["function", "class", "value", "opaque"], Any]:
    if inspect.isclass(value):
        return "class", None
    if callable(value):
        return "function", None
    try:
        return "value", room.codec.encode(value)
    except UncrossableValueError as error:
        return "opaque", error.what
