# /// script
# requires-python = ">=3.11"
# dependencies = ["nox>=2025.10.14"]
# ///
"""onethread's menu. Also runs by itself, on a machine that has only Python: python3 noxfile.py -s grade"""

# A Python that is too old has to read this file before it can be told so. Hence: the syntax of 3.6 throughout (no
# walrus, no match, no __future__.annotations), and Python 2 stumbles over the next line first, which says why.
NEEDED: "tuple[int, int]" = (3, 11)  # A SyntaxError here means that this is Python 2. onethread needs 3.11 or newer.

import os
import shlex
import shutil
import subprocess
import sys


def newer_python() -> "str | None":
    """Name a Python on PATH that is new enough."""
    check = "import sys; sys.exit(sys.version_info < %r)" % (NEEDED,)
    for name in ("python3.13", "python3.12", "python3.11", "python3.14", "python3", "python"):
        found = shutil.which(name)
        # A version manager's shim is on PATH even where the version behind it is switched off: ask it.
        if found and subprocess.call([found, "-c", check], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
            return name
    return None


def too_old() -> str:
    """Say which Python is needed, and how to get it."""
    arguments = " ".join(shlex.quote(part) for part in sys.argv)
    name = newer_python()
    if name:
        advice = "This machine has one: {} {}".format(name, arguments)
    else:
        advice = "Get it from python.org/downloads or your package manager, or with uv: uv run " + arguments
    return "onethread needs Python {}.{} or newer; this is {}.{}.\n{}".format(*NEEDED, *sys.version_info[:2], advice)


if sys.version_info < NEEDED:
    sys.exit(too_old())

import contextlib
import hashlib
import importlib.metadata
import importlib.util
import logging
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
NOX = (2025, 10, 14)  # the first that can be told not to download interpreters
PYTHON = "{}.{}".format(*sys.version_info)
WINDOWS = sys.platform == "win32"
CALLED_AS = "ONETHREAD_CALLED_AS"
CLOSING = "ONETHREAD_CLOSING"


# ---- environments: the script's own, and the one all learner sessions share ------------------------------------------


class SetUpFailed(Exception):
    """Carries the sentence in which the script or the session ends."""


def interpreter(folder: Path) -> Path:
    return folder / "Scripts" / "python.exe" if WINDOWS else folder / "bin" / "python"


def find_uv() -> "str | None":
    return shutil.which(os.environ.get("UV") or "uv")


def is_ready(folder: Path, stamp: str) -> bool:
    """Tell whether the environment was finished, for just this purpose, and its interpreter still exists."""
    mark = folder / "onethread-stamp"
    return interpreter(folder).exists() and mark.is_file() and mark.read_text(encoding="utf-8") == stamp


def make_environment(folder: Path, requirements: "list[str]", stamp: str, purpose: str) -> Path:
    """Return the interpreter of an environment that has `requirements`; whatever was begun there and not ended goes."""
    if is_ready(folder, stamp):
        return interpreter(folder)
    commands = set_up(folder, requirements)
    try:
        with only_one(folder, purpose):
            if not is_ready(folder, stamp):
                begin_anew(folder, commands, purpose)
                # Last, so that an interrupted set-up is seen as one.
                (folder / "onethread-stamp").write_text(stamp, encoding="utf-8")
    except OSError as error:
        raise SetUpFailed("preparing {} failed: {}: {}".format(purpose, error.strerror, error.filename)) from None
    return interpreter(folder)


def begin_anew(folder: Path, commands: "list[list[str]]", purpose: str) -> None:
    print("onethread: preparing {} in .nox/{} (once, about half a minute) ...".format(purpose, folder.name), flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    for command in commands:
        run_quietly(command, purpose)


@contextlib.contextmanager
def only_one(folder: Path, purpose: str) -> "Iterator[None]":
    """Let one run at a time prepare an environment. Whoever is ended meanwhile gives its turn back with its files."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(folder.name + ".lock").open("a", encoding="utf-8") as file:
        if not has_turn(file.fileno()):
            print("onethread: another run is preparing {}; waiting for it ...".format(purpose), flush=True)
            while not has_turn(file.fileno()):
                time.sleep(0.2)
        yield


def has_turn(descriptor: int) -> bool:
    """Tell whether it is this run's turn now; where a file system knows no locks, it always is."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True


def set_up(folder: Path, requirements: "list[str]") -> "list[list[str]]":
    """The commands that make the environment with what this machine has: uv, virtualenv, or Python's own venv."""
    uv, python = find_uv(), str(interpreter(folder))
    if uv:
        install = [uv, "pip", "install", "--quiet", "--python", python, *requirements]
        return [[uv, "venv", "--quiet", "--python", sys.executable, str(folder)], install]
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *requirements]
    if importlib.util.find_spec("virtualenv"):
        return [[sys.executable, "-m", "virtualenv", "--quiet", str(folder)], install]
    if importlib.util.find_spec("ensurepip"):
        return [[sys.executable, "-m", "venv", str(folder)], install]
    raise SetUpFailed(
        "This Python cannot make environments: its parts venv and ensurepip are missing.\n"
        "On Debian and Ubuntu: sudo apt install python{}-venv; then run the same command again.".format(PYTHON)
    )


def run_quietly(command: "list[str]", purpose: str) -> None:
    """Run a step of the set-up; its output matters only if it fails."""
    step = subprocess.run(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if step.returncode:
        lines = step.stdout.decode(errors="replace").splitlines()
        # pip warns of each of its retries at length before it says what is wrong.
        print("\n".join([line for line in lines if not line.startswith("WARNING")][-6:]), file=sys.stderr)
        raise SetUpFailed(
            "preparing {} failed, as said above; with the network there, the same command goes on".format(purpose)
        )


# ---- run as a script ---------------------------------------------------------------------------------------------


def has_nox() -> bool:
    try:
        parts = importlib.metadata.version("nox").split(".")
    except importlib.metadata.PackageNotFoundError:
        return False
    return tuple(int(part) for part in parts[:3] if part.isdigit()) >= NOX


def called_as() -> str:
    """Spell, for the screens, how the learner called this file."""
    script = shlex.quote(sys.argv[0])
    if "UV_RUN_RECURSION_DEPTH" in os.environ:
        return "uv run {} -s grader --".format(script)
    typed = Path(sys.orig_argv[0])
    name = typed.stem if typed.suffix == ".exe" else typed.name
    # Shims and launchers pass a full path on; the name is what was typed, where PATH knows it.
    python = name if shutil.which(name) else shlex.quote(str(typed))
    return "{} {} -s grader --".format(python, script)


def run_by_itself() -> NoReturn:
    """Go on in nox; make an environment for it first where this Python has none."""
    os.environ[CALLED_AS] = called_as()
    python = Path(sys.executable)
    if not has_nox():
        requirement = "nox>={}.{}.{}".format(*NOX)
        try:
            python = make_environment(ROOT / ".nox" / ("bootstrap-" + PYTHON), [requirement], requirement, "nox")
        except SetUpFailed as failure:
            sys.exit("onethread: {}".format(failure))
    command = [str(python), "-m", "nox", "-f", str(ROOT / "noxfile.py"), *sys.argv[1:]]
    if WINDOWS:  # exec there returns to the shell at once
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


if __name__ == "__main__":
    try:
        run_by_itself()
    except KeyboardInterrupt:
        sys.exit(130)


import nox

PROJECT = nox.project.load_toml(ROOT / "pyproject.toml")
PYTHONS = nox.project.python_versions(PROJECT)
if PYTHON not in PYTHONS:
    PYTHONS.append(PYTHON)

nox.needs_version = ">=2025.10.14"
nox.options.sessions = ["grade"]
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = False
# What nox says beside the point: a missing interpreter is an error nowhere here, and no uv is as good as uv.
NOISE = ("Missing interpreters will error", "uv binary not found")
logging.getLogger("nox").addFilter(lambda record: not record.getMessage().startswith(NOISE))


def state(python: str, *tables: str) -> str:
    """Sum up what an environment depends on; the editable installation knows the project by its place."""
    parts = [PROJECT[table] for table in ("build-system", "project", *tables)]
    digest = hashlib.sha256(repr([*parts, PROJECT["tool"]["hatch"]]).encode()).hexdigest()
    return "{}\n{}\n{}\n".format(python, ROOT, digest)


# ---- learners ----------------------------------------------------------------------------------------------------

# For a grader that could not leave a closing sentence.
CLOSINGS = {
    0: "all that was graded passed",
    1: "something did not pass yet",
    2: "the request was not understood",
    3: "the grader failed, which is never your fault",
    4: "this machine cannot confine submissions as asked",
    130: "interrupted",
}


def grader(session: nox.Session, *arguments: str) -> None:
    """Run the grader's command line; end the session in the sentence it leaves."""
    try:
        folder = ROOT / ".nox" / ("learner-" + PYTHON)
        python = make_environment(folder, ["-e", str(ROOT)], state(PYTHON), "the grader")
    except SetUpFailed as failure:
        session.error(str(failure))
    with tempfile.TemporaryDirectory(prefix="onethread-") as scratch:
        closing = Path(scratch) / "closing"
        env = {CALLED_AS: "nox -s grader --", **os.environ, CLOSING: str(closing)}
        code = call([str(python), "-m", "grader", *arguments], env)
        sentence = closing.read_text(encoding="utf-8").strip() if closing.is_file() else ""
    sentence = sentence or CLOSINGS.get(code, "the grader ended unexpectedly ({})".format(code))
    if code:
        session.error(sentence.rstrip("."))  # nox ends the sentence
    session.log("%s", sentence)


def call(command: "list[str]", env: "dict[str, str]") -> int:
    """Return the exit code; an interrupt reaches the grader too, which is given time to say goodbye."""
    with subprocess.Popen(command, env=env) as process:
        try:
            return process.wait()
        except KeyboardInterrupt:
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()
            return 130


@nox.session(venv_backend="none")
def grade(session: nox.Session) -> None:
    """Grade your exercises; name some to grade only those: nox -s grade -- two-at-once"""
    grader(session, "grade", *session.posargs)


@nox.session(name="grader", venv_backend="none")
def any_verb(session: nox.Session) -> None:
    """Pass any other verb on: nox -s grader -- hint two-at-once"""
    grader(session, *(session.posargs or ["--help"]))


# ---- developers --------------------------------------------------------------------------------------------------


def install(session: nox.Session, *groups: str) -> None:
    """Install the project and groups of pyproject.toml, unless this environment has them."""
    location = Path(session.virtualenv.location)
    mark = location / "onethread-stamp"
    wanted = state(session.python if isinstance(session.python, str) else PYTHON, "dependency-groups")
    before = mark.read_text(encoding="utf-8") if mark.is_file() else ""
    if before == wanted:
        return
    if before:
        # From nothing, so that what was dropped from pyproject.toml is gone too.
        shutil.rmtree(location)
        session.virtualenv.create()
    session.install("-e", ".", *nox.project.dependency_groups(PROJECT, *groups))
    mark.write_text(wanted, encoding="utf-8")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the suite on every supported Python found; arguments go to pytest."""
    install(session, "test")
    # Whole files: what a file's tests share is made once.
    side_by_side = ("-n", "logical", "--dist", "loadfile")
    fast = "not attacks and not packages and not soak"
    session.run("python", "-m", "pytest", *side_by_side, "-m", fast, *session.posargs)


@nox.session
def attacks(session: nox.Session) -> None:
    """Grade hostile submissions: none may win, none may leave anything behind"""
    install(session, "test")
    # All of a mode are graded before its first test ends, which is longer than a test may be silent.
    session.run("python", "-m", "pytest", "-o", "faulthandler_timeout=0", "-m", "attacks", *session.posargs)


@nox.session
def packages(session: nox.Session) -> None:
    """Run each platform's package on a machine that stands in for the platform; needs Linux and root"""
    install(session, "test")
    session.run("python", "-m", "pytest", "-o", "faulthandler_timeout=0", "-m", "packages", *session.posargs)


@nox.session
def platforms(session: nox.Session) -> None:
    """Hold what platforms are told to what their own programs say of it, where the package indexes have them"""
    install(session, "test")
    consumers = Path(session.create_tmp()).resolve() / "consumers"
    shutil.rmtree(consumers, ignore_errors=True)
    session.install("--target", str(consumers / "python"), "cg-pytest-reporter==1!1.1.3", "coursera_autograder==0.1.4")
    unpack_inginious(session, consumers)
    if shutil.which("npm"):
        session.run("npm", "install", "--prefix", str(consumers), "@actions/core@3.0.1", external=True, silent=True)
    env = {"ONETHREAD_CONSUMERS": str(consumers)}
    session.run("python", "-m", "pytest", *(session.posargs or ["tests/platforms"]), env=env)


def unpack_inginious(session: nox.Session, consumers: Path) -> None:
    """Lay out what its containers import, which its source distribution has and no wheel."""
    session.install("pip", "setuptools", "setuptools_scm")
    asked = ["download", "--no-deps", "--no-build-isolation", "--no-binary", ":all:", "inginious==0.9.2"]
    session.run("python", "-m", "pip", *asked, "-q", "-d", str(consumers))
    for archive in consumers.glob("*.tar.gz"):
        shutil.unpack_archive(str(archive), str(consumers / "unpacked"))
    (found,) = (consumers / "unpacked").glob("*/base-containers/base")
    found.rename(consumers / "inginious")


@nox.session
def soak(session: nox.Session) -> None:
    """Grade for minutes, honest and hostile: equal to the byte on a busy machine, and nothing left behind"""
    install(session, "test")
    session.run("python", "-m", "pytest", "-o", "faulthandler_timeout=0", "-m", "soak", *session.posargs)


@nox.session(python=PYTHONS)
def lint(session: nox.Session) -> None:
    """Check style, formatting, and that imports only point down."""
    install(session, "lint")
    session.run("python", "-m", "ruff", "check")
    session.run("python", "-m", "ruff", "format", "--check")
    session.run("lint-imports", "--no-cache")


@nox.session(python=PYTHONS)
def types(session: nox.Session) -> None:
    """Check types: the project, then each exercise by itself, since each has its own `world`."""
    install(session, "typing")
    session.run("python", "-m", "mypy", "--explicit-package-bases", "grader", "tests", "benchmarks", "noxfile.py")
    for manifest in sorted(ROOT.glob("exercises/*/*/exercise.toml")):
        exercise = manifest.parent
        solution = ROOT / "solutions" / exercise.relative_to(ROOT / "exercises")
        answers = [*solution.glob("*.py"), *solution.glob("accepted/*.py")]
        # An exercise that needs a newer Python than this session has is checked for that one.
        newer = re.search(r'^python = "(.+)"$', manifest.read_text(encoding="utf-8"), re.MULTILINE)
        options = ("--python-version", newer[1]) if newer else ()
        # Checks are plain pytest, whose fixtures go without annotations; ruff asks for them in the other files.
        untyped = ("--allow-untyped-defs", "--allow-incomplete-defs")
        check_types(session, exercise, sorted(exercise.glob("*.py")), *untyped, *options)
        check_types(session, exercise, sorted(answers), *options)


def check_types(session: nox.Session, exercise: Path, files: "list[Path]", *options: str) -> None:
    if files:
        paths = [str(file.relative_to(ROOT)) for file in files]
        session.run("python", "-m", "mypy", *options, *paths, env={"MYPYPATH": str(exercise)})


@nox.session
def bench(session: nox.Session) -> None:
    """Measure what things cost, on this machine as it is now; nothing is asserted."""
    install(session, "test")
    for script in sorted(ROOT.glob("benchmarks/*.py")):
        session.run("python", str(script.relative_to(ROOT)), *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Make a site of the pages, under build/docs; a broken page is an error"""
    install(session, "docs")
    session.run("python", "-m", "sphinx", "-W", "--keep-going", "-q", "docs", "build/docs", *session.posargs)


@nox.session
def peers(session: nox.Session) -> None:
    """Measure the clock beside other virtual clocks: cost, probes, and the tests of asyncio libraries on it."""
    install(session, "test", "peers")
    for script in ("cost", "probes", "libraries"):
        session.run("python", f"benchmarks/clock/{script}.py", *session.posargs)


@nox.session(python=PYTHONS)
def exercises(session: nox.Session) -> None:
    """Prove the exercises, mutants included, on every supported Python found; name some to prove only those"""
    install(session, "test")
    session.run("python", "-m", "grader", "author", "check", "--this-python", "--mutants", *session.posargs)
