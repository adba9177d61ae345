"""The filter, run for every call there is: what it answers, against a list kept by hand and a second opinion."""

import errno
import json
import os
import struct
from pathlib import Path
from typing import Any

import pytest

from grader.sandbox.bpf import ALLOW, KILL, refuse_with
from grader.sandbox.policy import place_of_pid, program
from grader.sandbox.syscalls import _NUMBERS, AARCH64, X86_64, Architecture, architecture
from tests.sandbox.bpf_machine import Call, jump_targets, run

GOLDEN = Path(__file__).with_name("golden_policy.json")
PID = 4321
# Further than any kernel's calls go, and the second interface of x86-64.
NUMBERS = (*range(1200), 0x3FFFFFFF, *range(0x40000000, 0x40000000 + 600), 0xFFFFFFFF)
KINDS = [(opens, threads) for opens in (True, False) for threads in (False, True)]
ANSWERS = {ALLOW: "allow", KILL: "kill"} | {refuse_with(n): errno.errorcode[n] for n in (errno.EPERM, 38, 25)}


def filter_of(machine: Architecture, *, opens: bool, threads: bool) -> bytes:
    made = bytearray(program(machine, opens=opens, threads=threads))
    struct.pack_into("<I", made, place_of_pid(bytes(made)), PID)
    return bytes(made)


def answer(machine: Architecture, call: str, *arguments: int, opens: bool = True, threads: bool = False) -> str:
    number = machine.number(call)
    assert number is not None
    made = Call(number, machine.audit, arguments)
    return ANSWERS[run(filter_of(machine, opens=opens, threads=threads), made)]


def table(machine: Architecture, *, opens: bool, threads: bool) -> dict[str, list[str]]:
    """Answers, each with the calls that get it when all arguments are 0; what is refused with EPERM is left out."""
    filter_ = filter_of(machine, opens=opens, threads=threads)
    names = {number: name for name in _NUMBERS if (number := machine.number(name)) is not None}
    found: dict[str, list[str]] = {}
    for number in NUMBERS:
        said = ANSWERS[run(filter_, Call(number, machine.audit))]
        if said != "EPERM" and number < 0x40000000:
            found.setdefault(said, []).append(names.get(number, str(number)))
    return {said: sorted(calls) for said, calls in found.items()}


@pytest.mark.parametrize("machine", [X86_64, AARCH64], ids=lambda machine: machine.name)
@pytest.mark.parametrize(("opens", "threads"), KINDS)
def test_every_number_gets_the_answer_that_is_written_down(machine: Architecture, opens: bool, threads: bool) -> None:
    """What the filter says of each of 1 800 numbers is what a person once read and wrote down."""
    golden = json.loads(GOLDEN.read_text())
    kind = f"{machine.name}{'' if opens else ', no-open'}{', threads' if threads else ''}"
    assert table(machine, opens=opens, threads=threads) == golden[kind]


@pytest.mark.parametrize("machine", [X86_64, AARCH64], ids=lambda machine: machine.name)
@pytest.mark.parametrize(("opens", "threads"), KINDS)
def test_every_jump_stays_in_the_program(machine: Architecture, opens: bool, threads: bool) -> None:
    """No instruction goes on beyond the last, and every one but answers goes forward."""
    made = filter_of(machine, opens=opens, threads=threads)
    length = len(made) // 8
    assert all(at < to < length for at, to in jump_targets(made))


def test_the_other_interfaces_of_the_machine_do_not_exist() -> None:
    """Neither a 32-bit call nor an x32 number finds anything, whatever it would be elsewhere."""
    filter_ = filter_of(X86_64, opens=True, threads=True)
    i386 = 0x40000003
    assert {run(filter_, Call(number, i386)) for number in NUMBERS} == {refuse_with(errno.ENOSYS)}
    x32 = {run(filter_, Call(number, X86_64.audit)) for number in range(0x40000000, 0x40000000 + 600)}
    assert x32 == {refuse_with(errno.ENOSYS)}


def test_files_are_opened_to_read_only() -> None:
    """Any flag that makes, empties or changes a file is refused; without opens, reading is refused too."""
    assert answer(X86_64, "openat", 0, 0, os.O_RDONLY | os.O_CLOEXEC | os.O_DIRECTORY) == "allow"
    changing = (os.O_WRONLY, os.O_RDWR, os.O_CREAT, os.O_TRUNC, os.O_APPEND, os.O_TMPFILE)
    assert {answer(X86_64, "openat", 0, 0, flag) for flag in changing} == {"EPERM"}
    assert {answer(X86_64, "open", 0, flag) for flag in changing} == {"EPERM"}
    assert answer(X86_64, "openat", 0, 0, os.O_RDONLY, opens=False) == "EPERM"


