"""The other Pythons of this machine, and which of them can run the check.

An exercise is proved where it is graded, and tasks, groups and time-outs differ from one Python to the next. Looked at
are the environments that nox made for the kit, then what `PATH` names `python3.N`: of each version the first that has
what the kit depends on. Others are told of, since a proof that left them out would look like one of them, too.
"""

import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import grader

_PACKAGE_ROOT = Path(__file__).resolve().parents[2]
_OLDEST = 11
_NAME_ON_PATH = re.compile(r"python3\.(\d+)(\.exe)?")
_IN_NOX = ("bin/python", "Scripts/python.exe")
_NAME_IN_NOX = re.compile(r".+-3[.-](\d+)")
_MOST_SECONDS = 60
# The version is said before anything is imported: who says it and no more is a Python without the kit.
_PROBE = """
import sys
print("%d.%d" % sys.version_info[:2], flush=True)
import grader.authoring.check, grader.cli.author_view, typer
print(grader.__version__)
"""


@dataclass(frozen=True, slots=True)
class Interpreters:
    """Of each version but ours, the first that can run the check; and the versions that are here and cannot."""

    able: tuple[Path, ...] = ()
    unable: tuple[str, ...] = ()


def find_others(workspace: Path | None) -> Interpreters:
    """Look for the Pythons of other versions; `workspace` is where nox keeps its environments."""
    able, unable = [], []
    for version, candidates in sorted(_candidates(workspace).items()):
        found = _first_able(version, candidates)
        if isinstance(found, Path):
            able.append(found)
        elif found:
            unable.append(version)
    return Interpreters(tuple(able), tuple(unable))


def _first_able(version: str, candidates: Sequence[Path]) -> Path | bool:
    """The first that can run the check, else whether any of them is a Python of this version at all."""
    is_here = False
    for python in candidates:
        said = _said_by(python)
        if said == [version, grader.__version__]:
            return python
        is_here = is_here or said[:1] == [version]
    return is_here


def environment() -> Mapping[str, str]:
    """What another interpreter gets to see: this very kit where it is a checkout, else the one it has itself."""
    if not (_PACKAGE_ROOT / "pyproject.toml").is_file():
        return os.environ
    paths = filter(None, (str(_PACKAGE_ROOT), os.environ.get("PYTHONPATH")))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def _candidates(workspace: Path | None) -> Mapping[str, Sequence[Path]]:
    found: dict[str, list[Path]] = defaultdict(list)
    for minor, python in (*_of_nox(workspace), *_on_path()):
        if minor >= _OLDEST and (3, minor) != sys.version_info[:2]:
            found[f"3.{minor}"].append(python)
    return found


def _of_nox(workspace: Path | None) -> Iterator[tuple[int, Path]]:
    for folder in sorted((workspace / ".nox").glob("*")) if workspace else ():
        if named := _NAME_IN_NOX.fullmatch(folder.name):
            yield from ((int(named[1]), folder / place) for place in _IN_NOX if (folder / place).is_file())


def _on_path() -> Iterator[tuple[int, Path]]:
    for folder in filter(None, os.environ.get("PATH", "").split(os.pathsep)):
        for python in sorted(Path(folder).glob("python3.*")):
            if named := _NAME_ON_PATH.fullmatch(python.name):
                yield int(named[1]), python


def _said_by(python: Path) -> Sequence[str]:
    command = [str(python), "-c", _PROBE]
    try:
        ended = subprocess.run(
            command,
            env=environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_MOST_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return ended.stdout.decode("utf-8", "replace").split()
