"""`exercise.toml`: what an exercise declares about itself.

Decoding is the validation: a `Manifest` that exists is complete and possible. Whatever is wrong is refused with the
file, the key, and what to write instead, since the person who reads it is writing an exercise and cannot see this code.
"""

import math
import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import msgspec

from grader.catalog.errors import CatalogError
from grader.catalog.toml_file import Vocabulary, read_toml, typed
from grader.model.verdict import Group, Verdict

FORMAT = 1

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_PYTHON = re.compile(r"3\.\d+")


class TimeRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Virtual seconds: what the stub takes and what a good answer takes."""

    sequential: float
    target: float


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an exercise asks beside its result; `max_lateness` in virtual seconds, for exercises that keep a beat."""

    threads: int = 1
    cancel_sweep: bool = False
    schedules: int = 20
    max_lateness: float | None = None


class LimitRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one run may use. `horizon` is in virtual seconds; without it, it follows from how long the stub takes."""

    memory_mb: int = 256
    cpu: int = 20
    output: int = 1_000_000
    lines: int = 10_000
    messages: int = 1_000_000
    turns: int = 100_000
    horizon: float | None = None


class StubRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The verdict that the untouched stub earns."""

    verdict: Verdict


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One exercise as its author declares it.

    `minutes` is how long a learner may need, `python` the oldest version that it works with.
    """

    format: int
    slug: str
    version: str
    title: str
    time: TimeRules
    stub: StubRules
    teaches: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    entry: str = "main"
    rules: Rules = Rules()
    limits: LimitRules = LimitRules()
    minutes: int | None = None
    python: str | None = None

    @property
    def oldest_python(self) -> tuple[int, ...]:
        """The version of Python below which the exercise cannot be solved."""
        return tuple(int(part) for part in self.python.split(".")) if self.python else (3,)


_WHAT_TO_WRITE = {
    "format": f"`format = {FORMAT}`",
    "slug": 'the folder\'s name with dashes, such as `slug = "two-at-once"`',
    "version": 'three numbers, such as `version = "1.0.0"`',
    "title": 'a short title, such as `title = "Two at once"`',
    "teaches": 'a list of texts, such as `teaches = ["create_task"]`',
    "needs": 'a list of what others teach, such as `needs = ["create_task"]`',
    "entry": 'the name that is called, such as `entry = "main"`',
    "minutes": "a whole number of minutes, such as `minutes = 10`",
    "python": 'the oldest version it works with, such as `python = "3.12"`',
    "time": "a table `[time]` with `sequential` and `target`",
    "time.sequential": "virtual seconds, such as `sequential = 4.5`",
    "time.target": "virtual seconds, such as `target = 2.5`",
    "rules": "a table `[rules]`",
    "rules.threads": "a whole number from 1 up, such as `threads = 1`",
    "rules.cancel_sweep": "`cancel_sweep = true` or `false`",
    "rules.schedules": "a whole number from 1 up, such as `schedules = 20`",
    "rules.max_lateness": "virtual seconds, such as `max_lateness = 0.125`",
    "limits": "a table `[limits]`",
    "limits.memory_mb": "megabytes that a run may take, such as `memory_mb = 256`",
    "limits.cpu": "seconds of processor time, such as `cpu = 20`",
    "limits.output": "characters that may be printed, such as `output = 1_000_000`",
    "limits.lines": "lines that may be printed, such as `lines = 10_000`",
    "limits.messages": "messages between the rooms, such as `messages = 1_000_000`",
    "limits.turns": "turns of the loop at one instant, such as `turns = 100_000`",
    "limits.horizon": "virtual seconds after which a run is ended, such as `horizon = 100.0`",
    "stub": "a table `[stub]` with `verdict`",
    "stub.verdict": 'the verdict of the untouched stub, such as `verdict = "still-sequential"`',
}
_NEEDED = ("format", "slug", "version", "title", "time", "time.sequential", "time.target", "stub", "stub.verdict")
_VOCABULARY = Vocabulary("a manifest", "Every exercise folder needs exercise.toml.", FORMAT, _WHAT_TO_WRITE, _NEEDED)


def load_manifest(path: Path) -> Manifest:
    """Read the manifest of the exercise in the file's folder.

    Raises `CatalogError` for a file that is missing, unreadable or not TOML, and for keys that are unknown, missing,
    of the wrong type or impossible.
    """
    raw = read_toml(path, _VOCABULARY)
    _refuse_unknown_verdict(path, raw)
    manifest = typed(path, raw, Manifest, _VOCABULARY)
    for key, problem, remedy in _impossible(manifest, path.parent.name):
        raise CatalogError(f"`{key}` {problem}.", f"Write {remedy}.", where=path)
    return manifest


def slug_of_folder(name: str) -> str | None:
    """The slug that a folder `NN_name_with_underscores` must have; `None` where the folder is not named so."""
    number, _, rest = name.partition("_")
    slug = rest.replace("_", "-")
    return slug if len(number) == 2 and number.isdecimal() and SLUG.fullmatch(slug) else None


def _refuse_unknown_verdict(path: Path, raw: dict[str, Any]) -> None:
    stub = raw["stub"]
    declared = stub.get("verdict") if isinstance(stub, dict) else None
    if isinstance(declared, str) and declared not in set(Verdict):
        near = get_close_matches(declared, list(Verdict), n=1, cutoff=0.0)
        problem = f"`stub.verdict` is `{declared}`, which is no verdict."
        raise CatalogError(problem, f'Did you mean `verdict = "{near[0]}"`?', where=path)


def _impossible(manifest: Manifest, folder: str) -> Iterator[tuple[str, str, str]]:
    """What is well-formed and yet cannot be: key, problem, remedy."""
    if manifest.format != FORMAT:
        yield "format", f"is {manifest.format}, and there is no such format", _WHAT_TO_WRITE["format"]
    yield from _impossible_names(manifest, folder)
    yield from _impossible_times(manifest)
    yield from _impossible_numbers(manifest)
    if manifest.stub.verdict.group in {Group.PASSED, Group.GRADER}:
        yield "stub.verdict", f"is `{manifest.stub.verdict}`, which no stub may earn", _WHAT_TO_WRITE["stub.verdict"]


def _impossible_names(manifest: Manifest, folder: str) -> Iterator[tuple[str, str, str]]:
    expected = slug_of_folder(folder)
    if manifest.slug != expected:
        problem = f"is `{manifest.slug}`, but the folder is `{folder}`"
        yield "slug", problem, f'`slug = "{expected}"` or rename the folder'
    if not _VERSION.fullmatch(manifest.version):
        yield "version", f"is `{manifest.version}`", _WHAT_TO_WRITE["version"]
    if not manifest.title.strip():
        yield "title", "is empty", _WHAT_TO_WRITE["title"]
    if not manifest.entry.isidentifier():
        yield "entry", f"is `{manifest.entry}`, which is no name of Python", _WHAT_TO_WRITE["entry"]
    if manifest.python is not None and not _PYTHON.fullmatch(manifest.python):
        yield "python", f"is `{manifest.python}`", _WHAT_TO_WRITE["python"]
    for key, names in (("teaches", manifest.teaches), ("needs", manifest.needs)):
        if not all(name.strip() for name in names):
            yield key, "holds an empty name", _WHAT_TO_WRITE[key]


def _impossible_times(manifest: Manifest) -> Iterator[tuple[str, str, str]]:
    time = manifest.time
    for key, value in (("time.sequential", time.sequential), ("time.target", time.target)):
        if not math.isfinite(value) or value <= 0:
            yield key, f"is {value:g}", f"{_WHAT_TO_WRITE[key]}: more than 0, and finite"
    if time.target > time.sequential:
        problem = f"is {time.target:g}, more than `time.sequential`, which is {time.sequential:g}"
        yield "time.target", problem, f"at most {time.sequential:g}: a good answer is never slower than the stub"
    if manifest.stub.verdict is Verdict.STILL_SEQUENTIAL and time.target == time.sequential:
        problem = "is `still-sequential`, but the target is the sequential time"
        yield "stub.verdict", problem, "a smaller `time.target` or another verdict"


def _impossible_numbers(manifest: Manifest) -> Iterator[tuple[str, str, str]]:
    rules = manifest.rules
    counts = {"rules.threads": rules.threads, "rules.schedules": rules.schedules, "minutes": manifest.minutes}
    for key, count in counts.items():
        if count is not None and count < 1:
            yield key, f"is {count}", _WHAT_TO_WRITE[key]
    for name, limit in msgspec.structs.asdict(manifest.limits).items():
        if limit is not None and name != "horizon" and limit < 1:
            yield f"limits.{name}", f"is {limit}", _WHAT_TO_WRITE[f"limits.{name}"]
    for key, span in (("rules.max_lateness", rules.max_lateness), ("limits.horizon", manifest.limits.horizon)):
        if span is not None and not (math.isfinite(span) and span > 0):
            yield key, f"is {span:g}", _WHAT_TO_WRITE[key]
