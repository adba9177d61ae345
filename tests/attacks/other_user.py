"""Runs Python as a user who may do nothing in particular, on a machine where only root is there to begin with.

Root's Python often lies where nobody else can read it: below /root, where version managers put it. Then that user gets
an environment of its own in an open folder: the interpreter, its library, what is installed, and the project. The
files are linked rather than copied where they lie on the same disk, which takes no time and no room.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOBODY = 65534

_PROJECT = ("grader", "exercises", "solutions", "tests", "pyproject.toml")
_VERSION = f"python{sys.version_info.major}.{sys.version_info.minor}"
_NOT_NEEDED = shutil.ignore_patterns("site-packages", "dist-packages", "test", "config-*", "playwright")
_TRIAL = "import grader, msgspec, pytest, sqlite3, ssl; grader.__file__"


@dataclass(frozen=True)
class OtherUser:
    """Somebody with a Python and this project, both of which they can read."""

    python: Path
    project: Path
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run that Python in the project, with nothing of this process's environment but the way to programs."""
        return subprocess.run(
            [str(self.python), *arguments],
            cwd=self.project,
            env={"PATH": os.environ.get("PATH", os.defpath), "PYTHONDONTWRITEBYTECODE": "1", **self.environment},
            user=NOBODY,
            group=NOBODY,
            extra_groups=[],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def trouble(self) -> str:
        """Why this does not work; empty where it does."""
        try:
            tried = self.run("-c", _TRIAL)
        except OSError as error:
            return str(error)
        return tried.stderr.strip().rpartition("\n")[2] if tried.returncode else ""


def other_user(folder: Path) -> OtherUser:
    """Whoever can run this Python here, or one of its own in an open folder."""
    as_it_is = OtherUser(Path(sys.executable), ROOT)
    return _moved_to(folder) if as_it_is.trouble() else as_it_is


def _moved_to(folder: Path) -> OtherUser:
    base, environment, project = folder / "base", folder / "environment", folder / "project"
    _bring_interpreter(base)
    _bring(Path(sysconfig.get_path("purelib")), environment / "lib" / _VERSION / "site-packages")
    (environment / "bin").mkdir()
    (environment / "bin" / "python").symlink_to(base / "bin" / _VERSION)
    (environment / "pyvenv.cfg").write_text(f"home = {base / 'bin'}\n", encoding="utf-8")
    for name in _PROJECT:
        _bring(ROOT / name, project / name)
    for path in (project, *project.rglob("*")):
        # A restrictive umask is the developer's; linked files are theirs too, so only folders are opened.
        if path.is_dir():
            path.chmod(0o755)
    return OtherUser(environment / "bin" / "python", project, {"LD_LIBRARY_PATH": str(base / "lib")})


def _bring_interpreter(base: Path) -> None:
    _bring(Path(sys.executable).resolve(), base / "bin" / _VERSION)
    _bring(Path(sysconfig.get_path("stdlib")), base / "lib" / _VERSION)
    dynamic = Path(sysconfig.get_path("platstdlib")) / "lib-dynload"
    if not (base / "lib" / _VERSION / "lib-dynload").exists():
        _bring(dynamic, base / "lib" / _VERSION / "lib-dynload")
    # Not the system's own: those anybody can read.
    for library in Path(sys.base_prefix, "lib").glob("libpython*.so*"):
        _bring(library, base / "lib" / library.name)


def _bring(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        bring: Callable[[str, str], object] = _link_or_copy
        shutil.copytree(source, target, copy_function=bring, symlinks=True, ignore=_NOT_NEEDED)
    else:
        _link_or_copy(str(source.resolve()), str(target))


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target)
