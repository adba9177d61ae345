"""How Python is started for runners: clean, and alike each time."""

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path

_PACKAGE_ROOT = str(Path(__file__).resolve().parents[2])

# -P and -s with an empty environment shut out what -I would; but -I would also hide PYTHONHASHSEED, and a set of
# strings must walk in one order in every run.
_PYTHON = (sys.executable, "-P", "-s", "-X", "utf8")
ENVIRONMENT = {"PYTHONHASHSEED": "0"} | {
    name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ
}
"""Of every process that runs submissions, or forks those that do."""


def command(code: str) -> list[str]:
    """Run code of ours. The runner and its sandbox, which know nothing of each other, are put together in it."""
    return [*_PYTHON, "-c", f"import sys; sys.path.insert(0, {_PACKAGE_ROOT!r}); {code}"]


@functools.cache
def at_fixed_addresses() -> tuple[str, ...]:
    """What begins a command whose objects are to lie at the same places each time, where the system grants that.

    `id` shows the places, and sets of a learner's own objects walk in their order. What is given up protects programs
    from strangers' input; here the stranger is the program, and the confinement does not rely on it.
    """
    setarch = shutil.which("setarch")
    if setarch is None:
        return ()
    tried = subprocess.run([setarch, "-R", "true"], capture_output=True, check=False)
    return (setarch, "-R") if tried.returncode == 0 else ()
