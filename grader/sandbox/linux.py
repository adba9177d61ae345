"""Linux: what a runner's process gives up, in which order, and what of that is to be had on this machine.

The order matters. Another user first, since that resets what follows. Then: to die with the parent, to be closed to
the eyes of others, limits, paths, and calls at the very end: the filter allows none of what came before.

What can be done once is done in the process that forks the runners: the ruleset of paths, the filters, and what is
inherited anyway (no new privileges, which paths and filters need; no capabilities, where the user stays; limits that
are the same for all). What is left for a runner is prepared, down to the arguments: each page that it touches is one
that it has to copy first. Landlock is not inherited, on purpose: processes under one ruleset may inspect each other.
"""

import contextlib
import os
import platform
import sys
from collections.abc import Collection
from functools import cached_property
from os import getpid  # bound before a runner calls itself by another number

from grader.protocol.messages import Setting
from grader.sandbox import canaries, kernel, landlock, policy, python_files
from grader.sandbox.bounds import Bounds, Limits
from grader.sandbox.port import Standing, level_of
from grader.sandbox.syscalls import Architecture, architecture

_NOBODY = 65534


class LinuxConfinement:
    """Prepared in the zygote, once everything that runs need is loaded."""

    def __init__(self, without: Collection[str] = ()) -> None:
        """Find out what this kernel offers; `without` names layers to do as if it did not offer them."""
        self._architecture = architecture(platform.machine())
        self._parent = getpid()
        self._without = frozenset(without)
        self._ruleset: int | None = None
        self._restrict: kernel.Prepared | None = None
        self._filters: dict[bool, kernel.Filter] = {}
        self._remarks: list[str] = []
        self._is_root = os.geteuid() == 0
        self._hide_memory()
        sys.dont_write_bytecode = True
        if self._architecture is None:
            self._remarks.append(f"there is no table of system calls for {platform.machine()}")
        else:
            self._prepare_calls(self._architecture, self._prepare_paths(self._architecture))
        self._user = self._user_to_become()
        self._drop_capabilities = self._prepare_capabilities()
        kernel.give_up_privileges_for_good()
        # Last: what is loaded by now is not the runner's to answer for.
        self._limits = None if "rlimits" in self._without else Limits()

    def _prepare_paths(self, machine: Architecture) -> bool:
        """Whether paths can be confined; without that, no file may be opened at all."""
        version = 0 if "landlock" in self._without else landlock.version_here(machine)
        if not version:
            return False
        self._ruleset = landlock.new_ruleset(machine, version)
        for path in python_files.readable():
            landlock.allow_reading(machine, self._ruleset, path)
        self._restrict = landlock.restriction(machine, self._ruleset)
        return True

    def _prepare_calls(self, machine: Architecture, opens: bool) -> None:
        if "seccomp" in self._without or not kernel.can_filter(machine):
            return
        if not opens:
            python_files.load_common_modules()
        for threads in (False, True):
            program = policy.program(machine, opens=opens, threads=threads)
            self._filters[threads] = kernel.Filter(machine, program, policy.place_of_pid(program))

    def _user_to_become(self) -> int | None:
        """Who the runner shall be; `None` for who starts it."""
        if not self._is_root or "user" in self._without:
            return None
        if "no-open" in self._layers_of_calls or python_files.readable_by_others():
            return _NOBODY
        self._remarks.append("Python lies where only root can read, so runners stay root, without its capabilities")
        return None

    def _prepare_capabilities(self) -> kernel.Prepared | None:
        """What is left for a runner to do about them: a change of user should end them, and some systems keep them."""
        if not self._drops_capabilities or self._architecture is None:
            return None
        drop = kernel.drop_capabilities(self._architecture)
        if self._user is None:
            drop()
            return None
        return drop

    @property
    def _layers_of_calls(self) -> tuple[str, ...]:
        if not self._filters:
            return ()
        return ("seccomp",) if self._ruleset is not None else ("seccomp", "no-open")

    @property
    def layers(self) -> tuple[str, ...]:
        """What is in force, by name."""
        paths = () if self._ruleset is None else ("landlock",)
        user = () if self._user is None else ("user",)
        capabilities = ("capabilities",) if self._drops_capabilities else ()
        limits = () if self._limits is None else ("rlimits",)
        return (*self._layers_of_calls, *paths, *user, *capabilities, *limits)

    @property
    def _drops_capabilities(self) -> bool:
        return self._is_root and self._architecture is not None and "capabilities" not in self._without

    def fork_from_here(self) -> None:
        """Let runners end with this process, which inherited what was prepared."""
        self._parent = getpid()

    # In the runner

    def confine(self, setting: Setting) -> None:
        """Confine this process, for good."""
        self.put_on(Bounds.of(setting))

    def put_on(self, bounds: Bounds) -> None:
        """Give up everything, in the order that the head of this file explains."""
        if self._user is not None:
            self._become(self._user)
        if self._drop_capabilities is not None:
            self._drop_capabilities()
        kernel.die_with_parent(self._parent)
        self._hide_memory()
        if self._limits is not None:
            self._limits.put_on(bounds)
        if self._restrict is not None and self._ruleset is not None:
            self._restrict()
            os.close(self._ruleset)
        if self._filters:
            self._filters[bounds.threads > 1].put_on(getpid())

    def _hide_memory(self) -> None:
        if "hidden-memory" not in self._without:
            kernel.hide_memory()

    def _become(self, user: int) -> None:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)

    # What holds

    def standing(self) -> Standing:
        """What holds here, measured once."""
        return self._standing

    @cached_property
    def _standing(self) -> Standing:
        passed = canaries.passed(lambda: self.put_on(Bounds()))
        return Standing(level_of(self.layers, passed), self.layers, passed, tuple(self._remarks))


def hide_from_other_processes() -> None:
    """For the judge: let no process of the same user read its memory."""
    with contextlib.suppress(OSError):
        kernel.hide_memory()
