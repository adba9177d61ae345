"""Platforms that run an image of the course's own: a Dockerfile at the archive's root.

The package proves itself while the image is built, so an image that cannot grade is never made.
"""

import json
from collections.abc import Iterator

from grader.packaging.archive import EXECUTABLE, Entry
from grader.packaging.layout import Layout, Material
from grader.packaging.runtime import FOLDER, file_text

_HOME = f"/opt/{FOLDER}"
_START, _COURSE = f"{_HOME}/start.sh", f"{_HOME}/course"


def _image(material: Material, entrypoint: list[str], *more: str) -> Iterator[Entry]:
    yield from material.whole()
    lines = [
        f"FROM python:{material.runtime.pins.pythons[0]}-slim",
        f"COPY {FOLDER} {_HOME}",
        f"RUN sh {_START} install {_COURSE}",
        *more,
        f"ENTRYPOINT {json.dumps(entrypoint)}",
    ]
    yield Entry("Dockerfile", "".join(f"{line}\n" for line in lines).encode())


def _coursera(material: Material) -> Iterator[Entry]:
    return _image(material, ["sh", _START, "grade", "coursera", _COURSE, "/shared/submission"])


def _openedx(material: Material) -> Iterator[Entry]:
    yield from _image(material, ["sh", f"{_HOME}/grade-code.sh"], f"COPY grade-code.sh {_HOME}/")
    yield Entry("grade-code.sh", file_text("openedx/grade-code.sh").encode(), EXECUTABLE)


def _exercism(material: Material) -> Iterator[Entry]:
    run = "/opt/test-runner/bin/run.sh"
    yield from _image(material, ["sh", run], f"COPY run.sh {run}")
    yield Entry("run.sh", file_text("exercism/run.sh").encode(), EXECUTABLE)


COURSERA = Layout("coursera", "Coursera", _coursera, "Upload it as the grader of a programming assignment.")
OPENEDX = Layout(
    "openedx", "Open edX", _openedx, "Build the image in it; each problem's grader path is an exercise's slug."
)
EXERCISM = Layout("exercism", "Exercism", _exercism, "Build the image in it as the track's test runner.")
