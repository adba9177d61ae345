"""Autolab: a Makefile and a tar, which lie beside what was handed in when `make` runs."""

from collections.abc import Iterator

from grader.packaging.archive import Entry, tar_of
from grader.packaging.layout import Layout, Material
from grader.packaging.runtime import file_text


def _entries(material: Material) -> Iterator[Entry]:
    makefile = file_text("autolab/Makefile").replace("HANDED_IN", material.only_file or "handin.zip")
    yield Entry("autograde-Makefile", makefile.encode())
    yield Entry("autograde.tar", tar_of(material.whole()))


AUTOLAB = Layout(
    "autolab",
    "Autolab",
    _entries,
    "Upload both files in it as the autograder; the handin is called {handin}.",
)
