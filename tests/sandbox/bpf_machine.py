"""Runs a filter as the kernel would, one instruction after the other, and trusts nothing about it."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

_RETURN, _EQUAL, _AT_LEAST = 0x06, 0x15, 0x35


@dataclass(frozen=True)
class Call:
    """What the kernel shows a filter: struct seccomp_data."""

    number: int
    architecture: int
    arguments: Sequence[int] = ()

    @property
    def record(self) -> bytes:
        arguments = [*self.arguments, *[0] * 6][:6]
        return struct.pack("<IIQ6Q", self.number & 0xFFFFFFFF, self.architecture, 0, *arguments)


def run(program: bytes, call: Call) -> int:
    """The filter's answer."""
    lines = list(struct.iter_unpack("<HBBI", program))
    record, at, seen = call.record, 0, 0
    while True:
        code, then, otherwise, value = lines[at]
        at += 1
        match code:
            case 0x20:
                (seen,) = struct.unpack_from("<I", record, value)
            case 0x54:
                seen &= value
            case 0x15:
                at += then if seen == value else otherwise
            case 0x35:
                at += then if seen >= value else otherwise
            case 0x06:
                return int(value)
            case _:
                raise AssertionError(f"no such instruction: {code:#x}")


def jump_targets(program: bytes) -> list[tuple[int, int]]:
    """Each place an instruction can go on to: from, to."""
    found = []
    for at, (code, then, otherwise, _) in enumerate(struct.iter_unpack("<HBBI", program)):
        if code in (_EQUAL, _AT_LEAST):
            found += [(at, at + 1 + then), (at, at + 1 + otherwise)]
        elif code != _RETURN:
            found.append((at, at + 1))
    return found
