"""What goes to a judge, and what comes back."""

import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path

import msgspec

import grader
from grader.catalog.exercise import Exercise
from grader.catalog.fingerprint import of_definitions
from grader.model.report import ExerciseResult, Isolation, Level


class Key(msgspec.Struct, frozen=True, array_like=True):
    """What a result depends on. Two students with one key have one result, and nothing is graded for it twice."""

    slug: str
    submission: str
    file: str
    grader: str
    seed: int
    definitions: str


class Settings(msgspec.Struct, frozen=True):
    """How a judge grades: the same for all of a class."""

    sources: tuple[tuple[str, str], ...]
    """Folders of exercises, each with its folder of solutions."""

    slugs: tuple[str, ...]
    checks: str | None = None
    schedules: int | None = None
    require_level: Level | None = None


class Task(msgspec.Struct, frozen=True):
    """One submission to one exercise."""

    key: Key
    text: str


class Outcome(msgspec.Struct, frozen=True):
    """A result as the ledger keeps it: what tables ask for, and all of it as compressed JSON."""

    verdict: str
    points: float
    max_points: float
    result: bytes
    isolation: str = ""


class Ready(msgspec.Struct, frozen=True, tag=True):
    """A judge has collected its checks."""

    isolation: Isolation


class Refused(msgspec.Struct, frozen=True, tag=True):
    """A judge cannot grade at all, whatever it is sent; with a `remedy` where definitions are wrong."""

    reason: str
    offered: Level | None = None
    remedy: str = ""


class Graded(msgspec.Struct, frozen=True, tag=True):
    """The outcome of the task that was sent last."""

    outcome: Outcome


@dataclass(frozen=True)
class Done:
    """A task with its outcome, or with the reason why no judge survived it."""

    task: Task
    outcome: Outcome | None
    reason: str = ""


def outcome_of(result: ExerciseResult, isolation: Isolation | None = None) -> Outcome:
    """The result, packed."""
    packed = zlib.compress(msgspec.json.encode(result, order="deterministic"), 6)
    kept_in = msgspec.json.encode(isolation).decode() if isolation else ""
    return Outcome(str(result.verdict), result.points, result.max_points, packed, kept_in)


def unpacked(packed: bytes) -> ExerciseResult:
    """The result that was packed."""
    return msgspec.json.decode(zlib.decompress(packed), type=ExerciseResult)


def grader_name() -> str:
    """The grader that grades here, as results are kept under; timelines differ between versions of Python."""
    import platform

    return f"{grader.__version__} on Python {'.'.join(platform.python_version_tuple()[:2])}"


def definitions_of(exercise: Exercise, checks: Path | None, schedules: int | None) -> str:
    """The hash of all that an exercise is graded by: its own files, the hidden checks, how many schedules."""
    digest = hashlib.sha256(f"{of_definitions([exercise])} {schedules}\n{exercise.stub_text()}".encode())
    for path in sorted((checks / exercise.slug).glob("test_*.py")) if checks else ():
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode() + content)
    return digest.hexdigest()
