"""Threads and the process by number: what the system calls them differs from run to run, and learners print it."""

import _thread
import itertools
import os
import threading
from typing import Any

THIS_PROCESS = 1000
"""What this process is called here."""

_of_system = _thread.get_ident
_process_of_system, _kill = os.getpid, os.kill
_numbers: dict[int, int] = {}
_next = itertools.count(1)


def get_ident() -> int:
    """The number of the calling thread; the first that asks is 1."""
    own = _of_system()
    return _numbers.get(own) or _numbers.setdefault(own, next(_next))


def get_process() -> int:
    """The number of this process."""
    return THIS_PROCESS


def kill(pid: int, number: int) -> None:
    """`os.kill`, for whoever asked for the number of this process to signal it."""
    _kill(_process_of_system() if pid == THIS_PROCESS else pid, number)


def install() -> None:
    """Let every thread be known by its number, from the main thread on, and this process by its own."""
    os.getpid, os.kill = get_process, kill
    main: Any = threading.main_thread()
    known: dict[int, Any] = threading._active  # type: ignore[attr-defined]
    known[get_ident()] = known.pop(main.ident)
    main._ident = main._native_id = get_ident()
    threading.get_ident = _thread.get_ident = get_ident
    threading.get_native_id = _thread.get_native_id = get_ident
