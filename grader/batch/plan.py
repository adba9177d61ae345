"""What counts now: for each student and exercise, the key of what they handed in.

Files are read twice: here, for their hash, and again when their turn comes. So a class need not fit into memory, and
what changed in between is not graded under the hash of something else.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from grader.batch.layouts import HandedIn, Layout, read_layout
from grader.batch.ledger import Enrolled
from grader.batch.roster import Roster, Student
from grader.batch.tasks import Key, definitions_of, grader_name
from grader.catalog.course import data_seed
from grader.catalog.errors import CatalogError
from grader.catalog.exercise import Exercise
from grader.catalog.fingerprint import of_text
from grader.catalog.handed_in import Submission, all_refused
from grader.catalog.submission import SubmittedText, Unreadable
from grader.model.safe_text import safe_line


@dataclass(frozen=True)
class Asked:
    """What of a class is to be graded, and by what."""

    submissions: Path
    exercises: tuple[Exercise, ...]
    roster: Roster | None = None
    layout: Layout | None = None
    secret: bytes | None = field(default=None, repr=False)
    checks: Path | None = None
    schedules: int | None = None
    only: tuple[str, ...] = ()
    since: datetime | None = None
    shard: tuple[int, int] | None = None

    @property
    def is_whole_class(self) -> bool:
        """Whether who is not found is not in the class any more."""
        return not self.only and self.since is None


@dataclass
class Plan:
    """The class, what counts for each student, and what of that cannot be read."""

    asked: Asked
    layout: Layout
    students: list[Enrolled] = field(default_factory=list)
    counts: list[tuple[str, Key]] = field(default_factory=list)
    unreadable: dict[Key, tuple[Exercise, Unreadable]] = field(default_factory=dict)
    _where: dict[str, HandedIn] = field(default_factory=dict)
    _last: tuple[str, dict[str, SubmittedText | Unreadable]] = ("", {})

    def read(self, student: str, key: Key) -> str | None:
        """The text that is kept under the key; `None` where it is not what it was any more."""
        if self._last[0] != student:
            try:
                found = self._where[student].find(self.asked.exercises)
            except CatalogError:
                return None
            self._last = student, {exercise.slug: submitted for exercise, submitted in found}
        submitted = self._last[1][key.slug]
        same = isinstance(submitted, SubmittedText) and of_text(submitted.text) == key.submission
        return submitted.text if same and isinstance(submitted, SubmittedText) else None

    def add(self, claim: "_Claim", keys: "_Keys") -> None:
        """Take a student in."""
        found, problem = claim.look(self.asked)
        self.students.append(claim.enrolled(problem))
        if not problem and claim.handed_in:
            self._where[claim.student] = claim.handed_in[0]
        for exercise, submitted in found:
            key = keys.of(exercise, submitted)
            self.counts.append((claim.student, key))
            if isinstance(submitted, Unreadable):
                self.unreadable[key] = exercise, submitted


def make_plan(asked: Asked) -> Plan:
    """Look at everything that was handed in; raises `CatalogError` where that is not a class."""
    layout, found = read_layout(asked.submissions, asked.layout)
    claims = _claims(found, asked.roster)
    for name in asked.only:
        if name not in claims:
            raise CatalogError(f"holds nothing of `{name}`.", "--only takes a student.", where=asked.submissions)
    plan, keys = Plan(asked, layout), _Keys(asked)
    for claim in claims.values():
        if claim.is_asked_for(asked):
            plan.add(claim, keys)
    return plan


@dataclass
class _Claim:
    """A student, and everything that claims to be theirs."""

    student: str
    on_roster: Student | None
    handed_in: list[HandedIn] = field(default_factory=list)

    def is_asked_for(self, asked: Asked) -> bool:
        if asked.only and self.student not in asked.only:
            return False
        if asked.shard is not None and shard_of(self.student, asked.shard[1]) != asked.shard[0]:
            return False
        return asked.since is None or any(self._changed(each) >= asked.since.timestamp() for each in self.handed_in)

    def _changed(self, each: HandedIn) -> float:
        when = self._when(each)
        return when.timestamp() if when else each.last_change()

    def _when(self, each: HandedIn) -> datetime | None:
        return (self.on_roster.submitted if self.on_roster else None) or each.when

    def look(self, asked: Asked) -> tuple[Iterable[Submission], str]:
        """What was handed in, and what is wrong with it as a whole."""
        if not self.handed_in:
            return (), ""
        problem = self._handed_in_twice()
        if not problem:
            try:
                return self.handed_in[0].find(asked.exercises), ""
            except CatalogError as error:
                problem = error.in_one_line
            except OSError as error:
                problem = f"{self.handed_in[0].whole.name} cannot be read: {error.strerror}."
        return all_refused(asked.exercises, problem, self.handed_in[0].whole), problem

    def _handed_in_twice(self) -> str:
        if len(self.handed_in) < 2:
            return ""
        first, second = (each.whole.name for each in self.handed_in[:2])
        return f"There are several submissions: {first} and {second}. Leave only the one that counts."

    def enrolled(self, problem: str) -> Enrolled:
        first = self.handed_in[0] if self.handed_in else None
        known = self.on_roster or Student(self.student, first.full_name if first else "", first.email if first else "")
        when = self._when(first) if first else None
        return Enrolled(
            student=self.student,
            name=known.name,
            email=known.email,
            submitted=when.isoformat() if when else None,
            marked_late=any(each.marked_late for each in self.handed_in),
            on_roster=self.on_roster is not None,
            handed_in=bool(self.handed_in),
            problem=safe_line(problem),
            also=json.dumps(dict(known.also) | ({"download": first.names[0]} if first else {})),
        )


def _claims(found: Iterable[HandedIn], roster: Roster | None) -> dict[str, _Claim]:
    """Everybody by name; with a roster also those who handed in nothing. Without one, everybody is on it."""
    claims = {} if roster is None else {name: _Claim(name, student) for name, student in roster.students.items()}
    for each in found:
        student = roster.find(each.names) if roster else Student(each.names[0], each.full_name, each.email)
        name = student.student if student else each.names[0]
        # Whoever is not on the roster may not take the place of somebody who is.
        while student is None and name in claims and claims[name].on_roster:
            name += " (not on the roster)"
        claims.setdefault(name, _Claim(name, student)).handed_in.append(each)
    return dict(sorted(claims.items()))


class _Keys:
    """The keys of submissions, with all that is the same for a class."""

    def __init__(self, asked: Asked) -> None:
        self._secret = asked.secret
        self._grader = grader_name()
        self._definitions = {e.slug: definitions_of(e, asked.checks, asked.schedules) for e in asked.exercises}

    def of(self, exercise: Exercise, submitted: SubmittedText | Unreadable) -> Key:
        if isinstance(submitted, SubmittedText):
            submission = of_text(submitted.text)
            seed = data_seed(self._secret, submission, exercise.slug)
        else:
            submission, seed = f"{submitted.verdict} {of_text(submitted.sentence)}", 0
        slug = exercise.slug
        return Key(slug, submission, submitted.shown_as, self._grader, seed, self._definitions[slug])


def shard_of(student: str, of: int) -> int:
    """In which of so many shards a student is, from 1: the same on every machine, whoever else is in the class."""
    return int.from_bytes(hashlib.sha256(student.encode("utf-8", "surrogateescape")).digest()[:8]) % of + 1
