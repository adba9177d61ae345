"""The wheels of what the grader needs, for every Python of a package: then installing it asks no network.

pip chooses and fetches them, as Linux on x86-64 would.
"""

import importlib.util
import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from grader.catalog.errors import CatalogError
from grader.packaging.archive import Entry
from grader.packaging.pins import MACHINE, Pins

# Older systems than those that these tags name have no Python that is new enough.
_PLATFORMS = (f"manylinux_2_28_{MACHINE}", f"manylinux_2_17_{MACHINE}", f"manylinux2014_{MACHINE}")


def fetch_wheels(pins: Pins) -> tuple[dict[str, tuple[str, ...]], tuple[Entry, ...]]:
    """The names of the wheels for each Python, and the wheels; raises `CatalogError` where they cannot be had."""
    if importlib.util.find_spec("pip") is None:
        problem = f"--vendor needs pip, and {sys.executable} has none."
        raise CatalogError(problem, "`python -m ensurepip` adds it; or package without --vendor.")
    names: dict[str, tuple[str, ...]] = {}
    wheels: dict[str, bytes] = {}
    for python in pins.pythons:
        found = _fetched(python, pins.requirements(python))
        names[python] = tuple(sorted(found))
        wheels |= found
    for name, content in wheels.items():
        _refuse_what_unpacking_cannot_install(name, content)
    return names, tuple(Entry(name, content) for name, content in sorted(wheels.items()))


def _fetched(python: str, requirements: tuple[str, ...]) -> Mapping[str, bytes]:
    with tempfile.TemporaryDirectory(prefix="onethread-wheels-") as folder:
        platforms = [option for platform in _PLATFORMS for option in ("--platform", platform)]
        options = ["--no-deps", "--only-binary=:all:", "--implementation=cp", f"--python-version={python}", *platforms]
        quiet = ["--quiet", "--disable-pip-version-check", "--no-input", "--retries=2", "--dest", folder]
        command = [sys.executable, "-I", "-m", "pip", "download", *quiet, *options, *requirements]
        fetching = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        if fetching.returncode:
            raise CatalogError(
                f"--vendor: the wheels for Python {python} could not be fetched ({_reason(fetching.stderr)}).",
                "Is there a network? Package again, or without --vendor where the platform has one.",
            )
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


def _reason(said: str) -> str:
    """The last error of pip, without the lists of versions it goes on about."""
    errors = [line.removeprefix("ERROR: ") for line in said.splitlines() if line.startswith("ERROR: ")]
    return errors[-1].partition(" (from versions")[0][:160] if errors else "pip gives no reason"


def _refuse_what_unpacking_cannot_install(name: str, content: bytes) -> None:
    """Packages are installed by unpacking, which puts what a wheel keeps in its `.data` in no place."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        apart = [inside for inside in archive.namelist() if inside.partition("/")[0].endswith(".data")]
    if any("/purelib/" in inside or "/platlib/" in inside for inside in apart):
        problem = f"--vendor: {name} keeps modules where unpacking it does not install them."
        raise CatalogError(problem, "Package without --vendor.")
