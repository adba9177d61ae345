"""Proving exercises: each by itself, then the catalog as a whole."""

import platform
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Literal

from grader.authoring.answers import Answer, answers_of, reference_of
from grader.authoring.by_hand import Started, hands, start_by_hand
from grader.authoring.causes import CauseCount, check_marks, count_causes
from grader.authoring.check_file import CheckFile, WrittenCheck
from grader.authoring.check_text import check_checks_text, sleeps_in_checks
from grader.authoring.concepts import check_concepts, check_numbers
from grader.authoring.folders import (
    all_filed,
    check_folders,
    check_kept_stub,
    check_nothing_left_to_write,
    keep_stub,
    write,
)
from grader.authoring.gradings import (
    Graded,
    check_breakages,
    check_equal_bytes,
    check_evidence,
    check_ideal,
    check_verdicts,
    grade_again,
    grade_answers,
    ideal_of,
)
from grader.authoring.mutants.survivors import MutantCount, try_mutants
from grader.authoring.problem import Problem, in_order, line_of, problem_of
from grader.authoring.readable import check_readable, of_lost_file
from grader.authoring.texts import check_design, check_hints, check_readme
from grader.authoring.workers import in_workers
from grader.authoring.world_latencies import check_latencies, under_schedules
from grader.authoring.world_names import check_names_in_answer, check_names_in_checks
from grader.authoring.world_run import WorldNotLoaded, check_world_run, load_world, names_offered
from grader.authoring.world_text import check_world_text, sleeps_in_real_time
from grader.catalog.catalog import BrokenExercise, Catalog
from grader.catalog.errors import CatalogError, DefinitionError
from grader.catalog.exercise import Exercise
from grader.explain.causes import cause_ids
from grader.grading import GraderFailure
from grader.judge.world import WorldRoom
from grader.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Options:
    """What to do beyond what is always done."""

    mutants: bool = False
    by_hand: bool = False
    write: bool = False
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found of one exercise; without a problem, it is proved."""

    slug: str
    accepted: int
    wrong: int
    checks: int
    mutants: MutantCount | None
    problems: tuple[Problem, ...]
    causes: CauseCount = field(default_factory=CauseCount)


@dataclass(frozen=True, slots=True)
class Proofs:
    """Of all that was asked for, on one interpreter; `problems` are those that no single exercise has."""

    python: str
    exercises: tuple[Proof, ...]
    problems: tuple[Problem, ...]
    format: Literal["onethread-author-check/1"] = "onethread-author-check/1"

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """Every problem there is."""
        return (*self.problems, *(problem for proof in self.exercises for problem in proof.problems))


def chosen(catalog: Catalog, names: Sequence[str]) -> tuple[tuple[Exercise, ...], tuple[BrokenExercise, ...]]:
    """The exercises that the names mean, and those among them that cannot be read; all without names.

    One that needs a newer Python is left to that. Raises `CatalogError` for a name that means nothing.
    """
    broken = tuple(each for each in catalog.broken if not names or each.slug in names)
    not_here = {each.slug for each in (*broken, *catalog.too_new)}
    readable = [name for name in names if name not in not_here]
    return (catalog.select(readable) if readable or not names else ()), broken


def prove(
    catalog: Catalog,
    exercises: Sequence[Exercise],
    broken: Sequence[BrokenExercise],
    options: Options,
    on_proof: Callable[[Proof], None] = lambda _: None,
) -> Proofs:
    """Prove these exercises of the catalog, telling each proof as it comes, in order."""
    with hands() as pool:
        started = {e.slug: _start_by_hand(pool, e) for e in exercises} if options.by_hand else {}
        proofs = []
        for proof in in_workers(partial(_prove, options), exercises, options.workers, _effort):
            proofs.append(_with_runs_by_hand(proof, started.get(proof.slug, [])))
            on_proof(proofs[-1])
    return Proofs(
        platform.python_version(),
        tuple(proofs),
        in_order([*map(_of_broken, broken), *_among_others(catalog.exercises, {e.folder for e in exercises})]),
    )


def _among_others(every: Sequence[Exercise], folders: Collection[Path]) -> Iterator[Problem]:
    """What the place of an exercise among all others makes wrong, for those in the folders."""
    for problem in (*check_concepts(every), *check_numbers(every)):
        if problem.file in folders or problem.file.parent in folders:
            yield problem


def _effort(exercise: Exercise) -> float:
    """A guess: what is long in virtual time has many waits."""
    return exercise.manifest.time.sequential


def _of_broken(broken: BrokenExercise) -> Problem:
    """A manifest or folder that the catalog refuses, with the line of the key that it names."""
    error = broken.error
    assert error.where is not None  # what is broken lies somewhere
    text = error.where.read_text(encoding="utf-8", errors="replace") if error.where.is_file() else ""
    line = _line_named(error.problem, text)
    return Problem(error.where, line, error.problem.rstrip("."), error.remedy)


def _line_named(problem: str, text: str) -> int | None:
    """The line that a problem names: as the parser counts, or by the key that stands there."""
    counted = re.search(r"\(at line (\d+)", problem)
    if counted:
        return int(counted[1])
    key = problem.split("`")[1].rpartition(".")[2] if "`" in problem else ""
    return line_of(text, key) if key else None


def _start_by_hand(pool: ThreadPoolExecutor, exercise: Exercise) -> list[Started]:
    return [start_by_hand(pool, exercise, answer) for answer in _own_two(exercise)]


def _own_two(exercise: Exercise) -> list[Answer]:
    return [answer for answer in answers_of(exercise) if answer.kind in {"stub", "reference"}]


def _with_runs_by_hand(proof: Proof, started: Sequence[Started]) -> Proof:
    found = [problem for run in started if (problem := run.ending.result())]
    return replace(proof, problems=in_order([*proof.problems, *found]))


def _prove(options: Options, exercise: Exercise) -> Proof:
    answers = answers_of(exercise)
    found = _looked_at(exercise, answers, options)
    return Proof(
        exercise.slug,
        accepted=sum(answer.kind == "accepted" for answer in answers),
        wrong=sum(answer.kind == "wrong" for answer in answers),
        checks=found.checks,
        mutants=found.mutants,
        problems=in_order([*found.problems]),
        causes=found.causes,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """What reading an exercise and running its answers brings to light."""

    problems: Sequence[Problem] = ()
    mutants: MutantCount | None = None
    causes: CauseCount = field(default_factory=CauseCount)
    checks: int = 0


def _looked_at(exercise: Exercise, answers: Sequence[Answer], options: Options) -> _Found:
    """Everything, as far as the files can be read, and stay where they are."""
    unreadable = list(check_readable(exercise))
    if unreadable:
        return _Found([*check_folders(exercise), *unreadable])
    try:
        written = list(keep_stub(exercise)) if options.write else []
        run = _Found() if _takes_real_time(exercise) else _run(exercise, answers, options)
        return replace(run, problems=[*written, *read(exercise), *run.problems], checks=len(_written(exercise)))
    except OSError as error:
        lost = of_lost_file(error, exercise)
        if lost is None:
            raise
        return _Found([lost])


def _takes_real_time(exercise: Exercise) -> bool:
    """Grading all answers under all schedules would take minutes, only to say what the text shows."""
    return sleeps_in_real_time(exercise.paths.world) or sleeps_in_checks(exercise.paths.checks)


def _run(exercise: Exercise, answers: Sequence[Answer], options: Options) -> _Found:
    """What is found by running the answers, and the mutants where they are asked for."""
    try:
        world = load_world(exercise.paths.world)
        under_schedules(exercise.paths.world)
        graded = grade_answers(exercise, answers)
        again = grade_again(exercise, graded)
    except DefinitionError as wrong:
        return _Found([problem_of(wrong)])
    except (WorldNotLoaded, CatalogError):
        return _Found()  # said by `read`
    except GraderFailure as failure:
        return _Found([Problem(exercise.paths.checks, None, f"cannot be used: {failure}", "Correct it there.")])
    written = list(_write_ideal(exercise, graded)) if options.write else []
    unequal = list(check_equal_bytes(graded, again))
    steady = [one for one in graded if one.answer.path not in {problem.file for problem in unequal}]
    problems = [*written, *unequal, *_judged(exercise, graded, steady, world)]
    causes = count_causes([(one.answer, one.result) for one in graded])
    if not (options.mutants and _reference_passes(graded)):
        return _Found(problems, None, causes)
    tried = try_mutants(exercise, reference_of(exercise), names_offered(world))
    return _Found([*problems, *tried.problems], tried.count, causes)


def _judged(
    exercise: Exercise, graded: Sequence[Graded], steady: Sequence[Graded], world: WorldRoom
) -> Iterator[Problem]:
    """What the verdicts say; those of answers that are not steady, or follow from names that lack, say nothing."""
    yield from check_ideal(exercise, graded)
    if any(check_names_in_checks(exercise.paths.checks, world)):
        return
    offered, written = names_offered(world), _written(exercise)
    lacking = {one.answer for one in graded if any(check_names_in_answer(one.answer, offered))}
    yield from check_breakages(exercise, graded, written)
    yield from check_verdicts(exercise, [one for one in steady if one.answer not in lacking])
    if all_filed(exercise):
        yield from check_evidence(exercise, graded, written)


def _written(exercise: Exercise) -> tuple[WrittenCheck, ...]:
    try:
        return CheckFile(exercise.paths.checks).written()
    except SyntaxError:
        return ()  # said by `read`


def read(exercise: Exercise) -> Iterator[Problem]:
    """What is found without running any answer."""
    yield from check_folders(exercise)
    yield from check_kept_stub(exercise)
    yield from check_nothing_left_to_write(exercise)
    yield from check_design(exercise)
    yield from check_hints(exercise)
    yield from check_world_text(exercise.paths.world)
    try:
        yield from check_checks_text(exercise.paths.checks)
        yield from check_readme(exercise)
        world = load_world(exercise.paths.world)
        yield from check_world_run(exercise.paths.world, world)
        yield from check_latencies(exercise.paths.world, world)
        yield from check_names_in_checks(exercise.paths.checks, world)
    except WorldNotLoaded as failure:
        yield failure.problem
        return
    except SyntaxError as error:
        yield Problem(exercise.paths.checks, error.lineno, f"cannot be read: {error.msg}", "Correct it there.")
        return
    yield from check_marks(answers_of(exercise), cause_ids())
    for answer in answers_of(exercise):
        yield from check_names_in_answer(answer, names_offered(world))


def _write_ideal(exercise: Exercise, graded: Sequence[Graded]) -> Iterator[Problem]:
    if any(check_ideal(exercise, graded)) and (content := ideal_of(graded)) is not None:
        yield from write(exercise.paths.ideal, content)


def _reference_passes(graded: Sequence[Graded]) -> bool:
    return any(one.answer.kind == "reference" and one.result.verdict is Verdict.PASSED for one in graded)
