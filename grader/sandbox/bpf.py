"""An assembler for the programs that seccomp runs at every system call.

The model: a program is a list of instructions that look at one record (the number of the call, the architecture, six
arguments) and end in an answer. There are no loops, since a jump only goes forward.

The rules:

1. A jump counts from the instruction *after* itself: 0 goes on, 1 skips one. Nobody counts here: jumps name labels,
   and `assemble` turns names into distances. A jump that is off by one still assembles, still lets every honest
   program run, and lets everything else through; that is why the tests run the result for every number.
2. A conditional jump reaches 255 instructions. A label further away is an error of ours, found when assembling.
3. Arguments are 64 bits wide and instructions see 32: whoever compares a whole argument asks for both halves.
4. Falling off the end is refused by the kernel, so that a program always answers.
"""

import struct

import msgspec

# Where the record holds what: struct seccomp_data.
NUMBER = 0
ARCHITECTURE = 4
_ARGUMENTS = 16

_INSTRUCTION = struct.Struct("<HBBI")

_LOAD = 0x20  # BPF_LD | BPF_W | BPF_ABS
_AND = 0x54  # BPF_ALU | BPF_AND | BPF_K
_RETURN = 0x06  # BPF_RET | BPF_K
_IF_EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_IF_AT_LEAST = 0x35  # BPF_JMP | BPF_JGE | BPF_K

_REACH = 255

ALLOW = 0x7FFF0000
KILL = 0x80000000


def refuse_with(errno: int) -> int:
    """The answer that makes a call fail with an error number."""
    return 0x00050000 | errno


def low_half(argument: int) -> int:
    """Where the lower 32 bits of an argument stand, on the little-endian machines that there are tables for."""
    return _ARGUMENTS + 8 * argument


def high_half(argument: int) -> int:
    """Where the upper 32 bits of an argument stand."""
    return low_half(argument) + 4


class Assembler(msgspec.Struct):
    """Collects instructions; an empty label means the next instruction."""

    _lines: list[tuple[int, str, str, int]] = msgspec.field(default_factory=list)
    _places: dict[str, int] = msgspec.field(default_factory=dict)

    def load(self, offset: int) -> None:
        """Look at 32 bits of the record."""
        self._lines.append((_LOAD, "", "", offset))

    def mask(self, bits: int) -> None:
        """Keep only these bits of what was looked at."""
        self._lines.append((_AND, "", "", bits))

    def if_equal(self, value: int, then: str = "", otherwise: str = "") -> None:
        """Jump by whether what was looked at is `value`."""
        self._lines.append((_IF_EQUAL, then, otherwise, value))

    def if_at_least(self, value: int, then: str = "", otherwise: str = "") -> None:
        """Jump by whether what was looked at is `value` or more."""
        self._lines.append((_IF_AT_LEAST, then, otherwise, value))

    def answer(self, value: int) -> None:
        """End here."""
        self._lines.append((_RETURN, "", "", value))

    def label(self, name: str) -> None:
        """Name the next instruction."""
        assert name not in self._places
        self._places[name] = len(self._lines)

    def assemble(self) -> bytes:
        """The program."""
        return b"".join(
            _INSTRUCTION.pack(code, self._distance(at, then), self._distance(at, otherwise), value)
            for at, (code, then, otherwise, value) in enumerate(self._lines)
        )

    def _distance(self, at: int, label: str) -> int:
        if not label:
            return 0
        distance = self._places[label] - (at + 1)
        assert 0 <= distance <= _REACH
        return distance
