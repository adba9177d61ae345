"""What really holds on this machine: children that put the confinement on and then try to get out.

A layer that is said to be in force proves nothing: a filter with one wrong jump is in force too. Each canary is an
attempt as a submission would make it, through ctypes where Python is too polite. One that succeeds is *passed*, and
named in every report.

Most attempts end in an error and can share a child. Those that may end the process have one each. A child tells what
went through by a byte on a pipe, written before anything else can happen to it.
"""

import contextlib
import ctypes
import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import msgspec

_TELLING = 1  # standard output, which a program keeps that a canary executes
_CONFINED = b"c"
_SEIZE = 0x4206  # PTRACE_SEIZE: attaches without stopping the parent, and ends with the child


class Prey(msgspec.Struct, frozen=True):
    """What the canaries are after: made by the parent, for nothing else."""

    hidden: Path
    outside: Path
    secret: bytes
    parent: int


Attempt = Callable[[Prey], object]


def passed(confine: Callable[[], None]) -> tuple[str, ...]:
    """The canaries that got through, in the order of the tables below."""
    with _prey() as prey:
        reached = set().union(*(_let_fly(group, confine, prey) for group in _GROUPS))
    return tuple(name for group in _GROUPS for name in group if name in reached)


@contextlib.contextmanager
def _prey() -> Iterator[Prey]:
    try:
        made = tempfile.TemporaryDirectory(prefix="onethread-canaries-")
    except OSError:
        # A system that lets nobody write: then there is nothing outside to write to, and enough to read.
        yield Prey(Path("/etc/passwd"), Path("/onethread-canary"), os.urandom(16), os.getpid())
        return
    with made as folder:
        # Open to every user: what keeps them out has to be the confinement.
        Path(folder).chmod(0o777)
        hidden = Path(folder) / "hidden"
        hidden.write_bytes(b"x")
        hidden.chmod(0o644)
        yield Prey(hidden, Path(folder) / "outside", os.urandom(16), os.getpid())


def _let_fly(group: dict[str, Attempt], confine: Callable[[], None], prey: Prey) -> set[str]:
    names = tuple(group)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(writing, _TELLING)
        _be_canary(group, confine, prey)
    os.close(writing)
    with os.fdopen(reading, "rb") as reached:
        told = reached.read()
    os.waitpid(child, 0)
    # A confinement that could not be put on has stopped nobody.
    return {names[index] for index in told[1:]} if told[:1] == _CONFINED else set(names)


def _be_canary(group: dict[str, Attempt], confine: Callable[[], None], prey: Prey) -> NoReturn:
    try:
        confine()
        os.write(_TELLING, _CONFINED)
        for index, attempt in enumerate(group.values()):
            with contextlib.suppress(Exception):
                attempt(prey)
                os.write(_TELLING, bytes([index]))
    finally:
        os._exit(0)


# ---- the attempts: each raises unless it gets through ----


def _read_hidden_file(prey: Prey) -> None:
    prey.hidden.read_bytes()


def _write_outside(prey: Prey) -> None:
    prey.outside.touch()


def _open_socket(_prey: Prey) -> None:
    socket.socket().close()


def _signal_parent(prey: Prey) -> None:
    os.kill(prey.parent, 0)


def _read_memory_of_parent(prey: Prey) -> None:
    # A fork has the same addresses as its parent.
    with Path(f"/proc/{prey.parent}/mem").open("rb") as memory:
        memory.seek(id(prey.secret))
        if len(memory.read(1)) != 1:
            raise OSError


def _trace_parent(prey: Prey) -> None:
    ptrace = ctypes.CDLL(None, use_errno=True).ptrace
    ptrace.argtypes = [ctypes.c_long] * 4
    ptrace.restype = ctypes.c_long
    if ptrace(_SEIZE, prey.parent, 0, 0) != 0:
        raise OSError


def _fork(_prey: Prey) -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _start_thread(_prey: Prey) -> None:
    import _thread

    done = _thread.allocate_lock()
    done.acquire()
    _thread.start_new_thread(done.release, ())
    done.acquire()


def _execute(_prey: Prey) -> NoReturn:
    # The program tells by itself: it takes the place of the canary, and its standard output is the pipe.
    os.execv("/bin/sh", ["sh", "-c", r"printf '\000'"])  # noqa: S606 - whether that works is the question


_GROUPS: tuple[dict[str, Attempt], ...] = (
    {
        "read-hidden-file": _read_hidden_file,
        "write-outside": _write_outside,
        "socket": _open_socket,
        "signal-parent": _signal_parent,
        "read-parent-memory": _read_memory_of_parent,
        "ptrace": _trace_parent,
    },
    {"fork": _fork},
    {"thread": _start_thread},
    {"exec": _execute},
)