def test_signals_go_to_oneself_only() -> None:
    """`tgkill` reaches the process that the filter was made for, and no other."""
    assert answer(X86_64, "tgkill", PID) == "allow"
    assert answer(X86_64, "tgkill", PID + 1) == "EPERM"


def test_limits_are_read_and_never_set() -> None:
    """`prlimit64` is for oneself and without new limits, in all 64 bits of the pointer."""
    assert answer(X86_64, "prlimit64", 0, 0, 0, 1 << 40) == "allow"
    assert answer(X86_64, "prlimit64", 0, 0, 1 << 40) == "EPERM"
    assert answer(X86_64, "prlimit64", 1, 0, 0) == "EPERM"


def test_a_thread_is_a_thread_and_nothing_else() -> None:
    """Where threads are allowed, `clone` takes just their flags; without, every start ends the process."""
    thread, process = 0x3D0F00, 17
    assert answer(X86_64, "clone", thread, threads=True) == "allow"
    assert answer(X86_64, "clone", process, threads=True) == "kill"
    assert answer(X86_64, "clone", thread | 0x10000000, threads=True) == "kill"
    assert answer(X86_64, "clone3", threads=True) == "ENOSYS"
    starts = ("clone", "clone3", "fork", "vfork", "execve", "execveat")
    assert {answer(X86_64, start, thread) for start in starts} == {"kill"}


def test_a_terminal_is_denied_as_no_terminal() -> None:
    """`isatty` gets the answer that it understands."""
    assert answer(X86_64, "ioctl", 0, 0x5401) == "ENOTTY"
    assert answer(X86_64, "fcntl", 0, 8) == "EPERM"


@pytest.mark.parametrize("machine", ["riscv64", "i686", "ppc64le", ""])
def test_another_machine_has_no_table(machine: str) -> None:
    """Where no numbers are known there is no filter, and no crash."""
    assert architecture(machine) is None


@pytest.fixture(scope="module")
def libseccomp() -> Any:
    try:
        import pyseccomp  # type: ignore[import-untyped]
    except (ImportError, RuntimeError) as reason:  # the second where the system has no libseccomp
        pytest.skip(f"no second opinion: {reason}")
    return pyseccomp


@pytest.mark.parametrize("machine", [X86_64, AARCH64], ids=lambda machine: machine.name)
def test_numbers_are_libseccomps(machine: Architecture, libseccomp: Any) -> None:
    """Every number of the tables is the one that libseccomp knows."""
    arch = getattr(libseccomp.Arch, machine.name.upper())
    known = {name: libseccomp.resolve_syscall(arch, name) for name in _NUMBERS}
    ours = {name: machine.number(name) for name in _NUMBERS}
    # Negative: libseccomp's way to say that the machine has no such call; or that it is older than the call.
    assert {n: k for n, k in known.items() if k >= 0} == {n: k for n, k in ours.items() if known[n] >= 0}
    assert all(ours[name] is None for name, number in known.items() if -100000 < number < -1)


@pytest.mark.parametrize(("opens", "threads"), KINDS)
def test_libseccomp_would_answer_the_same(opens: bool, threads: bool, libseccomp: Any, tmp_path: Path) -> None:
    """A filter that libseccomp makes from the same list answers every number as ours does."""
    theirs = tmp_path / "filter"
    other = libseccomp.SyscallFilter(libseccomp.ERRNO(errno.EPERM))
    for said, calls in table(X86_64, opens=opens, threads=threads).items():
        for call in calls:
            action = {"allow": libseccomp.ALLOW, "kill": libseccomp.KILL_PROCESS}.get(said)
            action = libseccomp.ERRNO(getattr(errno, said)) if action is None else action
            other.add_rule(action, call)
    with theirs.open("wb") as file:
        other.export_bpf(file)
    opinion = theirs.read_bytes()
    ours = filter_of(X86_64, opens=opens, threads=threads)
    for number in range(1200):
        made = Call(number, X86_64.audit)
        assert run(ours, made) == run(opinion, made), number
