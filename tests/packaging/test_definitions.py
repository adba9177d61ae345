"""What of a course goes into a package, and what stays at home."""

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.catalog.course import load_course
from grader.catalog.errors import CatalogError
from grader.packaging.archive import PRIVATE, Entry
from grader.packaging.definitions import Definitions, entries_of, read_definitions
from tests.kit_on_disk import SOLVED, STUB
from tests.packaging.conftest import WriteCourse

SECRET = "0123456789abcdef0123"


def files(definitions: Definitions) -> dict[str, Entry]:
    return {entry.place: entry for entry in entries_of(definitions)}


def unpacked(definitions: Definitions, folder: Path) -> Path:
    for entry in entries_of(definitions):
        path = folder / entry.place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(entry.content)
    return folder / "course.toml"


def test_an_exercise_is_its_folder_without_the_authors_notes(write_course: WriteCourse, kit: Path) -> None:
    """Notes tell what wrong answers look like; nothing else of a folder is known to be needed."""
    folder = kit / "exercises/01_one_thread/01_two_at_once"
    for name in ("DESIGN.md", "my_notes.py", "ideal.json"):
        (folder / name).write_text("{}")
    packed = files(read_definitions(write_course(), ["two-at-once"]))
    assert set(packed) == {
        "course.toml",
        *(
            f"exercises/01_one_thread/01_two_at_once/{name}"
            for name in (
                "README.md",
                "exercise.toml",
                "hints.md",
                "ideal.json",
                "test_two_at_once.py",
                "two_at_once.py",
                "world.py",
            )
        ),
    }
    assert {entry.mode for entry in packed.values()} == {PRIVATE}


def test_the_stub_is_the_one_that_was_shipped(write_course: WriteCourse, kit: Path) -> None:
    """Also in the workspace of somebody who has solved the exercise."""
    (kit / "exercises/01_one_thread/01_two_at_once/two_at_once.py").write_text(SOLVED)
    packed = files(read_definitions(write_course(), ()))
    assert packed["exercises/01_one_thread/01_two_at_once/two_at_once.py"].content == STUB.encode()


def test_the_packed_course_says_the_same(
    write_course: WriteCourse, write_hidden: Callable[[], None], kit: Path, tmp_path: Path
) -> None:
    """Title, points, dates, checks and secret, in places of the package's own."""
    write_hidden()
    (kit / "key").write_text(SECRET)
    more = 'due = 2026-11-13T12:00:00Z\nchecks = "hidden"\nseed = { file = "key" }'
    path = write_course(more, title=r"Zeit \u00e9 \"1\" \\ \u007f")
    course = load_course(unpacked(read_definitions(path, ()), tmp_path / "package"))
    before = load_course(path)
    assert (course.title, course.due, course.exercises) == (before.title, before.due, before.exercises)
    assert course.read_secret() == before.read_secret() == SECRET.encode()
    assert course.checks == tmp_path / "package/hidden"
    assert [exercise.slug for exercise in read_definitions(course.path, ()).exercises] == [
        "two-at-once",
        "gather-in-order",
    ]


def test_a_package_demands_the_strongest_isolation(write_course: WriteCourse) -> None:
    """A course that says less has thought about it."""
    assert read_definitions(write_course(), ()).require_level == "K2"
    assert read_definitions(write_course('require_level = "P"'), ()).require_level == "P"


def test_hidden_checks_come_with_what_they_use(write_course: WriteCourse, write_hidden: Callable[[], None]) -> None:
    """Those of other exercises stay at home, and caches do."""
    write_hidden()
    packed = files(read_definitions(write_course('checks = "hidden"'), ()))
    hidden = {place for place in packed if place.startswith("hidden/")}
    assert hidden == {"hidden/two-at-once/answers.json", "hidden/two-at-once/test_more.py"}


def test_hidden_checks_need_isolation_that_hides_them(
    write_course: WriteCourse, write_hidden: Callable[[], None]
) -> None:
    """At a lower level a submission could read them."""
    write_hidden()
    path = write_course('checks = "hidden"\nrequire_level = "K1"')
    with pytest.raises(CatalogError, match="could read the hidden checks"):
        read_definitions(path, ())


def test_a_secret_from_the_environment_becomes_a_file(
    write_course: WriteCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Platforms have no variables of a course's."""
    monkeypatch.setenv("COURSE_SEED", SECRET)
    packed = files(read_definitions(write_course('seed = { environment = "COURSE_SEED" }'), ()))
    assert packed["secret"] == Entry("secret", f"{SECRET}\n".encode(), PRIVATE)
    assert b'file = "secret"' in packed["course.toml"].content


def test_only_exercises_of_the_course_can_be_chosen(write_course: WriteCourse, kit: Path) -> None:
    """One that exists and has no points has none to give on a platform either."""
    path = write_course()
    path.write_text(path.read_text().partition("[exercises.gather")[0])
    with pytest.raises(CatalogError, match="`gather-in-order` is no exercise of this course"):
        read_definitions(path, ["gather-in-order"])
    with pytest.raises(CatalogError, match="There is no exercise or chapter `gathr`"):
        read_definitions(path, ["gathr"])
