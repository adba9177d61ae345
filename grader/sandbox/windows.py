"""Windows: a job object around the runner, made by the judge. Best effort: it confines no files and no network.

The job ends with the judge's handle, and every process in it with the job. It holds one process, so that none can be
started from there, and a limit on memory that the system keeps.
"""

import ctypes
import sys
from ctypes import wintypes
from dataclasses import dataclass

_EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
_ONE_PROCESS = 0x0008
_MEMORY = 0x0100
_NO_DIALOGS = 0x0400
_KILL_ON_CLOSE = 0x2000


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("user_time_of_process", ctypes.c_int64),
        ("user_time_of_job", ctypes.c_int64),
        ("flags", wintypes.DWORD),
        ("smallest_working_set", ctypes.c_size_t),
        ("largest_working_set", ctypes.c_size_t),
        ("processes", wintypes.DWORD),
        ("affinity", ctypes.c_size_t),
        ("priority", wintypes.DWORD),
        ("scheduling", wintypes.DWORD),
    )


class _ExtendedLimits(ctypes.Structure):
    _fields_ = (
        ("basic", _BasicLimits),
        ("io", ctypes.c_uint64 * 6),
        ("memory_of_process", ctypes.c_size_t),
        ("memory_of_job", ctypes.c_size_t),
        ("peak_of_process", ctypes.c_size_t),
        ("peak_of_job", ctypes.c_size_t),
    )


@dataclass(frozen=True, slots=True)
class Job:
    """An open job; closing it ends whatever is still in it."""

    handle: int

    def close(self) -> None:
        """End what is in it."""
        if sys.platform == "win32":
            ctypes.WinDLL("kernel32").CloseHandle(wintypes.HANDLE(self.handle))


# Of all runs: what a run may have is not known when its process starts. The judge's watch knows.
_MOST_MEMORY = 1 << 30


def put_in_job(process_handle: int) -> Job | None:
    """Confine a process that was just started; `None` where the system does not let us."""
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        job = kernel.CreateJobObjectW(None, None)
        limits = _ExtendedLimits(memory_of_process=_MOST_MEMORY)
        limits.basic.flags = _ONE_PROCESS | _MEMORY | _NO_DIALOGS | _KILL_ON_CLOSE
        limits.basic.processes = 1
        handle, size = wintypes.HANDLE(job), ctypes.sizeof(limits)
        kernel.SetInformationJobObject(handle, _EXTENDED_LIMITS, ctypes.byref(limits), size)
        if job and kernel.AssignProcessToJobObject(handle, wintypes.HANDLE(process_handle)):
            return Job(job)
        kernel.CloseHandle(handle)
    return None
