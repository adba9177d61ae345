"""An `ExerciseResult` from the outcomes of the checks of one submission."""

from collections.abc import Sequence

import msgspec

from grader.catalog.exercise import Exercise
from grader.catalog.submission import Unreadable
from grader.explain.case import Case, Diagnosis
from grader.explain.diagnosis import diagnose
from grader.explain.wording import TO_DO, wording_of
from grader.grading.excerpt import excerpt
from grader.grading.points import points
from grader.judge.traces import stuck_tasks, without_addresses
from grader.model.report import CheckResult, ExerciseResult, Lights
from grader.model.timeline import Timeline
from grader.model.trace import Trace
from grader.model.verdict import Verdict, first_cause
from grader.testing.check import CheckOutcome
from grader.testing.findings import Finding
from grader.testing.job import Job
from grader.testing.plain_run import PlainRun
from grader.timeline import build_timeline


def result_of(
    job: Job, run: PlainRun, outcomes: Sequence[CheckOutcome], worth: Sequence[float], ideal: Timeline | None
) -> ExerciseResult:
    """What is reported of a submission that could be run."""
    verdict = first_cause(outcome.verdict for outcome in outcomes)
    trace = run.trace()
    diagnosis = _diagnosis(job, run, trace, verdict, outcomes)
    got = points(outcomes, worth)
    manifest = job.exercise.manifest
    return ExerciseResult(
        slug=job.exercise.slug,
        title=job.exercise.title,
        version=manifest.version,
        verdict=verdict,
        points=sum(got),
        max_points=sum(worth),
        headline=diagnosis.headline,
        summary=without_addresses(diagnosis.sentence),
        file=job.submission.shown_as,
        line=diagnosis.line,
        hint=diagnosis.hint,
        elapsed=run.elapsed if run.failure is None and run.error is None else None,
        target=job.target,
        sequential=job.sequential,
        threads=_threads(run),
        lights=_lights(outcomes),
        checks=tuple(
            _check_result(outcome, points, most, job)
            for outcome, points, most in zip(outcomes, got, worth, strict=True)
        ),
        excerpt=excerpt(job.submission.text, diagnosis.notes),
        timeline=build_timeline(trace, job.submission.text, job.entry, ideal) if trace.spans or trace.prints else None,
        ideal=ideal,
        cause=diagnosis.cause,
    )


def unreadable_result(exercise: Exercise, found: Unreadable, most: float = 0.0) -> ExerciseResult:
    """What is reported of a file that could not be read; `most` is what it could have got, where no course says it."""
    wording = wording_of(found.verdict)
    result = _not_run(exercise, found.verdict, wording.headline, found.sentence, found.shown_as, wording.advice)
    return msgspec.structs.replace(result, max_points=most)


def not_judged_result(exercise: Exercise, file: str, sentence: str) -> ExerciseResult:
    """What is reported where no judge came to an end."""
    wording = wording_of(Verdict.JUDGE_ERROR)
    return _not_run(exercise, Verdict.JUDGE_ERROR, wording.headline, sentence, file, wording.advice)


def to_do_result(exercise: Exercise) -> ExerciseResult:
    """What is reported of an exercise that is still its stub."""
    return _not_run(exercise, None, TO_DO, "", exercise.file_name, "")


def _not_run(
    exercise: Exercise, verdict: Verdict | None, headline: str, summary: str, file: str, hint: str
) -> ExerciseResult:
    return ExerciseResult(
        slug=exercise.slug,
        title=exercise.title,
        version=exercise.manifest.version,
        verdict=verdict,
        points=0.0,
        max_points=0.0,
        headline=headline,
        summary=summary,
        file=file,
        line=None,
        hint=hint,
        elapsed=None,
        target=exercise.manifest.time.target,
        sequential=exercise.manifest.time.sequential,
        threads=None,
        lights=Lights(),
        checks=(),
        excerpt=(),
        timeline=None,
        ideal=None,
    )


def _diagnosis(job: Job, run: PlainRun, trace: Trace, verdict: Verdict, outcomes: Sequence[CheckOutcome]) -> Diagnosis:
    case = _case(job, run, trace, verdict, [f for o in outcomes for f in o.findings])
    beneath = [f for o in outcomes for f in o.consequences]
    if verdict is Verdict.RACE and beneath:
        by_itself = _case(job, run, trace, first_cause(f.verdict for f in beneath), beneath)
        case = msgspec.structs.replace(case, beneath=by_itself)
    around = {"another_day": _another_day(verdict, outcomes), "cancelled": _cancelled(verdict, outcomes)}
    return diagnose(msgspec.structs.replace(case, **around))


def _case(job: Job, run: PlainRun, trace: Trace, verdict: Verdict, findings: Sequence[Finding]) -> Case:
    found = [finding for finding in findings if finding.verdict is verdict]
    return Case(
        verdict,
        fact=found[0].fact if found else "",
        line=found[0].line if found else None,
        entry=job.entry,
        trace=trace,
        source=job.submission.text,
        stub=job.exercise.stub_text(),
        slow=run.elapsed > job.target,
        padded=run.elapsed >= job.target,
        returned=run.value,
        constants=run.world.numbers(),
        stuck=stuck_tasks(found[0].tasks if found else ()),
        facts=tuple(finding.fact for finding in found),
    )


def _another_day(verdict: Verdict, outcomes: Sequence[CheckOutcome]) -> str:
    """The check whose own data brought the verdict out, where the data of the plain run does not."""
    failed = [outcome for outcome in outcomes if outcome.verdict is verdict]
    return failed[0].spec.name if failed and all(outcome.own_data for outcome in failed) else ""


def _cancelled(verdict: Verdict, outcomes: Sequence[CheckOutcome]) -> str:
    """Where the run was cancelled that brought the verdict out, where the plain run does not."""
    failed = [outcome for outcome in outcomes if outcome.verdict is verdict]
    return failed[0].cancelled if failed else ""


def _threads(run: PlainRun) -> int:
    return 1 + run.seen.foreign_threads + sum(beyond.what == "thread" for beyond in run.seen.beyond)


def _lights(outcomes: Sequence[CheckOutcome]) -> Lights:
    def light(*criteria: str) -> bool | None:
        asked = [outcome for outcome in outcomes if outcome.spec.criterion in criteria and not outcome.skipped]
        return all(outcome.passed for outcome in asked) if asked else None

    return Lights(
        result=light("correctness", "behaviour"),
        one_thread=light("single-thread"),
        tidy=light("tidy"),
        time=light("elapsed"),
    )


def _check_result(outcome: CheckOutcome, points: float, most: float, job: Job) -> CheckResult:
    spec = outcome.spec
    line = next((f.line for f in outcome.findings if f.verdict is outcome.verdict), None)
    return CheckResult(
        name=spec.name,
        criterion=spec.criterion,
        verdict=outcome.verdict,
        secondary=outcome.secondary,
        points=points,
        max_points=most,
        message=without_addresses(outcome.message),
        file=job.submission.shown_as if line else None,
        line=line,
        seed=outcome.seed,
        hidden=spec.hidden,
        skipped=outcome.skipped,
    )
