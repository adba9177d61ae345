"""Installs the grader that lies beside this file, and starts it. Runs before anything is installed.

    start.py fits                            exits 0 where this Python can run the package
    start.py install [COURSE]                installs; with the folder of a course, proves the package by it
    start.py grade PLATFORM COURSE PATH ...  grades what was handed in at PATH; installs first where nobody did

With wheels in the package, installing is unpacking: a fraction of a second, and neither pip nor a network. That counts
where every grading begins in a fresh container.
"""

import json
import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGE = json.loads((HERE / "package.json").read_text(encoding="utf-8"))
VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"


def main(verb: str, *arguments: str) -> int:
    os.umask(0o022)
    if verb == "fits":
        return 0 if fits() else 3
    if verb == "install":
        python = install(HERE / "env")
        return prove(python, *arguments) if arguments else 0
    assert verb == "grade", verb
    return grade(*arguments)


def fits() -> bool:
    # Only wheels are made for one kind of processor.
    return VERSION in PACKAGE["pythons"] and (not PACKAGE["wheels"] or os.uname().machine == PACKAGE["machine"])


def prove(python: str, course: str) -> int:
    close_to_others(course)
    return subprocess.call([python, "-I", "-m", "grader.packaging", course])


def grade(platform: str, course: str, submission: str, *arguments: str) -> int:
    """Grade; the folder of the definitions is nobody else's to read."""
    python = installed()
    close_to_others(course)
    definitions = str(Path(course) / "course.toml")
    options = ["--platform", platform, "--course", definitions, "--submission", submission, *arguments]
    return subprocess.call([python, "-I", "-m", "grader", "grade", *options])


def installed() -> str:
    """The interpreter of what was installed here, else of an installation that lasts as long as this machine."""
    python = HERE / "env" / "bin" / "python"
    if (HERE / "env" / "ready").is_file():
        return str(python)
    folder = HERE if os.access(str(HERE), os.W_OK) else Path(tempfile.mkdtemp(prefix="onethread-"))
    return install(folder / "env")


def install(folder: Path) -> str:
    """Make the environment; whatever was begun there and not ended is made anew."""
    vendored = PACKAGE["wheels"].get(VERSION)
    venv.create(str(folder), clear=True, symlinks=True, with_pip=not vendored)
    python = str(folder / "bin" / "python")
    if vendored:
        unpack(folder, [PACKAGE["grader"], *vendored])
    else:
        fetch(python)
    (folder / "ready").touch()
    return python


def unpack(folder: Path, wheels: list[str]) -> None:
    into = str(folder / "lib" / f"python{VERSION}" / "site-packages")
    for name in wheels:
        with zipfile.ZipFile(str(HERE / "wheels" / name)) as wheel:
            wheel.extractall(into)


def fetch(python: str) -> None:
    pip = [python, "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps"]
    requirements = str(HERE / f"requirements-{VERSION}.txt")
    subprocess.run([*pip, "-r", requirements, str(HERE / "wheels" / PACKAGE["grader"])], stdout=sys.stderr, check=True)


def close_to_others(course: str) -> None:
    """Keep other users out of what submissions are graded by: where root grades, a submission is one of them."""
    try:
        Path(course).chmod(0o700)
    except OSError as error:
        sys.stderr.write(f"onethread: {course} keeps its permissions ({error.strerror}).\n")


def failed(sentence: str) -> int:
    sys.stderr.write(f"onethread: {sentence}\n")
    return 3


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except subprocess.CalledProcessError:
        sys.exit(
            failed(
                "what the grader needs could not be installed, as said above. Without a network, make the "
                "package with --vendor."
            )
        )
    except OSError as error:
        sys.exit(failed(f"the grader could not be installed ({error}). Nothing was graded."))
