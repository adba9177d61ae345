"""Gradescope: `setup.sh` when the image is built, `run_autograder` for each submission, both at the archive's root."""

from collections.abc import Iterator

from grader.packaging.archive import EXECUTABLE, Entry
from grader.packaging.layout import Layout, Material
from grader.packaging.runtime import file_text


def _entries(material: Material) -> Iterator[Entry]:
    yield from material.whole()
    for name in ("setup.sh", "run_autograder"):
        yield Entry(name, file_text(f"gradescope/{name}").encode(), EXECUTABLE)


GRADESCOPE = Layout(
    "gradescope",
    "Gradescope",
    _entries,
    "Upload it as the autograder of an assignment worth {points:g} points.",
)
