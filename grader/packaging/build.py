"""A request for a package, and the archive that answers it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.catalog.errors import CatalogError
from grader.packaging.archive import zip_of
from grader.packaging.definitions import Definitions, read_definitions
from grader.packaging.layout import Layout, Material
from grader.packaging.platforms import layout_for
from grader.packaging.proof import prove
from grader.packaging.runtime import make_runtime


@dataclass(frozen=True)
class PackageRequest:
    """What was asked for. `points` is what the assignment counts on the platform, where somebody said so."""

    platform: str
    course: Path
    names: Sequence[str] = ()
    sources: Sequence[Path] = ()
    vendor: bool = False
    points: float | None = None


@dataclass(frozen=True)
class Package:
    """An archive, what is in it, and the next step."""

    content: bytes
    definitions: Definitions
    pythons: tuple[str, ...]
    left_out: tuple[str, ...]
    next_step: str


def build(request: PackageRequest) -> Package:
    """Make a package; raises `CatalogError` for whatever is wrong with the request, and what grading raises."""
    layout = layout_for(request.platform)
    definitions = read_definitions(request.course, request.names, request.sources)
    _refuse_other_points(request, definitions)
    _refuse_what_students_could_read(layout, definitions)
    _refuse_unfit(definitions)
    vendor = request.vendor or layout.is_offline
    material = Material(definitions, make_runtime(vendor=vendor, oldest=definitions.oldest_python))
    pins = material.runtime.pins
    return Package(
        content=zip_of(layout.entries(material)),
        definitions=definitions,
        pythons=pins.pythons,
        left_out=tuple(f"Python {python}, which needs `{needed}`" for python, needed in pins.missing.items()),
        next_step=layout.upload.format(points=definitions.points, handin=material.only_file or "handin.zip"),
    )


def _refuse_other_points(request: PackageRequest, definitions: Definitions) -> None:
    if request.points is not None and request.points != definitions.points:
        problem = f"The exercises count {definitions.points:g} points together, and not {request.points:g}."
        remedy = "Set the platform's total to theirs, or change `points` of the exercises."
        raise CatalogError(problem, remedy, where=request.course)


def _refuse_what_students_could_read(layout: Layout, definitions: Definitions) -> None:
    if layout.is_public and definitions.is_private:
        what = "hidden checks" if definitions.hidden_checks else "the secret of the data seeds"
        problem = f"{layout.title} publishes what it runs, and students could read {what}."
        remedy = "Package by a course file without `checks` and `seed`; grade with them by `grader batch`."
        raise CatalogError(problem, remedy, where=definitions.course.path)


def _refuse_unfit(definitions: Definitions) -> None:
    """Prove the stubs here already; how submissions are kept in counts only where they are graded."""
    for problem in prove(definitions.exercises, definitions.course.checks, None).problems:
        remedy = "Is that the learners' own file? `solutions/` keeps the stub as it was shipped."
        raise CatalogError(f"The package would not be fit to grade: {problem}.", remedy)
