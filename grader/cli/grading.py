"""From a request on the command line to reports, a screen, remembered progress and an exit code."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from grader.catalog.errors import DefinitionError
from grader.cli.console import console_for, write_plain
from grader.cli.errors import NotIsolatedError, RequestError
from grader.cli.exit_code import ExitCode
from grader.cli.going_on import next_exercise
from grader.cli.grade_view import PICTURED, PLAIN, grade_view
from grader.cli.kit import Kit, name_what_is_left_out
from grader.cli.plan import Plan, plan_submission, plan_workspace
from grader.cli.reports import STANDARD_OUTPUT, refuse_impossible_places, write_reports
from grader.cli.reuse import Memory, grade_the_rest
from grader.cli.surroundings import leave_closing
from grader.model.report import LEVELS, ExerciseResult, Level, Report
from grader.model.safe_text import safe_line, safe_text
from grader.model.verdict import Verdict
from grader.reporters.terminal.results import state_of
from grader.reporters.terminal.screen import print_lines

if TYPE_CHECKING:
    from grader.grading import GradingRequest
    from grader.grading.request import DataSeed

OnBroken = Callable[[DefinitionError], None] | None


class CourseRules(msgspec.Struct, frozen=True):
    """What a course says of data and points; the rest of it the request names itself."""

    data_seed: "DataSeed"
    weights: Mapping[str, float]


class Wanted(msgspec.Struct, frozen=True):
    """A request to grade, as it was made; `same` are those of its options that decide over what is run, for a shell."""

    names: tuple[str, ...]
    submission: Path | None
    everything: bool
    seed: int
    schedules: int | None
    checks: Path | None
    places: Mapping[str, Path | None]
    require_level: str | None = None
    platform: str | None = None
    in_words: bool = False
    course: CourseRules | None = None
    same: tuple[str, ...] = ()

    @property
    def at_home(self) -> bool:
        """Whether the learner's own workspace is graded as it is."""
        return not (self.names or self.submission or self.everything)

    @property
    def is_plain(self) -> bool:
        """Whether nothing was asked for that an earlier result, or a later one, would not know of."""
        asked = (self.submission, self.checks, self.schedules, self.require_level, self.platform)
        return not (any(asked) or any(self.places.values()))


def grade_and_report(kit: Kit, wanted: Wanted) -> ExitCode:
    """Grade, write the reports, show the screen, remember; raises what makes the request impossible."""
    refuse_impossible_places(wanted.places)
    if wanted.checks is not None and not wanted.checks.is_dir():
        raise RequestError(f"--checks {wanted.checks}: is not a folder.", "It takes DIR with DIR/<slug>/test_*.py.")
    if wanted.platform is not None:
        return _for_platform(kit, wanted, wanted.platform)
    plan = _plan(kit, wanted)
    chapters = {name for chapter in kit.catalog.chapters for name in (str(chapter.number), chapter.slug)}
    if not wanted.names or chapters.intersection(wanted.names):
        name_what_is_left_out(kit)
    broken: list[DefinitionError] = []
    report = _graded(kit, plan, wanted, broken.append)
    if broken and all(result.verdict is None for result in report.exercises):
        raise broken[0]
    plan = plan.of(report)
    write_reports(report, wanted.places, plan.exercises, wanted.same)
    _show(report, plan, wanted)
    leave_closing(closing_sentence(report, plan))
    return _refused(broken) if broken else exit_code_of(report)


def _refused(broken: Sequence[DefinitionError]) -> ExitCode:
    """After all that could be graded: the exercises that could not, which is nobody's fault who handed something in."""
    for wrong in broken:
        write_plain(f"\n{safe_text(str(wrong))}\n", sys.stderr)
    leave_closing(safe_line(broken[0].in_place))
    return ExitCode.WRONG_REQUEST


def _for_platform(kit: Kit, wanted: Wanted, name: str) -> ExitCode:
    """What happened stands in the result; the exit code only says whether there is one."""
    from grader.cli.platform import platform_named, surroundings_here
    from grader.platforms.hidden import for_students

    platform, surroundings = platform_named(name), surroundings_here()
    plan = _plan(kit, wanted)
    platform.begin(surroundings)
    report = _graded(kit, plan, wanted)
    write_reports(report, wanted.places, plan.exercises)
    written = platform.write(report, surroundings)
    if not platform.speaks:
        _show(for_students(report), plan, wanted)
    leave_closing(closing_sentence(report, plan))
    return ExitCode.PASSED if written else ExitCode.GRADER_FAILED


