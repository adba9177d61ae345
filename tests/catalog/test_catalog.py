"""All exercises in order, and how people name them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.catalog.catalog import Catalog
from grader.catalog.errors import CatalogError
from grader.catalog.sources import find_sources
from tests.kit_on_disk import STUB, write_exercise

Load = Callable[..., Catalog]


def slugs(catalog: Catalog, *names: str) -> list[str]:
    return [exercise.slug for exercise in catalog.select(names)]


def test_exercises_come_in_the_order_of_their_numbers(kit: Path, load: Load) -> None:
    """Chapters and exercises are numbered by their folders."""
    exercises = load(kit).exercises
    assert [(e.number, e.slug) for e in exercises] == [
        ("1.1", "two-at-once"),
        ("1.2", "same-thread"),
        ("2.1", "gather-in-order"),
    ]
    assert exercises[0].chapter.slug == "one-thread"


def test_the_tenth_follows_the_ninth(kit: Path, load: Load) -> None:
    """Numbers are compared as numbers."""
    write_exercise(kit, "10_last", "01_aaa")
    assert slugs(load(kit))[-1] == "aaa"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("two-at-once", ["two-at-once"]),
        ("two_at_once", ["two-at-once"]),
        ("two_at_once.py", ["two-at-once"]),
        ("exercises/01_one_thread/01_two_at_once/", ["two-at-once"]),
        ("exercises/01_one_thread/01_two_at_once/two_at_once.py", ["two-at-once"]),
        ("2.1", ["gather-in-order"]),
        ("1", ["two-at-once", "same-thread"]),
        ("one-thread", ["two-at-once", "same-thread"]),
        ("01_one_thread", ["two-at-once", "same-thread"]),
    ],
)
def test_people_name_exercises_in_several_ways(kit: Path, load: Load, name: str, meant: list[str]) -> None:
    """A slug, a number, a chapter, and what the shell completes."""
    assert slugs(load(kit), name) == meant


def test_a_selection_keeps_the_order_and_names_nothing_twice(kit: Path, load: Load) -> None:
    """However often and in whatever order it was asked for."""
    assert slugs(load(kit), "2", "same-thread", "1") == ["two-at-once", "same-thread", "gather-in-order"]


def test_an_unknown_name_is_answered_with_the_nearest(kit: Path, load: Load) -> None:
    """A slip of the finger costs one look."""
    with pytest.raises(CatalogError, match="Did you mean `two-at-once`"):
        load(kit).select(["tow-at-once"])


def test_a_broken_exercise_takes_no_other_away(kit: Path, load: Load) -> None:
    """It is listed with its error, left out of its chapter, and refused where it is named."""
    (kit / "exercises/01_one_thread/01_two_at_once/exercise.toml").write_text("format = 1\n")
    catalog = load(kit)
    assert slugs(catalog, "1") == ["same-thread"]
    assert [broken.slug for broken in catalog.broken] == ["two-at-once"]
    with pytest.raises(CatalogError, match="`slug` is missing"):
        catalog.select(["two-at-once"])


@pytest.mark.parametrize("name", ["world.py", "README.md", "hints.md", "test_two_at_once.py"])
def test_an_exercise_without_one_of_its_files_is_broken(kit: Path, load: Load, name: str) -> None:
    """Each missing file is named."""
    (kit / "exercises/01_one_thread/01_two_at_once" / name).unlink()
    (broken,) = load(kit).broken
    assert name in str(broken.error)


def test_a_missing_stub_is_the_learners_to_hear_about(kit: Path, load: Load) -> None:
    """The exercise stays: its file is what is graded."""
    (kit / "exercises/01_one_thread/01_two_at_once/two_at_once.py").unlink()
    assert load(kit).by_slug("two-at-once").stub_text() == STUB


def test_one_slug_twice_in_a_source_is_an_error_of_both(kit: Path, load: Load) -> None:
    """Neither is chosen in silence."""
    write_exercise(kit, "02_start_together", "02_two_at_once")
    catalog = load(kit)
    assert "two-at-once" not in slugs(catalog)
    with pytest.raises(CatalogError, match="Rename one of the two"):
        catalog.select(["two-at-once"])


def test_the_earlier_source_wins(kit: Path, tmp_path: Path, load: Load) -> None:
    """A course puts its own exercise before the kit's."""
    course = tmp_path / "course"
    write_exercise(course, "01_week", "03_two_at_once")
    catalog = load(course, kit)
    assert catalog.by_slug("two-at-once").folder.is_relative_to(course)
    assert len(catalog.exercises) == 3


def test_what_is_no_exercise_is_passed_over(kit: Path, load: Load) -> None:
    """Caches, hidden folders, texts and drafts beside the exercises are nobody's mistake."""
    for name in ("__pycache__", ".idea", "drafts"):
        (kit / "exercises" / name).mkdir()
        (kit / "exercises/01_one_thread" / name).mkdir()
    (kit / "exercises/README.md").write_text("hello")
    assert not load(kit).broken


def test_an_exercise_in_a_folder_of_another_form_is_named(kit: Path, load: Load) -> None:
    """A manifest shows that an exercise was meant."""
    (kit / "exercises/01_one_thread/01_two_at_once").rename(kit / "exercises/01_one_thread/two_at_once")
    (broken,) = load(kit).broken
    assert "01_two_at_once" in broken.error.remedy


def test_texts_for_the_screen_are_taken_from_readme_and_hints(kit: Path, load: Load) -> None:
    """The first paragraph of prose on one line, and the hints without their headings."""
    exercise = load(kit).by_slug("two-at-once")
    assert exercise.opening == "This program waits twice. Once is enough."
    assert exercise.hints == ("Who is waiting?", "Look at create_task.", "Make both tasks, then await them.")


def test_the_kept_stub_tells_what_was_touched(kit: Path, load: Load) -> None:
    """The stub is known even when the learner's own work stands in its place."""
    exercise = load(kit).by_slug("two-at-once")
    exercise.paths.stub.write_text("my own")
    assert exercise.stub_text() == STUB
    assert exercise.is_untouched(STUB)
    assert not exercise.is_untouched("my own")


def test_where_no_stub_was_kept_nothing_counts_as_untouched(kit: Path, load: Load) -> None:
    """Better to grade a stub than to leave a learner's work ungraded."""
    exercise = load(kit).by_slug("two-at-once")
    exercise.paths.kept_stub.unlink()
    assert not exercise.is_untouched(STUB)


def test_the_nearest_folder_of_exercises_is_the_workspace(kit: Path) -> None:
    """Wherever below it the learner stands."""
    (source,) = find_sources((), kit / "exercises/01_one_thread/01_two_at_once")
    assert source.workspace == kit


def test_sources_may_be_named_with_or_without_their_exercises_folder(kit: Path, tmp_path: Path) -> None:
    """Both `kit` and `kit/exercises` are understood; what is no folder is refused."""
    assert [s.exercises for s in find_sources((kit, kit / "exercises"), tmp_path)] == [kit / "exercises"] * 2
    with pytest.raises(CatalogError, match="is not a folder"):
        find_sources((kit / "nothing",), tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="names of this form are not allowed there")
def test_odd_paths_do_no_harm(tmp_path: Path, load: Load) -> None:
    """Spaces, quotes and letters of all alphabets may stand in the way to the kit."""
    root = tmp_path / "meine Übungen 'λ' \n x"
    write_exercise(root, "01_one_thread", "01_two_at_once")
    assert slugs(load(root)) == ["two-at-once"]
