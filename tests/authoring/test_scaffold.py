"""Beginning an exercise."""

from pathlib import Path

import pytest

from grader.authoring.check import read
from grader.authoring.scaffold import scaffold
from grader.catalog.catalog import Catalog, load_catalog
from grader.catalog.errors import CatalogError
from grader.catalog.sources import Source
from tests.authoring.conftest import AuthoredKit


def test_every_mark_of_a_scaffold_is_reported(tmp_path: Path) -> None:
    """What a scaffold leaves to its author is a problem each, with its line."""
    (tmp_path / "exercises").mkdir()
    paths = scaffold(Catalog(()), tmp_path / "exercises", "ask-both", "01_first", "Ask both")
    marks = [
        (path, number)
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if "TODO" in line
    ]
    (exercise,) = load_catalog([Source(tmp_path / "exercises", tmp_path / "solutions")]).exercises
    reported = [(p.file, p.line) for p in read(exercise) if p.what.startswith("is still to be written")]
    assert sorted(reported) == sorted(marks)
    assert len(marks) > 12


def test_scaffold_that_is_filled_in_is_proved(kit: AuthoredKit) -> None:
    """With its texts written, a new exercise passes the whole check; nothing it refuses is refused by luck."""
    assert kit.proof(mutants=True).problems == ()


def test_new_exercise_is_the_last_of_its_chapter(kit: AuthoredKit) -> None:
    """Its number follows the highest there is."""
    kit.folder.rename(kit.folder.with_name("07_ask_both"))
    paths = scaffold(kit.catalog, kit.root / "exercises", "ask-all", "01_first", None)
    assert paths[0].parent.name == "08_ask_all"
    assert 'title = "Ask all"' in (paths[0].parent / "exercise.toml").read_text()


@pytest.mark.parametrize(
    ("slug", "chapter", "refusal"),
    [
        ("ask-both", "02_second", "has the slug `ask-both` already.\nChoose another."),
        ("Ask Two", "01_first", "`Ask Two` is no slug.*\nDid you mean `ask-two`?"),
        ("ask-two", "first", "`first` is no chapter's folder.\nName it as in"),
        ("ask-two", "01_frist", "Chapter 01 is 01_first.\nWrite --chapter 01_first."),
    ],
)
def test_scaffold_refuses_what_cannot_be(kit: AuthoredKit, slug: str, chapter: str, refusal: str) -> None:
    """A slug that is taken or none, and a chapter that is none or another, are refused with what to write."""
    before = sorted(kit.root.rglob("*"))
    with pytest.raises(CatalogError, match=f"(?s){refusal.replace('?', '[?]')}"):
        scaffold(kit.catalog, kit.root / "exercises", slug, chapter, None)
    assert sorted(kit.root.rglob("*")) == before


def test_scaffold_refuses_a_folder_that_is_there(kit: AuthoredKit) -> None:
    """Nothing is written over, even where the catalog cannot read what lies there."""
    (kit.solution.parent / "02_ask_two").mkdir()
    with pytest.raises(CatalogError, match="02_ask_two: is there already"):
        scaffold(kit.catalog, kit.root / "exercises", "ask-two", "01_first", None)
