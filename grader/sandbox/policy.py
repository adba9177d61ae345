"""What a submission may ask of the kernel: a list of what is allowed; all else is refused.

Three kinds of answer:

* allowed, some only with certain arguments;
* refused with an error number, which reaches the learner as an `OSError` at their own line, and the run goes on;
* the end of the process by SIGSYS, for a second thread, a second process or another program. The runner refuses
  Python's own doors to these politely, before they reach the kernel. Whoever gets here went around them and could
  swallow an error, so that the judge would never hear of it; an exit status is always heard. Nothing else here answers
  so, hence SIGSYS means only this.

Two calls look harmless and are not allowed: `dup2` and `dup3` could put a file over the channel. One must not be
refused with EPERM: `clone3` takes its flags by pointer, which no filter can follow; where threads are allowed it says
ENOSYS, and the C library falls back to `clone`.

Calls of the machine's other interfaces (x32, 32-bit) carry other numbers: they do not exist here.
"""

import errno
import os
import struct

import msgspec

from grader.sandbox.bpf import (
    ALLOW,
    ARCHITECTURE,
    KILL,
    NUMBER,
    Assembler,
    high_half,
    low_half,
    refuse_with,
)
from grader.sandbox.syscalls import Architecture

_ALWAYS = (
    # memory
    *("brk", "mmap", "munmap", "mremap", "mprotect", "madvise"),
    # what is open, and names of files
    *("read", "write", "readv", "writev", "pread64", "lseek", "close", "dup", "getdents64", "getcwd"),
    *("fstat", "newfstatat", "stat", "lstat", "statx", "access", "faccessat", "faccessat2", "readlink", "readlinkat"),
    # this process
    *("exit", "exit_group", "getpid", "gettid", "getuid", "geteuid", "getgid", "getegid", "getrusage", "times"),
    *("futex", "rseq", "set_robust_list", "membarrier", "restart_syscall"),
    *("rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack"),
    # the machine
    *("getrandom", "uname", "sysinfo", "getcpu", "sched_yield", "sched_getaffinity"),
    # clocks and waiting
    *("clock_gettime", "clock_getres", "gettimeofday", "time", "clock_nanosleep", "nanosleep"),
    *("poll", "ppoll", "select", "pselect6"),
)

# What the loop needs to be woken from another thread.
_WITH_THREADS = ("epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait", "recvfrom")

_STARTS_OF_OTHERS = ("clone", "clone3", "fork", "vfork", "execve", "execveat")

_REFUSED = refuse_with(errno.EPERM)
_NO_SUCH_CALL = refuse_with(errno.ENOSYS)
_NO_TERMINAL = refuse_with(errno.ENOTTY)

# Stands where the filter of a runner holds its own process id.
_OWN_PID = 0x7E57_71D0


class Check(msgspec.Struct, frozen=True):
    """One condition on an argument: of the bits in `mask`, exactly `value`; `wide` looks at all 64."""

    argument: int
    value: int
    mask: int = 0xFFFF_FFFF
    wide: bool = False


class Rule(msgspec.Struct, frozen=True):
    """A call that is allowed if one of several sets of conditions holds, and else gets another answer."""

    call: str
    alternatives: tuple[tuple[Check, ...], ...]
    otherwise: int = _REFUSED


# To read, and nothing that makes, empties or changes; O_TMPFILE is in two bits, one of which O_DIRECTORY shares.
_CHANGING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND | getattr(os, "O_TMPFILE", 0)
_CHANGING &= ~getattr(os, "O_DIRECTORY", 0)

# pthread_create of glibc; musl adds a bit that means nothing any more.
_FLAGS_OF_A_THREAD = 0x003D_0F00
_MEANINGLESS_FLAG = 0x0040_0000

_FIOCLEX, _FIONCLEX, _FIONBIO = 0x5451, 0x5450, 0x5421
_F_DUPFD_CLOEXEC = 1030
_AF_UNIX = 1


def _any_of(argument: int, *values: int) -> tuple[tuple[Check, ...], ...]:
    return tuple((Check(argument, value),) for value in values)


def _rules(*, opens: bool, threads: bool) -> tuple[Rule, ...]:
    read_only = ((2, "openat"), (1, "open"))
    return (
        *(Rule(call, ((Check(argument, 0, _CHANGING),),)) for argument, call in read_only if opens),
        # F_DUPFD, F_GETFD, F_SETFD, F_GETFL: no F_SETOWN, no F_SETSIG, which aim signals at others.
        Rule("fcntl", _any_of(1, 0, 1, 2, 3, _F_DUPFD_CLOEXEC)),
        # ENOTTY answers whoever asks whether this is a terminal.
        Rule("ioctl", _any_of(1, _FIOCLEX, _FIONCLEX, _FIONBIO), _NO_TERMINAL),
        # Only one's own limits, and only to read them.
        Rule("prlimit64", ((Check(0, 0), Check(2, 0, wide=True)),)),
        Rule("tgkill", ((Check(0, _OWN_PID),),)),
        *((_with_threads()) if threads else ()),
    )


