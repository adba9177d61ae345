"""A machine that stands in for a platform's: its folders and user, its bounds, no network; and nothing of it remains.

A command runs in namespaces of its own, in a root that is an ordinary folder of the test's with the system's programs
and one Python mounted into it, read-only. What the command writes lies below that folder afterwards. The bound of
memory is one of each process's address space, which is stricter than a container's; processor time is the platform's
share of it times the time that a grading may take.
"""

import os
import shlex
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

PYTHON = Path(sys.base_prefix).resolve()
_PATH = f"{PYTHON}/bin:/usr/local/bin:/usr/bin:/bin"
# Real time says how busy this machine is, and nothing of the package.
_LAST_RESORT = 500
_PROGRAMS = ("usr", "bin", "sbin", "lib", "lib64", "etc")


@dataclass(frozen=True)
class Bounds:
    """What a platform gives a grading."""

    memory_mb: int
    cpu_seconds: int


@dataclass(frozen=True)
class Machine:
    """A root, and how commands run in it."""

    root: Path
    bounds: Bounds
    user: int = 0
    more: str = ""
    """Bounds of the platform's own, as the shell sets them."""
    environment: dict[str, str] = field(default_factory=dict)

    def path(self, place: str) -> Path:
        """Where a place of the machine lies."""
        return self.root / place.lstrip("/")

    def put(self, place: str, content: str | bytes) -> Path:
        """Make a file."""
        path = self.path(place)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def unpack(self, archive: Path, place: str) -> None:
        """Unpack as unzip does: with the modes that the archive names."""
        with zipfile.ZipFile(archive) as packed:
            for info in packed.infolist():
                written = Path(packed.extract(info, self.path(place)))
                written.chmod(info.external_attr >> 16 & 0o777)

    def hand_over(self, place: str) -> None:
        """Give all that lies there to the machine's user."""
        for path in (self.path(place), *self.path(place).rglob("*")):
            os.chown(path, self.user, self.user, follow_symlinks=False)

    def run(self, command: str, folder: str = "/", **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a shell command with the platform's bounds, in a folder of the machine."""
        inside = f"cd {shlex.quote(folder)} && {command}"
        env = {"PATH": os.environ["PATH"], "HOME": "/tmp", **self.environment, **environment}
        namespaces = ["unshare", "--mount", "--net", "--pid", "--ipc", "--fork", "--kill-child"]
        return subprocess.run(
            [*namespaces, "sh", "-euc", self._script(inside)],
            env=env,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_LAST_RESORT,
            check=False,
        )

    def _script(self, inside: str) -> str:
        """Mount, bind, and go on inside; the mounts end with the namespace."""
        root = shlex.quote(str(self.root))
        lines = [
            f"PATH=/usr/sbin:/usr/bin:/sbin:/bin; mkdir -p {root}/tmp {root}/proc {root}/dev; chmod 1777 {root}/tmp"
        ]
        for source in (*(Path("/", name) for name in _PROGRAMS), PYTHON):
            lines += self._mounted(source)
        lines.append(f"mount -t proc proc {root}/proc 2>/dev/null || mount --rbind /proc {root}/proc")
        lines.append(f"mount --rbind /dev {root}/dev")
        # Without a network there is still a loopback.
        lines.append("ip link set lo up 2>/dev/null || true")
        lines.append(
            f"ulimit -v {self.bounds.memory_mb * 1024}; ulimit -t {self.bounds.cpu_seconds}; ulimit -c 0; {self.more}"
        )
        user = f"--userspec={self.user}:{self.user}"
        inside = f"exec /usr/sbin/chroot {user} {root} sh -c {shlex.quote(inside)}"
        lines.append(f"export PATH={_PATH}; {inside}")
        return "\n".join(lines)

    def _mounted(self, source: Path) -> list[str]:
        target = self.path(str(source))
        quoted = shlex.quote(str(target))
        if source.is_symlink():
            return [f"[ -e {quoted} ] || ln -s {shlex.quote(str(source.readlink()))} {quoted}"]
        if not source.is_dir():
            return []
        bind = f"mount --bind {shlex.quote(str(source))} {quoted}"
        return [f"mkdir -p {quoted}; {bind}; mount -o remount,bind,ro {quoted}"]


@cache
def why_not() -> str | None:
    """What keeps this system from standing in for a platform."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0 or shutil.which("unshare") is None:
        return "only root of a Linux system can set up the machines"
    trying = ["unshare", "--mount", "--net", "--pid", "--ipc", "--fork", "mount", "--bind", "/usr", "/usr"]
    tried = subprocess.run(trying, capture_output=True, text=True, check=False)
    return None if tried.returncode == 0 else f"no namespaces here: {tried.stderr.strip()}"
