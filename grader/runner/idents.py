"""Threads by number: what the system calls them differs from process to process, and learners print it."""

import _thread
import itertools
import threading
from typing import Any

_of_system = _thread.get_ident
_numbers: dict[int, int] = {}
_next = itertools.count(1)


def get_ident() -> int:
    """The number of the calling thread; the first that asks is 1."""
    own = _of_system()
    return _numbers.get(own) or _numbers.setdefault(own, next(_next))


def install() -> None:
    """Let every thread be known by its number, from the main thread on."""
    main: Any = threading.main_thread()
    known: dict[int, Any] = threading._active  # type: ignore[attr-defined]
    known[get_ident()] = known.pop(main.ident)
    main._ident = main._native_id = get_ident()
    threading.get_ident = _thread.get_ident = get_ident
    threading.get_native_id = _thread.get_native_id = get_ident
