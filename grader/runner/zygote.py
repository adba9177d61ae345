"""The zygote: a clean process that has imported what every run needs, and forks one runner for each.

It is started anew by the judge, with an empty environment and nothing on its path but Python and this package; it
never reads a check, a solution or a submission. It speaks with the judge over one control socket:

* ``F`` with two descriptors: fork a runner that uses the first as its channel and writes its stack to the second
  when signalled; the answer is its process id
* ``R`` with a process id: reap that runner; the answer is its wait status and what it used

When the control socket ends, so do all runners, and the zygote with them.
"""

import gc
import os
import signal
import socket
import struct
from typing import NoReturn

PID = struct.Struct("<q")
ENDING = struct.Struct("<qddq")

FORK, REAP = b"F", b"R"

# The exit code of a runner whose own code could not go on.
BROKEN = 70


def main(control_fd: int) -> NoReturn:
    """Serve until the control socket ends."""
    _preload()
    control = socket.socket(fileno=control_fd)
    gc.collect()
    # What exists now lives as long as the process: no runner's collection needs to look at it, or copy its pages.
    gc.freeze()
    children: set[int] = set()
    while True:
        request, fds, _, _ = socket.recv_fds(control, 1 + PID.size, 2)
        if request[:1] == FORK:
            pid = _fork(fds[0], fds[1], control)
            children.add(pid)
            control.sendall(PID.pack(pid))
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


def _fork(channel_fd: int, stack_fd: int, control: socket.socket) -> int:
    pid = os.fork()
    if pid == 0:
        control.close()
        _be_runner(channel_fd, stack_fd)
    os.close(channel_fd)
    os.close(stack_fd)
    return pid


def _be_runner(channel_fd: int, stack_fd: int) -> NoReturn:
    from grader.runner.channel import Channel
    from grader.runner.dump import dump_stack_on_signal
    from grader.runner.run import run

    try:
        dump_stack_on_signal(stack_fd)
        run(Channel(channel_fd, channel_fd))
    except BaseException:  # noqa: BLE001 - the zygote's own code must never run on in a child
        os._exit(BROKEN)
    os._exit(0)


def _reap(pid: int) -> bytes:
    _, status, usage = os.wait4(pid, 0)
    return ENDING.pack(status, usage.ru_utime, usage.ru_stime, usage.ru_maxrss)


def _end(children: set[int]) -> NoReturn:
    for pid in children:
        os.kill(pid, signal.SIGKILL)
    os._exit(0)
