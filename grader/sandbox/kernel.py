"""Linux, through ctypes: the few calls of the kernel that Python has no names for."""

import ctypes
import os
import signal
import struct
from typing import NoReturn

from grader.sandbox.syscalls import Architecture

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38

_SECCOMP_SET_MODE_FILTER = 1
_SECCOMP_GET_ACTION_AVAIL = 2
_INSTRUCTION_SIZE = 8

_CAPABILITY_VERSION_3 = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)
# Numbers and addresses only: what ctypes would convert in a runner are pages that the runner has to copy first.
_prctl, _syscall = _libc.prctl, _libc.syscall
_prctl.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4
_syscall.argtypes = [ctypes.c_long] * 5
_syscall.restype = ctypes.c_long


class _Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def call(architecture: Architecture, name: str, *arguments: int) -> int:
    """A system call by its name, of up to four arguments.

    Raises:
        OSError: the kernel refused it.

    """
    return Prepared(architecture, name, *arguments)()


class Prepared:
    """A system call with its arguments, made ready where there is time for it."""

    def __init__(self, architecture: Architecture, name: str, *arguments: int) -> None:
        """Take the call's name, and numbers and addresses; what is at an address is the caller's to keep."""
        number = architecture.number(name)
        assert number is not None
        self._given = (number, *arguments, *[0] * (4 - len(arguments)))

    def __call__(self) -> int:
        """Make the call; raises `OSError` where the kernel refuses it."""
        result: int = _syscall(*self._given)
        if result < 0:
            _raise()
        return result


def _control(option: int, value: int) -> None:
    if _prctl(option, value, 0, 0, 0) != 0:
        _raise()


def _raise() -> NoReturn:
    number = ctypes.get_errno()
    raise OSError(number, os.strerror(number))


def hide_memory() -> None:
    """Let no process of the same user read this one's memory."""
    _control(_PR_SET_DUMPABLE, 0)


def give_up_privileges_for_good() -> None:
    """Gain nothing from any program that is executed; without this, filters are for root only."""
    _control(_PR_SET_NO_NEW_PRIVS, 1)


def die_with_parent(parent: int) -> None:
    """End with the parent, also if it ended before it could be asked. Lost in a change of user: call this after."""
    _control(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


_NO_CAPABILITIES = ctypes.create_string_buffer(24)
_OF_THIS_PROCESS = ctypes.create_string_buffer(struct.pack("<Ii", _CAPABILITY_VERSION_3, 0))


def drop_capabilities(architecture: Architecture) -> Prepared:
    """Gives up what root may do beyond owning its files."""
    return Prepared(architecture, "capset", ctypes.addressof(_OF_THIS_PROCESS), ctypes.addressof(_NO_CAPABILITIES))


def can_filter(architecture: Architecture) -> bool:
    """Whether the kernel runs filters that can end a process."""
    action = ctypes.c_uint32(0x8000_0000)
    try:
        call(architecture, "seccomp", _SECCOMP_GET_ACTION_AVAIL, 0, ctypes.addressof(action))
    except OSError:
        return False
    return True


class Filter:
    """A program in the form in which the kernel takes it, but for the id of the process it is for."""

    def __init__(self, architecture: Architecture, program: bytes, place_of_pid: int) -> None:
        """Take the program, and where in it the id belongs."""
        self._place = place_of_pid
        self._bytes = ctypes.create_string_buffer(program, len(program))
        self._program = _Program(len(program) // _INSTRUCTION_SIZE, ctypes.addressof(self._bytes))
        self._apply = Prepared(architecture, "seccomp", _SECCOMP_SET_MODE_FILTER, 0, ctypes.addressof(self._program))

    def put_on(self, pid: int) -> None:
        """Run the program at every system call of this process from now on, for good."""
        struct.pack_into("<I", self._bytes, self._place, pid)
        self._apply()
