"""Classroom 50: `autograder.py` with its siblings, which are published with the classroom's pages."""

from collections.abc import Iterator

from grader.packaging.archive import Entry
from grader.packaging.layout import Layout, Material
from grader.packaging.runtime import file_text


def _entries(material: Material) -> Iterator[Entry]:
    yield from material.whole()
    yield Entry("autograder.py", file_text("classroom50/autograder.py").encode())


CLASSROOM50 = Layout(
    "classroom50",
    "Classroom 50",
    _entries,
    "Unpack it in `CLASSROOM/autograders/ASSIGNMENT/` of your classroom's repository.",
    is_public=True,
)
