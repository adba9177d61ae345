"""Grading the answers of an exercise, and what their verdicts say of it.

`grade_all` is the only way from here to the engine. Whatever the engine asks of a submission (other schedules, a sweep
of cancels) is thereby asked of every answer and every mutant.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from grader.authoring.answers import Answer
from grader.authoring.causes import without_marks
from grader.authoring.check_file import WrittenCheck
from grader.authoring.problem import Problem
from grader.catalog.exercise import Exercise
from grader.catalog.submission import SubmittedText, Unreadable, read_submission
from grader.grading import GradingRequest, grade
from grader.grading.ideal import ideal_bytes
from grader.judge.latencies import SHUFFLE_LATENCIES
from grader.model.report import CheckResult, ExerciseResult
from grader.model.units import seconds
from grader.model.verdict import Group, Verdict
from grader.testing.unwritten import ELAPSED

_SCHEDULES_AGAIN = 2
_LONGEST_REASON = 160

# The Python whose timelines are kept.
_OF_IDEALS = (3, 11)


@dataclass(frozen=True, slots=True)
class Graded:
    """An answer and what became of it."""

    answer: Answer
    result: ExerciseResult


def grade_all(
    exercise: Exercise, found: Sequence[SubmittedText | Unreadable], schedules: int | None = None
) -> tuple[ExerciseResult, ...]:
    """The result of each submission; raises `GraderFailure` where the checks cannot be collected."""
    return grade(GradingRequest(tuple((exercise, each) for each in found), schedules=schedules)).exercises


def grade_answers(exercise: Exercise, answers: Sequence[Answer], schedules: int | None = None) -> tuple[Graded, ...]:
    """Each answer with its result; of what is wrong with a wrong one, nothing is told beforehand."""
    found = [without_marks(read_submission(answer.path)) for answer in answers]
    results = grade_all(exercise, found, schedules)
    return tuple(Graded(answer, result) for answer, result in zip(answers, results, strict=True))


def grade_again(exercise: Exercise, graded: Sequence[Graded]) -> tuple[Graded, ...]:
    """The same answers once more, under the first schedules only.

    Of the schedules that an answer came through a report says only how many they were, and to come through all of
    them is what costs most. Who fell in one has to meet it again.
    """
    races = [one.answer for one in graded if one.result.verdict is Verdict.RACE]
    fell = {one.answer: one for one in grade_answers(exercise, races)} if races else {}
    again = grade_answers(exercise, [one.answer for one in graded], _SCHEDULES_AGAIN)
    return tuple(fell.get(one.answer, one) for one in again)


def check_verdicts(exercise: Exercise, graded: Sequence[Graded]) -> Iterator[Problem]:
    """Each answer gets its verdict, in its time, as far as it can be judged."""
    for one in graded:
        if _cannot_be_judged(one):
            continue
        if one.result.verdict is not one.answer.expected:
            yield _other_verdict(exercise, one)
        elif one.answer.kind == "stub":
            yield from _stub(exercise, one)
        elif one.answer.kind != "wrong" and one.result.elapsed != exercise.manifest.time.target:
            what = f"passes, and takes {one.result.elapsed} s instead of {exercise.manifest.time.target} s"
            yield Problem(one.answer.path, None, what, "Correct `time.target`, or the answer.")


def check_breakages(exercise: Exercise, graded: Sequence[Graded], written: Sequence[WrittenCheck]) -> Iterator[Problem]:
    """A check that raises, whatever it is shown, is said once, where it stands."""
    for one in graded:
        for check in failed(one.result) if _cannot_be_judged(one) else ():
            if check.verdict is Verdict.JUDGE_ERROR:
                line = next((each.line for each in written if each.is_called(check.name)), None)
                what = f"`{check.name}` cannot judge: {' '.join(check.message.split())[:_LONGEST_REASON]}"
                remedy = "Correct it there: as it is, learners are told that the grader is at fault."
                yield Problem(exercise.paths.checks, line, what, remedy)


def check_equal_bytes(first: Sequence[Graded], again: Sequence[Graded]) -> Iterator[Problem]:
    """Grading the same answers twice gives the same report."""
    for one, other in zip(first, again, strict=True):
        if _without_count(one.result) != _without_count(other.result):
            what = f"graded twice, it gives two reports: {_difference(one.result, other.result)}"
            remedy = "Look for what is not seeded, in the world and in the checks: sets, time, identities."
            yield Problem(one.answer.path, None, what, remedy)


def _without_count(result: ExerciseResult) -> bytes:
    """A result but for the number of schedules, which are fewer the second time."""
    return msgspec.json.encode(msgspec.structs.replace(result, schedules=0))


def check_ideal(exercise: Exercise, graded: Sequence[Graded]) -> Iterator[Problem]:
    """The kept timeline is the reference's, as the oldest supported Python shows it.

    What asyncio waits for inside its own functions differs from version to version, and so do the lanes of some.
    """
    expected, path = ideal_of(graded), exercise.paths.ideal
    if path.is_file() and sys.version_info[:2] > _OF_IDEALS:
        return
    # A checkout may have given it other line ends.
    if expected is not None and (not path.is_file() or path.read_bytes().replace(b"\r\n", b"\n") != expected):
        what = "is not the timeline of the reference" if path.is_file() else "is missing"
        yield Problem(path, None, what, "`author check --write` writes it.")


def ideal_of(graded: Sequence[Graded]) -> bytes | None:
    """The timeline to keep; `None` while the reference does not pass."""
    for one in graded:
        if one.answer.kind == "reference" and one.result.verdict is Verdict.PASSED and one.result.timeline:
            return ideal_bytes(one.result.timeline)
    return None


def failed(result: ExerciseResult) -> list[CheckResult]:
    """The checks that were asked and did not pass."""
    return [check for check in result.checks if check.verdict is not Verdict.PASSED and not check.skipped]


# Verdicts


def _other_verdict(exercise: Exercise, one: Graded) -> Problem:
    answer, result = one.answer, one.result
    assert result.verdict is not None  # nothing here is left to do
    if result.verdict is Verdict.PASSED:
        return _passes(answer)
    if result.verdict.group is Group.TIME and {check.name for check in failed(result)} == {ELAPSED.name}:
        by_time = _by_time_alone(exercise, one)
        if by_time is not None:
            return by_time
    reasons = [check.message for check in failed(result) if check.verdict is result.verdict and check.message]
    reason = " ".join((reasons or [result.summary])[0].split())[:_LONGEST_REASON]
    what = f"should get `{answer.expected}` and gets `{result.verdict}`: {reason}"
    return Problem(answer.path, result.line, what, _remedy(answer, result.verdict))


def _by_time_alone(exercise: Exercise, one: Graded) -> Problem | None:
    """What only the clock refuses: work that nothing counts, or a manifest that asks for another time."""
    answer, result = one.answer, one.result
    if answer.expected is Verdict.PASSED and result.elapsed is not None:
        target = exercise.manifest.time.target
        what = f"is right and takes {seconds(result.elapsed)}, and `time.target` says {seconds(target)}"
        return Problem(answer.path, result.line, what, "Correct `time.target` in exercise.toml, or the answer.")
    if answer.kind == "wrong" and answer.expected.group is not Group.TIME:
        what = f"should get `{answer.expected}` and fails by time alone (`{result.verdict}`)"
        remedy = f'Add a check marked verdict("{answer.expected}") that counts.'
        return Problem(answer.path, result.line, f"{what}: nothing counts what is wrong with it", remedy)
    return None


def _passes(answer: Answer) -> Problem:
    what = f"should get `{answer.expected}` and passes"
    if answer.kind == "stub":
        return Problem(answer.path, None, what, "Leave something to do, or declare another `stub.verdict`.")
    return Problem(answer.path, None, what, "Add a check that it fails, or move it to accepted/.")


def _remedy(answer: Answer, verdict: Verdict) -> str:
    if verdict.group is Group.LOADING:
        return "Correct it there: what the grader cannot start shows nothing of the exercise."
    if answer.kind == "wrong":
        return f"Move it to wrong/{verdict}/, or mend the check or the world that should have spoken first."
    if answer.kind == "stub":
        return "Correct `stub.verdict` in exercise.toml, or the stub."
    if verdict is Verdict.RACE:
        return f"Correct the answer, the check that refuses it, or what `{SHUFFLE_LATENCIES}` does in the world."
    return "Correct the answer, or the check that refuses it."


# The stub


def _stub(exercise: Exercise, one: Graded) -> Iterator[Problem]:
    path, result, time = one.answer.path, one.result, exercise.manifest.time
    if result.elapsed is not None and result.elapsed != time.sequential:
        what = f"takes {seconds(result.elapsed)}, and `time.sequential` says {seconds(time.sequential)}"
        yield Problem(path, None, what, "Correct the manifest, or the waits of the world.")
    if result.points or not result.max_points:
        what = f"gets {result.points:g} of {result.max_points:g} points"
        yield Problem(path, None, what, "An untouched stub gets none, and there have to be some: see `points(n)`.")
    for check in failed(result):
        wrong = {v for v in (check.verdict, *check.secondary) if v.group is Group.RESULT} - {one.answer.expected}
        if check.criterion == "correctness" and wrong:
            what = f"does not work as it is: the check `{check.name}` fails ({' '.join(check.message.split())[:120]})"
            remedy = 'A learner starts from a right result: correct the stub, or mark the check criterion("behaviour").'
            yield Problem(path, check.line, what, remedy)


# Evidence


def check_evidence(exercise: Exercise, graded: Sequence[Graded], written: Sequence[WrittenCheck]) -> Iterator[Problem]:
    """Every check refuses something, and what skipped work is refused by more than the clock.

    While there are some that cannot be started or judged, nobody knows which checks they would have failed.
    """
    refused = [one.result for one in graded if one.answer.kind in {"stub", "wrong"}]
    unknown = any(_cannot_be_started(one) or _cannot_be_judged(one) for one in graded)
    for check in () if unknown else written:
        if not any(_speaks(check, result) for result in refused):
            what = f"`{check.name}`: no wrong submission fails this check, so it may assert nothing"
            remedy = f"File one that only it can refuse under wrong/{check.verdict}/, or remove the check."
            yield Problem(exercise.paths.checks, check.line, what, remedy)
    for one in graded:
        if one.result.verdict is one.answer.expected is Verdict.TOO_FAST and _only_clock(one.result):
            target = seconds(exercise.manifest.time.target)
            what = f"fails by time alone: with a sleep up to {target} at its end it would pass"
            remedy = 'Add a check marked verdict("too-fast") that counts the work: calls, prints, results.'
            yield Problem(one.answer.path, None, what, remedy)


def _speaks(check: WrittenCheck, result: ExerciseResult) -> bool:
    """Whether an assert of the check's own failed, not only the submission in it."""
    mine = [one for one in failed(result) if check.is_called(one.name)]
    return any(check.verdict in {one.verdict, *one.secondary} for one in mine)


def _cannot_be_started(one: Graded) -> bool:
    verdict = one.result.verdict
    return verdict is not one.answer.expected and verdict is not None and verdict.group is Group.LOADING


def _cannot_be_judged(one: Graded) -> bool:
    return one.result.verdict is Verdict.JUDGE_ERROR


def _only_clock(result: ExerciseResult) -> bool:
    return {check.name for check in failed(result)} == {ELAPSED.name}


# Differences


def _difference(one: ExerciseResult, other: ExerciseResult) -> str:
    for first, then in zip(one.checks, other.checks, strict=False):
        if first != then:
            return f"the check `{first.name}` says {_said(first)} and then {_said(then)}"
    names = [name for name in one.__struct_fields__ if getattr(one, name) != getattr(other, name)]
    return f"they differ in {', '.join(f'`{name}`' for name in names) or 'the order of something'}"


def _said(check: CheckResult) -> str:
    message = " ".join(check.message.split())[: _LONGEST_REASON // 2]
    return f"`{check.verdict}`" + (f" ({message})" if message else "")


def as_submitted(text: str, path: Path) -> SubmittedText:
    """A text as if it had been handed in under that name."""
    return SubmittedText(text, path, path.name)
