"""Landlock: which files a process may read; no sockets, and no signals to anyone outside.

A ruleset forbids all it handles except what rules allow beneath a path. It is built once; each runner puts itself
under it. What it does not handle at all is a file's metadata: `stat` goes through.
"""

import ctypes
import errno
import os
import struct
from pathlib import Path

from grader.sandbox import kernel
from grader.sandbox.syscalls import Architecture

_RIGHTS_OF_FILES = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_RIGHTS_OF_NETWORK = 0b11
_SCOPES = 0b11
_FIRST_WITH_NETWORK, _FIRST_WITH_SCOPES = 4, 6
_PATH_BENEATH = 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3


def version_here(architecture: Architecture) -> int:
    """The version of Landlock that this kernel offers, 0 for none. Asked of the kernel: its list is often not there."""
    try:
        return kernel.call(architecture, "landlock_create_ruleset", 0, 0, 1)
    except OSError:
        return 0


def new_ruleset(architecture: Architecture, version: int) -> int:
    """A ruleset that forbids every right there is; the descriptor is inherited by children."""
    files = (1 << _RIGHTS_OF_FILES[min(version, max(_RIGHTS_OF_FILES))]) - 1
    network = _RIGHTS_OF_NETWORK if version >= _FIRST_WITH_NETWORK else 0
    scopes = _SCOPES if version >= _FIRST_WITH_SCOPES else 0
    try:
        return _create_ruleset(architecture, files, network, scopes)
    except OSError as error:
        # Some kernels announce a version and leave its scopes out.
        if error.errno != errno.EINVAL or not scopes:
            raise
        return _create_ruleset(architecture, files, network, 0)


def _create_ruleset(architecture: Architecture, *rights: int) -> int:
    # The older the kernel, the shorter the structure that it takes.
    used = max(place for place, right in enumerate(rights, 1) if right)
    attributes = ctypes.create_string_buffer(struct.pack(f"<{used}Q", *rights[:used]), 8 * used)
    return kernel.call(architecture, "landlock_create_ruleset", ctypes.addressof(attributes), len(attributes), 0)


def allow_reading(architecture: Architecture, ruleset: int, path: str) -> None:
    """Let a ruleset read a file, or a folder with all that is in it. What does not exist needs no rule."""
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        rights = _READ_FILE | _READ_FOLDER if Path(path).is_dir() else _READ_FILE
        attributes = ctypes.create_string_buffer(struct.pack("<Qi", rights, opened))
        kernel.call(architecture, "landlock_add_rule", ruleset, _PATH_BENEATH, ctypes.addressof(attributes), 0)
    finally:
        os.close(opened)


def restriction(architecture: Architecture, ruleset: int) -> kernel.Prepared:
    """What puts the process that calls it under a ruleset, for good."""
    return kernel.Prepared(architecture, "landlock_restrict_self", ruleset, 0)
