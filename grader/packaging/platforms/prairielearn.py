"""PrairieLearn: a question for each exercise, and the grader in the course's shared files.

Graders there have no network, and the machine is new for every submission: so the wheels lie in the package, and any
image with a Python that is new enough will do.
"""

import html
import json
import uuid
from collections.abc import Iterator

from grader.catalog.exercise import Exercise
from grader.packaging.archive import Entry, below
from grader.packaging.layout import Layout, Material
from grader.packaging.runtime import FOLDER

_SECONDS = 120
_UUIDS = uuid.UUID("5b1a3f6e-9d0a-5d6e-8f0b-0e5a3c1d7a42")


def _entries(material: Material) -> Iterator[Entry]:
    yield from below(f"serverFilesCourse/{FOLDER}", material.runtime.entries)
    for exercise in material.definitions.exercises:
        yield from below(f"questions/{FOLDER}/{exercise.slug}", _question(material, exercise))


def _question(material: Material, exercise: Exercise) -> Iterator[Entry]:
    info = _info(material, exercise)
    yield Entry("info.json", (json.dumps(info, indent=2, ensure_ascii=False) + "\n").encode())
    yield Entry("question.html", _page(exercise).encode())
    yield Entry(exercise.file_name, exercise.stub_text().encode())
    for path in (exercise.paths.readme, exercise.paths.world):
        yield Entry(f"clientFilesQuestion/{path.name}", path.read_bytes())
    yield from below("tests", material.only(exercise))


def _info(material: Material, exercise: Exercise) -> dict[str, object]:
    course = material.definitions.course
    start, tests = f"/grade/serverFilesCourse/{FOLDER}/start.sh", "/grade/tests"
    return {
        "uuid": str(uuid.uuid5(_UUIDS, f"{course.title} {exercise.slug}")),
        "title": exercise.title,
        "topic": "asyncio",
        "tags": [FOLDER, exercise.chapter.slug],
        "type": "v3",
        "gradingMethod": "External",
        "singleVariant": True,
        "externalGradingOptions": {
            "enabled": True,
            "image": f"python:{material.runtime.pins.pythons[0]}-slim",
            "serverFilesCourse": [f"{FOLDER}/"],
            "entrypoint": [start, "grade", "prairielearn", tests, "/grade/student"],
            "timeout": _SECONDS,
            "enableNetworking": False,
        },
    }


def _page(exercise: Exercise) -> str:
    """The question: what the task is, what it may use, and a place to write in."""
    name = _plain(exercise.file_name)
    return f"""<pl-question-panel>
  <p>{_plain(exercise.opening)}</p>
  <p>
    <pl-file-download file-name="README.md" directory="clientFilesQuestion">The whole task</pl-file-download>,
    <pl-file-download file-name="world.py" directory="clientFilesQuestion">the services it talks to</pl-file-download>
  </p>
</pl-question-panel>
<pl-file-editor file-name="{name}" source-file-name="{name}" ace-mode="ace/mode/python"></pl-file-editor>
<pl-submission-panel>
  <pl-external-grader-results></pl-external-grader-results>
  <pl-file-preview></pl-file-preview>
</pl-submission-panel>
"""


def _plain(text: str) -> str:
    """Text that is neither HTML nor, in double braces, an order to the page."""
    return html.escape(text).replace("{", "&#123;").replace("}", "&#125;")


PRAIRIELEARN = Layout(
    "prairielearn",
    "PrairieLearn",
    _entries,
    "Unpack it in your course's repository, and name its questions in an assessment.",
    is_offline=True,
)
