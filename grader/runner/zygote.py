"""The zygote: a clean process that has imported what every run needs; and the templates that are forked from it.

It is started anew by the judge, with an empty environment and nothing on its path but Python and this package; it
never reads a check, a solution or a submission. What it forks is a *template* for each setting: a process that has
furnished the room in which the runs of that exercise take place. What a template forks is a runner for each run. So
what is the same in all runs of an exercise is done once, and costs a runner neither time nor memory of its own.

Either speaks with the judge over a control socket of its own:

* ``F`` with descriptors: fork. The zygote takes one, the new template's control socket, over which a setting comes
  first, as a frame; a template takes two, the runner's channel and where it writes its stack when signalled. The
  answer is a process id, with a descriptor of the process where the system has such
* ``R`` with a process id: reap that process; the answer is its wait status and what it used

Before its first answer the zygote says how runners are kept in, as four bytes of length and JSON. What keeps them in
is given to `main` by whoever starts the zygote: this package must not know it.

When a control socket ends, so does its process, and what was forked there.
"""

import gc
import os
import signal
import socket
import struct
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

import msgspec

from grader.protocol.framing import HEADER, MAX_FRAME, setting
from grader.protocol.messages import Setting

if TYPE_CHECKING:
    from grader.runner.room import Room

PID = struct.Struct("<q")
ENDING = struct.Struct("<qddq")

LENGTH = struct.Struct("<I")

FORK, REAP = b"F", b"R"

# The exit code of a runner whose own code could not go on.
BROKEN = 70

OUT_OF_MEMORY = 71
"""The exit code of a runner that could not even tell of its lack of memory."""

# Bound before they are refused to submissions: a template is furnished, and forks. Not every system has the first.
_fork_process: Any = getattr(os, "fork", None)
_kill = os.kill

Become = Callable[[list[int]], NoReturn]


class Confinement(Protocol):
    """What keeps runners in."""

    def fork_from_here(self) -> None:
        """From now on this process forks the runners: they are to end with it."""

    def confine(self, setting: Setting) -> None:
        """Confine this process, a runner that has not yet loaded its submission."""

    def standing(self) -> Any:
        """What holds here, in a form that can be written as JSON."""


def fork_in_silence() -> None:
    """Let no library put things in order after a fork; to be called before others are imported.

    Here one thread forks, and holds no lock: there is nothing to put in order. What `threading`, `logging` and `random`
    do all the same would cost some hundred pages at each fork.
    """
    stock: Any = os
    stock.register_at_fork = lambda **_handlers: None


def main(control_fd: int, prepare: Callable[[], Confinement]) -> NoReturn:
    """Serve until the control socket ends; `prepare` is called when everything is loaded that runs need."""
    _preload()
    confinement = prepare()
    control = socket.socket(fileno=control_fd)
    _settle()
    standing = msgspec.json.encode(confinement.standing())
    control.sendall(LENGTH.pack(len(standing)) + standing)
    _fork_on_demand(control, lambda fds: _be_template(fds[0], confinement))


def _preload() -> None:
    """Import what submissions commonly use, and replace the clocks while few modules hold them."""
    import collections
    import contextlib
    import dataclasses
    import functools
    import heapq
    import itertools
    import json
    import random
    import typing

    from grader.runner import dump, run, wallclock

    del collections, contextlib, dataclasses, functools, heapq, itertools, json, random, typing, dump, run
    wallclock.freeze()


def _settle() -> None:
    """What exists now lives as long as the process: no later collection needs to look at it, or copy its pages."""
    gc.collect()
    gc.freeze()


def _fork_on_demand(control: socket.socket, become: Become) -> NoReturn:
    """Do what the judge asks for; what is forked goes on in `become`."""
    children: set[int] = set()
    while True:
        request, fds, _, _ = socket.recv_fds(control, 1 + PID.size, 2)
        if request[:1] == FORK:
            pid = _fork(fds, control, become)
            children.add(pid)
            _hand_over(pid, control)
        elif request[:1] == REAP:
            (pid,) = PID.unpack(request[1:])
            children.discard(pid)
            control.sendall(_reap(pid))
        else:
            _end(children)


def _fork(fds: list[int], control: socket.socket, become: Become) -> int:
    pid: int = _fork_process()
    if pid == 0:
        control.close()
        exit_after(lambda: become(fds))
    for fd in fds:
        os.close(fd)
    return pid


def _hand_over(pid: int, control: socket.socket) -> None:
    """Tell of a process. The descriptor means this one even when its id means another."""
    try:
        opened = os.pidfd_open(pid)
    except OSError:
        control.sendall(PID.pack(pid))
        return
    socket.send_fds(control, [PID.pack(pid)], [opened])
    os.close(opened)


def _be_template(control_fd: int, confinement: Confinement) -> NoReturn:
    from grader.runner.run import furnish

    control = socket.socket(fileno=control_fd)
    room = furnish(_setting_from(control))
    confinement.fork_from_here()
    _settle()
    _fork_on_demand(control, lambda fds: _be_runner(fds, room, confinement))


def _setting_from(control: socket.socket) -> Setting:
    """What comes first, and not a byte of what comes after it."""
    size = int.from_bytes(control.recv(HEADER, socket.MSG_WAITALL), "big")
    return setting(control.recv(min(size, MAX_FRAME), socket.MSG_WAITALL))


def _be_runner(fds: list[int], room: "Room", confinement: Confinement) -> NoReturn:
    from grader.runner.channel import Channel
    from grader.runner.dump import dump_stack_on_signal
    from grader.runner.run import run

    channel_fd, stack_fd = fds
    dump_stack_on_signal(stack_fd)
    run(Channel(channel_fd, channel_fd), room, confinement.confine)


def exit_after(serve: Callable[[], NoReturn]) -> NoReturn:
    """Serve and end the process, whatever comes: what called this must never run on in a process forked from it."""
    try:
        serve()
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except BaseException:  # noqa: BLE001 - a submission can break anything
        os._exit(BROKEN)


def _reap(pid: int) -> bytes:
    _, status, usage = os.wait4(pid, 0)
    return ENDING.pack(status, usage.ru_utime, usage.ru_stime, usage.ru_maxrss)


def _end(children: set[int]) -> NoReturn:
    for pid in children:
        _kill(pid, signal.SIGKILL)
    os._exit(0)
