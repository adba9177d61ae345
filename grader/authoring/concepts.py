"""Exercises among each other: concepts are taught before they are needed, and each number is given once."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from grader.authoring.problem import Problem, line_of
from grader.catalog.exercise import Exercise


def check_concepts(exercises: Sequence[Exercise]) -> Iterator[Problem]:
    """What is needed and not yet taught; `exercises` are all there are, in order."""
    taught_by = {concept: exercise for exercise in reversed(exercises) for concept in exercise.manifest.teaches}
    known: set[str] = set()
    for exercise in exercises:
        for concept in exercise.manifest.needs:
            if concept not in known:
                yield _problem(exercise, concept, taught_by)
        known.update(exercise.manifest.teaches)


def check_numbers(exercises: Sequence[Exercise]) -> Iterator[Problem]:
    """Within a folder of exercises each has a number of its own, by which learners name it."""
    numbered: dict[tuple[Path, str], Exercise] = {}
    for exercise in exercises:
        first = numbered.setdefault((exercise.folder.parents[1], exercise.number), exercise)
        if first is not exercise:
            what = f"has the number {exercise.number}, and so has {first.folder.parent.name}/{first.folder.name}"
            yield Problem(exercise.folder, None, what, "Give one of the two another number.")


def _problem(exercise: Exercise, concept: str, taught_by: dict[str, Exercise]) -> Problem:
    path = exercise.folder / "exercise.toml"
    line = _line(path, concept)
    teacher = taught_by.get(concept)
    if teacher is None:
        near = get_close_matches(concept, taught_by, n=1, cutoff=0.5)
        remedy = f"Did you mean `{near[0]}`?" if near else "Add it to `teaches` of the exercise that brings it."
        return Problem(path, line, f"needs `{concept}`, which no exercise teaches", remedy)
    circle = _circle(exercise, teacher, taught_by)
    if circle:
        what = f"needs `{concept}` and goes round in a circle: {' needs '.join(circle)}"
        return Problem(path, line, what, "Take the concept out of one of these `needs`.")
    what = f"needs `{concept}`, which {teacher.slug} ({teacher.number}) teaches only after it ({exercise.number})"
    return Problem(path, line, what, "Teach it earlier, or change the order of the two.")


def _circle(start: Exercise, teacher: Exercise, taught_by: dict[str, Exercise]) -> list[str]:
    """The slugs from an exercise through what it needs back to itself; empty where there is no way back."""
    ways = [[start, teacher]]
    seen = {teacher.slug}
    while ways:
        way = ways.pop(0)
        if way[-1] is start:
            return [exercise.slug for exercise in way]
        for following in (taught_by[need] for need in way[-1].manifest.needs if need in taught_by):
            if following is start or following.slug not in seen:
                seen.add(following.slug)
                ways.append([*way, following])
    return []


def _line(path: Path, concept: str) -> int | None:
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return line_of(text, "needs") if f'"{concept}"' in text else None
