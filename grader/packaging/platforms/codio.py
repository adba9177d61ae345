"""Codio: a script in the folder that students cannot see."""

from collections.abc import Iterator

from grader.packaging.archive import EXECUTABLE, Entry
from grader.packaging.layout import Layout, Material
from grader.packaging.runtime import file_text

_SECURE = ".guides/secure"


def _entries(material: Material) -> Iterator[Entry]:
    yield from material.whole(f"{_SECURE}/onethread")
    yield Entry(f"{_SECURE}/onethread.sh", file_text("codio/onethread.sh").encode(), EXECUTABLE)


CODIO = Layout(
    "codio",
    "Codio",
    _entries,
    "Unpack it in the project's workspace, and name .guides/secure/onethread.sh as the script for grading.",
)
