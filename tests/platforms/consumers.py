"""The platforms' own programs, where the package indexes have them: `nox -s platforms` brings them, in one folder.

They stay out of the environment of the tests: one is a plugin that pytest would load by itself.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PLACE = "ONETHREAD_CONSUMERS"


def consumer(name: str) -> Path:
    """The folder of that name, or a skipped test."""
    place = os.environ.get(PLACE)
    if place is None or not (Path(place) / name).is_dir():
        pytest.skip("nox -s platforms brings it")
    return Path(place) / name


def run_python(arguments: list[str], package: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run Python in a folder, with a package on its path."""
    environment = {**os.environ, "PYTHONPATH": str(package)}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60)