def exit_code_of(report: Report) -> ExitCode:
    """A grader that failed outweighs a submission that did not pass; nothing graded is nothing passed."""
    verdicts = {result.verdict for result in report.exercises if result.verdict is not None}
    if Verdict.JUDGE_ERROR in verdicts:
        return ExitCode.GRADER_FAILED
    return ExitCode.PASSED if verdicts == {Verdict.PASSED} else ExitCode.NOT_PASSED


def closing_sentence(report: Report, plan: Plan) -> str:
    """The one sentence that remains when the screen has scrolled away."""
    if len(report.exercises) == 1:
        return _closing_of_one(report.exercises[0])
    passed = sum(result.verdict is Verdict.PASSED for result in report.exercises)
    following = next_exercise(plan.exercises, {result.slug: state_of(result) for result in report.exercises})
    end = f"; next: {following.slug}." if following else "."
    return f"{passed} of {len(report.exercises)} passed{end}"


def _closing_of_one(result: ExerciseResult) -> str:
    if result.verdict is Verdict.PASSED:
        return f"{result.slug} passed."
    return f"{result.slug}: {result.headline[:1].lower()}{result.headline[1:]}."


def _plan(kit: Kit, wanted: Wanted) -> Plan:
    if wanted.submission is not None:
        on_platform = wanted.platform is not None
        return plan_submission(kit, wanted.names, wanted.submission, refusal_is_a_result=on_platform)
    return plan_workspace(kit, wanted.names, everything=wanted.everything)


def _graded(kit: Kit, plan: Plan, wanted: Wanted, on_broken: OnBroken = None) -> Report:
    """What was asked for; without `on_broken` an exercise that cannot be graded ends it all."""

    def run(plan: Plan) -> Report:
        return _run(plan, wanted, on_broken)

    if wanted.submission is not None or kit.workspace is None:
        return run(plan)
    memory = Memory(kit.workspace, wanted.seed)
    report = grade_the_rest(plan, memory, run) if wanted.is_plain else run(plan)
    memory.keep(plan, report, reusable=wanted.is_plain)
    return report


def _run(plan: Plan, wanted: Wanted, on_broken: OnBroken) -> Report:
    from grader.grading import GradingRequest, NotIsolated, grade

    request = GradingRequest(
        submissions=plan.submissions,
        to_do=plan.to_do,
        seed=wanted.seed,
        schedules=wanted.schedules,
        checks=wanted.checks,
        require_level=_level(wanted.require_level),
    )
    try:
        if wanted.course is not None:
            return _graded_by_course(request, wanted.course)
        return grade(request, on_broken=on_broken)
    except NotIsolated as refusal:
        raise NotIsolatedError(f"{refusal}.", "`grader doctor` shows what is missing; nothing was graded.") from None


def _graded_by_course(request: "GradingRequest", rules: CourseRules) -> Report:
    from grader.grading import grade
    from grader.grading.weighing import weighed

    return weighed(grade(replace(request, data_seed=rules.data_seed)), rules.weights)


def _level(name: str | None) -> Level | None:
    """The level that was asked for; raises `RequestError` where there is none of that name."""
    if name is None:
        return None
    for level in LEVELS:
        if level == name.upper():
            return level
    raise RequestError(f"--require-level {name}: there is no such level.", f"It takes one of {', '.join(LEVELS)}.")


def _show(report: Report, plan: Plan, wanted: Wanted) -> None:
    """On standard output, unless a report or a platform's result goes there."""
    elsewhere = wanted.platform is not None or STANDARD_OUTPUT in wanted.places.values()
    stream = sys.stderr if elsewhere else sys.stdout
    console, screen = console_for(stream, wanted.same)
    views = PLAIN if wanted.in_words else PICTURED
    print_lines(console, grade_view(report, plan.exercises, screen, at_home=wanted.at_home, views=views))
