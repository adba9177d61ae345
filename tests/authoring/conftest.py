"""A kit of one exercise that is proved, to be broken in one way at a time."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.authoring.check import Options, Proof, Proofs, prove, read
from grader.authoring.problem import Problem, line_of
from grader.authoring.scaffold import scaffold
from grader.catalog.catalog import BrokenExercise, Catalog, load_catalog
from grader.catalog.exercise import Exercise
from grader.catalog.sources import Source


@dataclass(frozen=True)
class AuthoredKit:
    """The kit on disk, with `ask-both` in it."""

    root: Path

    @property
    def catalog(self) -> Catalog:
        return load_catalog([Source(self.root / "exercises", self.root / "solutions", self.root)])

    @property
    def exercise(self) -> Exercise:
        return self.catalog.by_slug("ask-both")

    @property
    def folder(self) -> Path:
        return self.root / "exercises" / "01_first" / "01_ask_both"

    @property
    def solution(self) -> Path:
        return self.root / "solutions" / "01_first" / "01_ask_both"

    def path(self, name: str) -> Path:
        """A file of the exercise, or of its solution where the name starts with `solution/`."""
        inside = name.removeprefix("solution/")
        return self.folder / name if inside == name else self.solution / inside

    def write(self, name: str, text: str) -> None:
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.path(name).read_text(encoding="utf-8")
        assert old in text
        self.path(name).write_text(text.replace(old, new), encoding="utf-8")

    def line(self, name: str, part: str) -> int | None:
        """The first line of a file that holds the part."""
        return line_of(self.path(name).read_text(encoding="utf-8"), part)

    def read(self) -> list[Problem]:
        """What is found without running an answer."""
        return list(read(self.exercise))

    def prove(self, *, mutants: bool = False, by_hand: bool = False, write: bool = False) -> Proofs:
        """All that is found."""
        catalog = self.catalog
        return prove(catalog, catalog.exercises, catalog.broken, Options(mutants, by_hand, write))

    def prove_only(self, exercises: Sequence[Exercise], broken: Sequence[BrokenExercise]) -> Proofs:
        """What is found of these."""
        return prove(self.catalog, exercises, broken, Options())

    def proof(self, *, mutants: bool = False, by_hand: bool = False, write: bool = False) -> Proof:
        """What is found of the one exercise."""
        return self.prove(mutants=mutants, by_hand=by_hand, write=write).exercises[0]


def add_exercise(kit: AuthoredKit, slug: str, number: int, teaches: str, needs: str) -> None:
    """Another exercise of the chapter, the same but for what it teaches."""
    stem = slug.replace("-", "_")
    folder = kit.folder.parent / f"{number:02}_{stem}"
    shutil.copytree(kit.folder, folder)
    for path in folder.glob("*ask_both.py"):
        path.rename(folder / path.name.replace("ask_both", stem))
    manifest = folder / "exercise.toml"
    text = manifest.read_text(encoding="utf-8").replace("ask-both", slug)
    text = text.replace('teaches = ["the concept that is new here"]', f'teaches = ["{teaches}"]')
    manifest.write_text(text.replace("needs = []", f'needs = ["{needs}"]'), encoding="utf-8")


def fill_in(paths: tuple[Path, ...]) -> None:
    """Write what a scaffold leaves to its author."""
    for path in paths:
        path.write_text(path.read_text(encoding="utf-8").replace("TODO: ", ""), encoding="utf-8")


@pytest.fixture(scope="session")
def proved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Scaffolded, filled in, and written by the check itself."""
    root = tmp_path_factory.mktemp("authored")
    (root / "exercises").mkdir()
    fill_in(scaffold(Catalog(()), root / "exercises", "ask-both", "01_first", None))
    assert AuthoredKit(root).proof(write=True).problems == ()
    return root


@pytest.fixture
def kit(proved: Path, tmp_path: Path) -> AuthoredKit:
    """A copy of its own for each test."""
    shutil.copytree(proved, tmp_path / "kit")
    return AuthoredKit(tmp_path / "kit")
