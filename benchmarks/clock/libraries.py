"""Run the test suites of other asyncio libraries, unchanged, on the virtual clock.

    python benchmarks/clock/libraries.py

Each library and its source archive come from the package index into a temporary environment, which is removed
afterwards. Every asynchronous test, marked or not, gets a virtual-clock loop through pytest-asyncio's hook; each
suite also runs once on the stock loop, so that what fails on both is not held against the clock.
"""

import re
import subprocess
import sys
import tarfile
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]

LIBRARIES = {
    "aiojobs": ["aiohttp", "pytest-aiohttp"],
    "janus": ["pytest-benchmark", "pytest-codspeed"],
}
ON_THE_CLOCK = """
from grader.clock import VirtualClockLoop

def pytest_asyncio_loop_factories(config, item):
    return {"virtual": VirtualClockLoop}
"""


def fetch(library: str, python: Path, folder: Path) -> Path:
    """Install a library with what its tests need; give the folder of its sources."""
    pip = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    needs = ["pytest", "pytest-asyncio", "pytest-timeout", "pytest-cov", *LIBRARIES[library]]
    subprocess.run([*pip, "install", library, *needs], check=True)
    download = [*pip, "download", "--no-deps", "--no-binary", ":all:", "--dest", str(folder), library]
    subprocess.run(download, check=True)
    archive = next(folder.glob("*.tar.gz"))
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return next(path for path in folder.iterdir() if path.is_dir())


def suite(sources: Path, python: Path, plugins: list[str]) -> str:
    """Run the suite; give pytest's last line."""
    command = [
        str(python),
        "-m",
        "pytest",
        "-q",
        "--no-header",
        "--timeout=60",
        "-p",
        "no:cacheprovider",
        "--no-cov",
        *plugins,
    ]
    command += ["--asyncio-mode=auto", "-W", "default", "tests"]
    path = f"{ROOT}:{sources.parent}"
    done = subprocess.run(command, cwd=sources, capture_output=True, text=True, check=False, env={"PYTHONPATH": path})
    failed = re.findall(r"^(?:FAILED|ERROR) (\S+)", done.stdout, flags=re.MULTILINE)
    return "; ".join([done.stdout.strip().splitlines()[-1] if done.stdout.strip() else done.stderr[-300:], *failed])


def main() -> int:
    """Run each suite twice; fail if the clock does worse."""
    worse = 0
    for library in sys.argv[1:] or LIBRARIES:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            venv.create(folder / "venv", with_pip=True)
            python = folder / "venv" / "bin" / "python"
            (folder / "on_the_clock.py").write_text(ON_THE_CLOCK, encoding="utf-8")
            (folder / "sources").mkdir()
            sources = fetch(library, python, folder / "sources")
            (folder / "sources" / "on_the_clock.py").write_text(ON_THE_CLOCK, encoding="utf-8")
            stock = suite(sources, python, [])
            clock = suite(sources, python, ["-p", "on_the_clock"])
            print(f"{library}\n  stock loop     {stock}\n  virtual clock  {clock}", flush=True)
            worse += clock.count("::") > stock.count("::")
    return worse


if __name__ == "__main__":
    sys.exit(main())
