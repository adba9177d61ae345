"""A class, made up: students who hand in stubs, references, other good answers, known-wrong ones and attacks.

What each must get is known beforehand: from the folder that an answer is filed under, or from the attack's docstring.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.catalog.catalog import load_catalog
from grader.catalog.exercise import Exercise
from grader.catalog.sources import find_sources
from tests.attacks.suite import attacks

KIT = Path(__file__).parents[2]
SLUGS = ("two-at-once", "gather-in-order", "critical-path", "task-group", "at-most-four")
HOSTILE = 0.02

COURSE = f"""\
format = 1
title = "CS 210, week 6"
sources = ["{KIT}"]
due = 2026-11-20T23:59:00+01:00
"""


@dataclass(frozen=True)
class Answer:
    """A text to hand in, and the verdicts that it may get."""

    text: str
    expected: frozenset[str]


def exercises(slugs: Sequence[str] = SLUGS) -> tuple[Exercise, ...]:
    catalog = load_catalog(find_sources((KIT,), KIT))
    return tuple(catalog.by_slug(slug) for slug in slugs)


def write_course(folder: Path, more: str = "", slugs: Sequence[str] = SLUGS, points: float = 4) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "course.toml"
    path.write_text(COURSE + more + "".join(f"[exercises.{slug}]\npoints = {points}\n" for slug in slugs))
    return path


def answers_of(exercise: Exercise) -> dict[str, list[Answer]]:
    """All answers that are kept with an exercise, by kind."""
    solution = exercise.paths.solution
    passed, of_stub = frozenset({"passed"}), frozenset({str(exercise.manifest.stub.verdict)})
    good = [solution / exercise.file_name, *sorted((solution / "accepted").glob("*.py"))]
    return {
        "stub": [Answer(exercise.stub_text(), of_stub)],
        "good": [Answer(path.read_text(), passed) for path in good],
        "wrong": [
            Answer(path.read_text(), frozenset({path.parent.name}))
            for path in sorted((solution / "wrong").glob("*/*.py"))
            # Wrong by not being text, and right on other days' data than today's.
            if path.parent.name not in {"unreadable-file", "missing-file"} and "today" not in path.stem
        ],
    }


def hostile() -> list[Answer]:
    """Attacks on `two-at-once` that need nothing prepared."""
    return [
        Answer(text, frozenset(attack.expected))
        for attack in attacks()
        if "@" not in (text := attack.path.read_text(encoding="utf-8", errors="surrogateescape"))
        and "e_exhaustion" not in attack.path.parts
        and text.isprintable() | text.isascii()
    ]


def write_class(
    folder: Path,
    count: int,
    *,
    seed: int = 1,
    slugs: Sequence[str] = SLUGS,
    alike: bool = False,
    hostile_share: float = HOSTILE,
) -> dict[tuple[str, str], frozenset[str]]:
    """Write so many students into the folder; what each may get in each exercise."""
    rng = random.Random(seed)
    kept = {exercise: answers_of(exercise) for exercise in exercises(slugs)}
    attackers = hostile()
    expected: dict[tuple[str, str], frozenset[str]] = {}
    for student in names(count):
        for exercise, kinds in kept.items():
            answer = rng.choice(kinds[rng.choices(("stub", "good", "wrong"), (2, 5, 3))[0]])
            # Attacks are written for one exercise; of all that is handed in they are this share.
            if exercise.slug == "two-at-once" and rng.random() < hostile_share * len(slugs):
                answer = rng.choice(attackers)
            # Like people's, no two files are the same.
            text = answer.text if alike else f"{answer.text.rstrip()}\n\n# {student}\n"
            path = folder / student / exercise.file_name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", errors="surrogateescape")
            expected[student, exercise.slug] = answer.expected
    return expected


def names(count: int) -> Iterator[str]:
    return (f"s{number:04}" for number in range(1, count + 1))
