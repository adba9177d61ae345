"""Whether exercises are what the kit shipped: in a learner's workspace, the definitions are the learner's to change."""

from collections.abc import Iterable
from functools import cache

from grader.catalog.catalog import load_catalog
from grader.catalog.errors import CatalogError
from grader.catalog.exercise import Exercise
from grader.catalog.fingerprint import of_rules
from grader.catalog.sources import installed_source


def modified_definitions(exercises: Iterable[Exercise]) -> tuple[str, ...]:
    """The slugs whose manifest, world or checks differ from those that were installed with the grader.

    An exercise that the installed kit does not have is somebody's own, not a modified one.
    """
    asked = tuple(exercises)
    shipped = _shipped(frozenset(exercise.slug for exercise in asked))
    return tuple(
        exercise.slug
        for exercise in asked
        if (original := shipped.get(exercise.slug)) is not None and of_rules(exercise) != of_rules(original)
    )


@cache
def _shipped(slugs: frozenset[str]) -> dict[str, Exercise]:
    try:
        return {exercise.slug: exercise for exercise in load_catalog((installed_source(),), slugs).exercises}
    except CatalogError:
        return {}
