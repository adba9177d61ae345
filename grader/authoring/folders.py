"""The folders of an exercise: what has to be there, what may be there, and nothing else."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from grader.authoring.answers import answers_of, reference_of, wrong_verdict
from grader.authoring.problem import Problem
from grader.catalog.exercise import Exercise
from grader.model.verdict import Verdict

_TO_WRITE = "TODO"
_AROUND_TEXT = " \"')]"  # what a text ends in where it stands in code


def check_folders(exercise: Exercise) -> Iterator[Problem]:
    """Missing files, stray files, and folders of wrong submissions that stand for no verdict."""
    yield from _missing(exercise)
    yield from _stray(exercise.folder, _expected_in_folder(exercise))
    yield from _stray(exercise.paths.solution, _expected_in_solution(exercise))
    yield from _without_verdict(exercise.paths.solution / "wrong")


def files_of(exercise: Exercise) -> set[Path]:
    """The files that are there and belong there."""
    there = {*_files(exercise.folder), *_files(exercise.paths.solution)}
    return there & (_expected_in_folder(exercise) | _expected_in_solution(exercise))


def check_nothing_left_to_write(exercise: Exercise) -> Iterator[Problem]:
    """What a scaffold left for the author."""
    for path in sorted(files_of(exercise)):
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if _TO_WRITE in line:
                what = f"is still to be written: {line[line.index(_TO_WRITE) :].rstrip(_AROUND_TEXT)}"
                yield Problem(path, number, what, f"Write it, and remove the mark {_TO_WRITE}.")


def all_filed(exercise: Exercise) -> bool:
    """Whether there are wrong submissions, each where it counts: else no check has a chance to refuse it."""
    wrong = exercise.paths.solution / "wrong"
    return any(wrong.glob("*/*.py")) and not any(_without_verdict(wrong))


def check_kept_stub(exercise: Exercise) -> Iterator[Problem]:
    """The copy of the stub by which a learner's untouched file is known."""
    paths = exercise.paths
    if not paths.stub.is_file() or _same(paths.stub, paths.kept_stub):
        return
    what = "differs from the stub" if paths.kept_stub.is_file() else "is missing: the stub as learners get it"
    yield Problem(paths.kept_stub, None, what, "`author check --write` copies it.")


def keep_stub(exercise: Exercise) -> Iterator[Problem]:
    """Copy the stub to where it is kept."""
    paths = exercise.paths
    if paths.stub.is_file() and not _same(paths.stub, paths.kept_stub):
        yield from write(paths.kept_stub, paths.stub.read_bytes())


def write(path: Path, content: bytes) -> Iterator[Problem]:
    """Write a file that the check keeps up to date."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        remedy = "Give yourself the right to write there, or check without --write."
        yield Problem(path, None, f"cannot be written: {error.strerror}", remedy)


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()


def _missing(exercise: Exercise) -> Iterator[Problem]:
    paths = exercise.paths
    needed = {
        paths.stub: "Write the program that works and has to be improved.",
        paths.folder / "DESIGN.md": "Say what it teaches, and why each wrong submission gets its verdict.",
        reference_of(exercise): "Write the solution that you have in mind.",
    }
    for path, remedy in needed.items():
        if not path.is_file():
            yield Problem(path, None, "is missing", remedy)
    if not any(answer.kind == "wrong" for answer in answers_of(exercise)):
        what = "holds no wrong submission, so nothing shows that the checks refuse any"
        yield Problem(
            paths.solution / "wrong",
            None,
            what,
            "File wrong answers as wrong/<verdict>/<name>.py; five is a good number.",
        )


def _expected_in_folder(exercise: Exercise) -> set[Path]:
    paths = exercise.paths
    named = {paths.stub, paths.world, paths.readme, paths.hints, paths.checks, paths.ideal}
    return named | {paths.folder / "exercise.toml", paths.folder / "DESIGN.md"}


def _expected_in_solution(exercise: Exercise) -> set[Path]:
    solution = exercise.paths.solution
    answers = {*solution.glob("accepted/*.py"), *solution.glob("wrong/*/*.py")}
    return answers | {reference_of(exercise), exercise.paths.kept_stub}


def _stray(folder: Path, expected: set[Path]) -> Iterator[Problem]:
    for path in _files(folder):
        if path not in expected:
            yield Problem(path, None, "is no part of an exercise", "Remove it, or move it to where it belongs.")


def _files(folder: Path) -> list[Path]:
    """Whatever is no folder: a link that leads nowhere or to a folder is a file that somebody forgot."""
    below = (path for path in folder.rglob("*") if "__pycache__" not in path.parts)
    return sorted(path for path in below if path.is_symlink() or not path.is_dir())


def _without_verdict(wrong: Path) -> Iterator[Problem]:
    for folder in sorted(path for path in wrong.glob("*") if path.is_dir() and wrong_verdict(path) is None):
        near = get_close_matches(folder.name, [v for v in Verdict if wrong_verdict(Path(v))], n=1, cutoff=0.5)
        remedy = f"Did you mean wrong/{near[0]}/?" if near else "Name it after the verdict that its files must get."
        yield Problem(folder, None, f"`{folder.name}` is no verdict that a submission can get", remedy)
