"""Limits that the process carries itself, on every POSIX system."""

import contextlib
import resource
from dataclasses import dataclass
from pathlib import Path

from grader.protocol.messages import Load

# Enough for Python to import, and far from where descriptors become scarce for others.
_OPEN_FILES = 64


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one runner may use: threads, bytes beyond what it began with, and seconds of processor time."""

    threads: int = 1
    memory: int = 256 << 20
    cpu: int = 20

    @classmethod
    def of(cls, load: Load) -> "Bounds":
        """The bounds that the judge sends with a submission."""
        return cls(load.threads, load.memory, load.cpu)


def limit_resources(bounds: Bounds) -> None:
    """Bind this process; the kernel ends it a second after its processor time is used up, whatever it catches."""
    memory = _memory_now() + bounds.memory
    _limit("RLIMIT_AS", memory, memory)
    _limit("RLIMIT_CPU", bounds.cpu, bounds.cpu + 1)
    _limit("RLIMIT_NOFILE", _OPEN_FILES, _OPEN_FILES)
    for name in ("RLIMIT_CORE", "RLIMIT_FSIZE", "RLIMIT_MEMLOCK", "RLIMIT_MSGQUEUE"):
        _limit(name, 0, 0)
    if bounds.threads <= 1:
        _limit("RLIMIT_NPROC", 0, 0)


def _limit(name: str, soft: int, hard: int) -> None:
    kind = getattr(resource, name, None)
    if kind is None:
        return
    most = resource.getrlimit(kind)[1]
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    # Some systems know a limit by name and refuse to set it.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (soft, hard))


def _memory_now() -> int:
    """Bytes of address space that the process has; where nobody can say, a guess on the generous side."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return 1 << 30
    return pages * resource.getpagesize()
