"""Grades attacks as submissions to `two-at-once`, and looks at what they leave behind.

An attack is a file whose docstring says what it would win, and then, one a line:

* `Expected:` the verdicts that it may get, the usual one first
* `Payload:` what becomes of its damage, which it tells by printing WON
    * `stopped`: not with the confinement on; with it off it succeeds, or it would be an attack that proves nothing
    * `useless`: it may well succeed inside the runner, and earns nothing there
    * `not tried`, and why: too dangerous, or slow, to let it happen
* `Needs: root`, where only root could do that damage: it is proved where the judge is root

The text may name places that the suite prepares: `@SCRATCH@` is a folder to write to, with a file `hidden` in it, and
`@CHECKS@` the folder of hidden checks. Both are open to every user, so that only the confinement stands in the way.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec

from grader.catalog.catalog import load_catalog
from grader.catalog.exercise import Exercise
from grader.catalog.sources import find_sources
from grader.catalog.submission import SubmittedText, Unreadable, read_submission
from grader.grading import GradingRequest, engine, grade
from grader.judge.forked import Zygote
from grader.judge.limits import Limits
from grader.judge.runners import Patience
from grader.model.report import ExerciseResult
from grader.testing import job
from tests.attacks.shown import unsafe_parts

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SLUG = "two-at-once"
SENTINEL = "the-hidden-checks-secret-7f3a"

# Real waits are for people; an attack that hangs is known by less. Those that end compute for up to a quarter second,
# on a slow machine for several of them.
_PATIENCE = Patience(computing=1.5, asleep=0.4, altogether=6.0)
_LIMITS: dict[str, Any] = {
    "exchanges": 20_000,
    "exchanges_per_instant": 10_000,
    "max_turns": 5_000,
    "memory_bytes": 128 << 20,
}

_HEADER = re.compile(r"^(Expected|Payload|Needs): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Attack:
    """A file of the suite."""

    path: Path
    expected: tuple[str, ...]
    payload: str
    needs_root: bool

    @property
    def name(self) -> str:
        return f"{self.path.parent.name}/{self.path.name}"


@dataclass(frozen=True)
class Outcome:
    """What came of one attack."""

    verdict: str
    points: float
    won: bool
    left_behind: tuple[str, ...]
    honest_verdict: str
    sentinel_seen: bool
    acts_on_its_reader: tuple[str, ...]


@dataclass
class Surroundings:
    """The places that attacks are pointed at."""

    scratch: Path
    checks: Path
    _before: set[str] = field(default_factory=set)

    @classmethod
    def prepare(cls, folder: Path) -> "Surroundings":
        made = cls(folder / "scratch", folder / "checks")
        for each in (made.scratch, made.checks / SLUG):
            each.mkdir(parents=True)
        (made.scratch / "hidden").write_text(SENTINEL)
        (made.checks / SLUG / "test_hidden.py").write_text(
            f'async def test_secret():\n    """hidden"""  # {SENTINEL}\n'
        )
        for each in (folder, *folder.rglob("*")):
            each.chmod(0o777 if each.is_dir() else 0o644)
        return made

    def aim(self, text: bytes) -> bytes:
        return text.replace(b"@SCRATCH@", str(self.scratch).encode()).replace(b"@CHECKS@", str(self.checks).encode())

    def strays(self) -> Iterator[str]:
        """Files that nobody but an attack can have made; taken away, so that the next one is not blamed."""
        for path in self.scratch.iterdir():
            if path.name != "hidden":
                yield f"file {path.name}"
                path.unlink()


def attacks() -> list[Attack]:
    """All of them, in the order of the catalogue."""
    return [_read(path) for path in sorted(HERE.glob("[a-g]_*/*")) if path.is_file() and path.suffix in (".py", ".txt")]


def _read(path: Path) -> Attack:
    text = path.read_bytes().replace(b"\0", b"").replace(b"\r", b"").decode("utf-8", "replace")
    header = dict(_HEADER.findall(text))
    return Attack(path, tuple(header["Expected"].split(", ")), header["Payload"], "Needs" in header)


def two_at_once() -> Exercise:
    catalog = load_catalog(find_sources((), ROOT))
    return next(exercise for exercise in catalog.exercises if exercise.slug == SLUG)


def grade_all(wanted: list[Attack], folder: Path, without: tuple[str, ...]) -> list[Outcome]:
    """What came of each attack, graded with the reference after each; `without` names the layers to leave out."""
    surroundings = Surroundings.prepare(folder)
    exercise = two_at_once()
    honest = read_submission(exercise.paths.solution / exercise.file_name)
    submissions: list[tuple[Exercise, SubmittedText | Unreadable]] = []
    for number, attack in enumerate(wanted):
        aimed = folder / str(number) / exercise.file_name
        aimed.parent.mkdir()
        aimed.write_bytes(surroundings.aim(attack.path.read_bytes()))
        submissions += [(exercise, read_submission(aimed)), (exercise, honest)]
    results: list[ExerciseResult] = []
    strays: list[tuple[str, ...]] = []

    def look(result: ExerciseResult) -> None:
        results.append(result)
        strays.append((*surroundings.strays(), *_other_runners(zygotes), *_open_in_judge(descriptors)))

    with _prepared(without) as zygotes:
        # One schedule: what attacks is not the order of equal timers, and a passing answer is tried in twenty.
        request = GradingRequest(tuple(submissions), checks=surroundings.checks, schedules=1)
        descriptors: set[str] = set()
        report = grade(request, look)
    unsafe = [unsafe_parts(report, result) for result in results[::2]]
    told = zip(results[::2], results[1::2], strays[::2], unsafe, strict=True)
    return [_outcome(*each) for each in told]


@contextmanager
def _prepared(without: tuple[str, ...]) -> Iterator[list[Zygote]]:
    made: list[Zygote] = []

    def launcher() -> Zygote:
        made.append(Zygote(without))
        return made[-1]

    def with_less(**asked: Any) -> Limits:
        return Limits(**{**asked, **_LIMITS, "patience": _PATIENCE})

    with patch.object(engine, "launcher", launcher), patch.object(job, "Limits", with_less):
        yield made


def _other_runners(zygotes: list[Zygote]) -> Iterator[str]:
    """Processes that came from a zygote and are still there, beside the templates that are meant to stay."""
    templates = {template._pid for zygote in zygotes for template in zygote._templates.values()}
    roots = {zygote._process.pid for zygote in zygotes} | templates
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
            line = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        child, session = int(fields[1]), int(fields[3])
        if int(folder.name) not in roots and (child in roots or session in roots) and fields[0] != "Z":
            yield f"process {line[-60:]!r}"


def _open_in_judge(known: set[str]) -> Iterator[str]:
    """Descriptors of this process that were not there after the first submission."""
    found = {f"{name} {_target(name)}" for name in _descriptors() if _target(name).startswith("socket")}
    new = found - known if known else set()
    known |= found
    yield from new


def _descriptors() -> list[str]:
    return [entry.name for entry in Path("/proc/self/fd").iterdir()]


def _target(name: str) -> str:
    try:
        return str(Path(f"/proc/self/fd/{name}").readlink())
    except OSError:
        return ""


def _outcome(
    attacked: ExerciseResult, after: ExerciseResult, left: tuple[str, ...], unsafe: tuple[str, ...]
) -> Outcome:
    written = msgspec.json.encode(attacked).decode()
    lanes = attacked.timeline.lanes if attacked.timeline else ()
    return Outcome(
        verdict=str(attacked.verdict),
        points=attacked.points,
        won=any(mark.label.startswith("WON") for lane in lanes for mark in lane.marks),
        left_behind=left,
        honest_verdict=str(after.verdict),
        sentinel_seen=SENTINEL in written,
        acts_on_its_reader=unsafe,
    )
