"""The zygote: a clean process that has imported what every run needs, and forks one runner for each.

It is started anew by the judge, with an empty environment and nothing on its path but Python and this package; it
never reads a check, a solution or a submission. It speaks with the judge over one control socket:

* ``F`` with two descriptors: fork a runner that uses the first as its channel and writes its stack to the second
  when signalled; the answer is its process id, with a descriptor of the process where the system has such
* ``R`` with a process id: reap that runner; the answer is its wait status and what it used

Before the first answer it says how runners are kept in, as four bytes of length and JSON. What keeps them in is given
to `main` by whoever starts the zygote: this package must not know it.

When the control socket ends, so do all runners, and the zygote with them.
"""

import gc
import os
import signal
import socket
import struct
from collections.abc import Callable
from typing import Any, NoReturn, Protocol

import msgspec

from grader.protocol.messages import Load

PID = struct.Struct("<q")
ENDING = struct.Struct("<qddq")

LENGTH = struct.Struct("<I")

FORK, REAP = b"F", b"R"

# The exit code of a runner whose own code could not go on.
BROKEN = 70

OUT_OF_MEMORY = 71
"""The exit code of a runner that could not even tell of its lack of memory."""


class Confinement(Protocol):
    """What keeps runners in."""

    def confine(self, load: Load) -> None:
        """Confine this process, a runner that has not yet loaded its submission."""

    def standing(self) -> Any:
        """What holds here, in a form that can be written as JSON."""


def main(control_fd: int, prepare: Callable[[], Confinement]) -> NoReturn:
    """Serve until the control socket ends; `prepare` is called when everything is loaded that runs need."""
    _preload()
    confinement = prepare()
    control = socket.socket(fileno=control_fd)
    gc.collect()
    # What exists now lives as long as the process: no runner's collection needs to look at it, or copy its pages.
    gc.freeze()
    standing = msgspec.json.encode(confinement.standing())
    control.sendall(LENGTH.pack(len(standing)) + standing)
    children: set[int] = set()
    while True:
        request, fds, _, _ = socket.recv_fds(control, 1 + PID.size, 2)
        if request[:1] == FORK:
            pid = _fork(fds[0], fds[1], control, confinement)
            children.add(pid)
            _hand_over(pid, control)
        elif request[:1] == REAP:
            (pid,) = PID.unpack(request[1:])
            children.discard(pid)
            control.sendall(_reap(pid))
        else:
            _end(children)


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


def _fork(channel_fd: int, stack_fd: int, control: socket.socket, confinement: Confinement) -> int:
    pid = os.fork()
    if pid == 0:
        control.close()
        _be_runner(channel_fd, stack_fd, confinement)
    os.close(channel_fd)
    os.close(stack_fd)
    return pid


def _hand_over(pid: int, control: socket.socket) -> None:
    """Tell of a runner. The descriptor means this process even when its id means another."""
    try:
        opened = os.pidfd_open(pid)
    except OSError:
        control.sendall(PID.pack(pid))
        return
    socket.send_fds(control, [PID.pack(pid)], [opened])
    os.close(opened)


def _be_runner(channel_fd: int, stack_fd: int, confinement: Confinement) -> NoReturn:
    from grader.runner.channel import Channel
    from grader.runner.dump import dump_stack_on_signal
    from grader.runner.run import run

    def serve() -> NoReturn:
        dump_stack_on_signal(stack_fd)
        run(Channel(channel_fd, channel_fd), confinement.confine)

    exit_after(serve)


def exit_after(serve: Callable[[], NoReturn]) -> NoReturn:
    """Serve a run and end the process, whatever comes: what called this must never run on in a runner."""
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
        os.kill(pid, signal.SIGKILL)
    os._exit(0)
