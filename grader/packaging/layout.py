"""What a platform wants an archive to look like, and what it is made of."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from grader.catalog.exercise import Exercise
from grader.packaging.archive import Entry, below
from grader.packaging.definitions import Definitions, entries_of
from grader.packaging.runtime import FOLDER, Runtime


@dataclass(frozen=True)
class Material:
    """What every package is made of."""

    definitions: Definitions
    runtime: Runtime

    def whole(self, folder: str = FOLDER) -> Iterator[Entry]:
        """All of it in one folder: the runtime, and the course below it."""
        yield from below(folder, self.runtime.entries)
        yield from below(f"{folder}/course", entries_of(self.definitions))

    def only(self, exercise: Exercise) -> Iterator[Entry]:
        """The files of a course that has just this exercise."""
        yield from entries_of(replace(self.definitions, exercises=(exercise,)))

    @property
    def slugs(self) -> tuple[str, ...]:
        """The exercises."""
        return tuple(exercise.slug for exercise in self.definitions.exercises)

    @property
    def only_file(self) -> str | None:
        """The name of the one file that is handed in; `None` where several are."""
        files = [exercise.file_name for exercise in self.definitions.exercises]
        return files[0] if len(files) == 1 else None


@dataclass(frozen=True)
class Layout:
    """The package of one platform: its files, what it cannot keep, what it cannot fetch, and what to do with it."""

    platform: str
    title: str
    entries: Callable[[Material], Iterable[Entry]]
    upload: str
    """The next step, as a sentence."""
    is_public: bool = False
    """Whether students can read what was uploaded."""
    is_offline: bool = False
    """Whether nothing can be fetched where it is installed, so that every package has all it needs."""