def _with_threads() -> tuple[Rule, ...]:
    thread = Check(0, _FLAGS_OF_A_THREAD, 0xFFFF_FFFF & ~_MEANINGLESS_FLAG)
    return (
        Rule("clone", ((thread,),), KILL),
        Rule("socketpair", ((Check(0, _AF_UNIX),),)),
        # Without an address: an address could be another process's.
        Rule("sendto", ((Check(4, 0, wide=True),),)),
    )


def program(architecture: Architecture, *, opens: bool, threads: bool) -> bytes:
    """The filter for one kind of run; at `place_of_pid` it waits for the id of its runner."""
    assembler = Assembler()
    assembler.load(ARCHITECTURE)
    assembler.if_equal(architecture.audit, otherwise=_answer(_NO_SUCH_CALL))
    assembler.load(NUMBER)
    if architecture.foreign_numbers:
        assembler.if_at_least(architecture.foreign_numbers, then=_answer(_NO_SUCH_CALL))
    _add_search(assembler, _intervals(_answers(architecture, opens=opens, threads=threads)))
    _add_answers(assembler)
    return assembler.assemble()


def place_of_pid(program: bytes) -> int:
    """Where in a filter the id belongs of the process that will apply it to itself."""
    assert program.count(_pack(_OWN_PID)) == 1
    return program.index(_pack(_OWN_PID))


def _pack(value: int) -> bytes:
    return struct.pack("<I", value)


# What a number gets: an answer, or the rule that looks at the arguments.
Leaf = int | Rule


def _answers(architecture: Architecture, *, opens: bool, threads: bool) -> dict[int, Leaf]:
    """By number; what is not in it is refused."""
    found: dict[str, Leaf] = dict.fromkeys((*_ALWAYS, *(_WITH_THREADS if threads else ())), ALLOW)
    found |= dict.fromkeys(_STARTS_OF_OTHERS, KILL)
    if threads:
        found["clone3"] = _NO_SUCH_CALL
    found |= {rule.call: rule for rule in _rules(opens=opens, threads=threads)}
    return {number: leaf for call, leaf in found.items() if (number := architecture.number(call)) is not None}


def _intervals(answers: dict[int, Leaf]) -> list[tuple[int, Leaf]]:
    """Where each answer begins; the last goes on for ever."""
    found: list[tuple[int, Leaf]] = []
    for number in sorted({0, *answers, *(number + 1 for number in answers)}):
        leaf = answers.get(number, _REFUSED)
        if not found or found[-1][1] != leaf:
            found.append((number, leaf))
    return found


def _add_search(assembler: Assembler, intervals: list[tuple[int, Leaf]]) -> None:
    """Halve until one is left.

    When a filter is put on, the kernel checks and translates each of its instructions, and runs it for every number
    there is, to know which calls need no filter. A long list of comparisons was a third of what confining takes.
    """
    middle = len(intervals) // 2
    halves = intervals[:middle], intervals[middle:]
    first, _ = intervals[middle]
    assembler.if_at_least(first, then=_place(halves[1]), otherwise=_place(halves[0]))
    for half in halves:
        leaf = half[0][1]
        if len(half) > 1:
            assembler.label(_place(half))
            _add_search(assembler, half)
        elif isinstance(leaf, Rule):
            assembler.label(_place(half))
            _add_rule(assembler, leaf)


def _place(intervals: list[tuple[int, Leaf]]) -> str:
    """The label of what decides between these: answers are written once, and shared."""
    number, leaf = intervals[0]
    return _answer(leaf) if len(intervals) == 1 and isinstance(leaf, int) else f"from {number} to {intervals[-1][0]}"


def _answer(value: int) -> str:
    return f"answer {value:x}"


def _add_answers(assembler: Assembler) -> None:
    for value in (ALLOW, KILL, _REFUSED, _NO_SUCH_CALL, _NO_TERMINAL):
        assembler.label(_answer(value))
        assembler.answer(value)


def _add_rule(assembler: Assembler, rule: Rule) -> None:
    *others, last = rule.alternatives
    for place, checks in enumerate(others):
        next_one = f"{rule.call}, not {place}"
        _add_checks(assembler, checks, next_one)
        assembler.label(next_one)
    _add_checks(assembler, last, _answer(rule.otherwise))


def _add_checks(assembler: Assembler, checks: tuple[Check, ...], failed: str) -> None:
    for check in checks[:-1]:
        _add_check(assembler, check, "", failed)
    _add_check(assembler, checks[-1], _answer(ALLOW), failed)


def _add_check(assembler: Assembler, check: Check, held: str, failed: str) -> None:
    assembler.load(low_half(check.argument))
    if check.mask != 0xFFFF_FFFF:
        assembler.mask(check.mask)
    if check.wide:
        assembler.if_equal(check.value & 0xFFFF_FFFF, otherwise=failed)
        assembler.load(high_half(check.argument))
        assembler.if_equal(check.value >> 32, then=held, otherwise=failed)
    else:
        assembler.if_equal(check.value, then=held, otherwise=failed)
