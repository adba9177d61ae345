"""What a runner's process needs of a sandbox, whatever the system, and what is said of it in reports."""

from typing import Protocol

import msgspec

from grader.protocol.messages import Setting


class Standing(msgspec.Struct, frozen=True):
    """How a submission is kept in, on this machine: what is in force, and which attempts to get out went through.

    `level` is K2 where the kernel confines calls and paths, K1 where only in part, P for a process and nothing more.
    """

    level: str
    layers: tuple[str, ...]
    canaries_passed: tuple[str, ...]
    remarks: tuple[str, ...] = ()


class Confinement(Protocol):
    """Prepared once, in the process from which all others are forked."""

    def fork_from_here(self) -> None:
        """From now on this process forks the runners: they are to end with it."""

    def confine(self, setting: Setting) -> None:
        """Called by a runner that is about to load a submission: confine this process, for good.

        Raises:
            OSError: it could not be confined as prepared; nothing may be loaded.

        """

    def standing(self) -> Standing:
        """What holds here, measured by canaries the first time it is asked."""


def level_of(layers: tuple[str, ...], canaries_passed: tuple[str, ...]) -> str:
    """K2 only where nothing got through."""
    in_kernel = {"seccomp", "landlock"} & set(layers)
    paths = {"landlock", "no-open"} & set(layers)
    if "seccomp" in layers and paths and not canaries_passed:
        return "K2"
    return "K1" if in_kernel else "P"
