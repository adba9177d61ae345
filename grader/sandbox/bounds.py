"""Limits that the process carries itself, on every POSIX system."""

import resource
from pathlib import Path

import msgspec

from grader.protocol.messages import Setting

# Enough for Python to import, and far from where descriptors become scarce for others.
_OPEN_FILES = 64

# Not every system has them all.
_NOTHING_OF = ("RLIMIT_CORE", "RLIMIT_MEMLOCK", "RLIMIT_MSGQUEUE")
_BY_RUN = (resource.RLIMIT_AS, resource.RLIMIT_CPU)


class Bounds(msgspec.Struct, frozen=True):
    """What one runner may use: threads, bytes beyond what it began with, and seconds of processor time."""

    threads: int = 1
    memory: int = 256 << 20
    cpu: int = 20

    @classmethod
    def of(cls, setting: Setting) -> "Bounds":
        """The bounds that all runs of an exercise have."""
        return cls(setting.threads, setting.memory, setting.cpu)


class Limits:
    """Made once, where runners are forked from; a runner only sets what was found out there.

    What is the same for every run and does not hinder whoever forks them is set there too, and inherited.
    """

    def __init__(self) -> None:
        """Find out how much this process has already, and set what every run is to have."""
        self._memory_now = _memory_now()
        for kind in (getattr(resource, name, None) for name in _NOTHING_OF):
            if kind is not None:
                _limit(kind, 0, 0)
        _limit(resource.RLIMIT_NOFILE, _OPEN_FILES, _OPEN_FILES)
        self._most = {kind: resource.getrlimit(kind)[1] for kind in _BY_RUN}

    def put_on(self, bounds: Bounds) -> None:
        """Bind this process; the kernel ends it a second after its processor time is up, whatever it catches."""
        _limit(resource.RLIMIT_FSIZE, 0, 0)
        if bounds.threads <= 1:
            _limit(resource.RLIMIT_NPROC, 0, 0)
        memory = self._allowed(resource.RLIMIT_AS, self._memory_now + bounds.memory)
        _limit(resource.RLIMIT_AS, memory, memory)
        _limit(resource.RLIMIT_CPU, bounds.cpu, self._allowed(resource.RLIMIT_CPU, bounds.cpu + 1))

    def _allowed(self, kind: int, wanted: int) -> int:
        most = self._most[kind]
        return wanted if most == resource.RLIM_INFINITY else min(wanted, most)


def _limit(kind: int, soft: int, hard: int) -> None:
    try:
        resource.setrlimit(kind, (min(soft, hard), hard))
    except (ValueError, OSError):
        # Some systems know a limit by name and refuse to set it.
        return


def _memory_now() -> int:
    """Bytes of address space that the process has; where nobody can say, a guess on the generous side."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return 1 << 30
    return pages * resource.getpagesize()
