"""One run of a file on the virtual clock, without checks: what `grader run` shows."""

from dataclasses import dataclass

from grader.catalog.exercise import Exercise
from grader.catalog.submission import SubmittedText
from grader.explain.wording import wording_of
from grader.judge.launch import launcher
from grader.judge.observations import seconds_of
from grader.model.timeline import Timeline
from grader.model.verdict import Verdict
from grader.testing.findings import findings_of
from grader.testing.job import Job
from grader.testing.plain_run import PlainRun, run_entry
from grader.timeline import build_timeline


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A line that the program printed, and when."""

    at: float
    text: str
    to_stderr: bool


@dataclass(frozen=True, slots=True)
class Trouble:
    """What kept a run from returning a value."""

    verdict: Verdict
    headline: str
    sentence: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What happened: the prints, the value or the trouble, the time it took and where that went."""

    lines: tuple[SaidLine, ...]
    value: str | None
    trouble: Trouble | None
    elapsed: float
    timeline: Timeline | None


def rehearse(exercise: Exercise, submitted: SubmittedText, seed: int = 0) -> Rehearsal:
    """Run the entry of a file once."""
    start = launcher()
    try:
        job = Job(exercise, submitted, start, seed)
        run = run_entry(job)
    finally:
        start.close()
    trace = run.trace()
    return Rehearsal(
        lines=tuple(SaidLine(seconds_of(p.at), p.text, p.stream == "err") for p in run.printed),
        value=repr(run.value) if run.error is None else None,
        trouble=_trouble(job, run),
        elapsed=run.elapsed,
        timeline=build_timeline(trace, submitted.text, job.entry) if trace.spans or trace.prints else None,
    )


def _trouble(job: Job, run: PlainRun) -> Trouble | None:
    if run.error is None:
        return None
    found = findings_of(run.seen, run.failure, run.error, job.exercise.manifest.rules)
    if not found:
        return Trouble(Verdict.RAISED, wording_of(Verdict.RAISED).headline, str(run.error), None)
    first = found[0]
    wording = wording_of(first.verdict)
    return Trouble(first.verdict, wording.headline, first.fact or wording.sentence, first.line)
