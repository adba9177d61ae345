"""GitHub Actions: a repository of the course's, and a workflow for students' repositories that grades by it."""

from collections.abc import Iterator

from grader.packaging.archive import Entry
from grader.packaging.layout import Layout, Material
from grader.packaging.runtime import file_text

_WORKFLOW = ".github/workflows/grade.yml"


def _entries(material: Material) -> Iterator[Entry]:
    yield from material.whole("course-repository/onethread")
    yield Entry(f"student-repository/{_WORKFLOW}", file_text("github-actions/grade.yml").encode())


GITHUB_ACTIONS = Layout(
    "github-actions",
    "GitHub Actions",
    _entries,
    "Push course-repository/ to a private repository, and put student-repository/ into what students start from.",
)
