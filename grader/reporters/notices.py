"""What is said of a whole grading, the same wherever it is shown."""

from grader.model.report import ExerciseResult, Level, Report
from grader.model.units import count
from grader.model.verdict import Verdict

DEFINITIONS_MODIFIED = (
    "The exercises themselves were changed here (worlds, checks or manifests); a course grades with its own."
)

ISOLATION: dict[Level, str] = {
    "K2": "The program ran confined: no files but Python's own, no network, no other process.",
    "K1": "The program ran confined in part; the report names what got through.",
    "P": "The program ran in a process of its own, not confined; grades that count come from Linux.",
}


def notices_of(report: Report) -> list[str]:
    """How what was run was confined, and whether its definitions are the kit's own."""
    ran = bool(report.isolation.layers) and any(result.verdict for result in report.exercises)
    notices = [f"[{report.isolation.level}] {ISOLATION[report.isolation.level]}"] if ran else []
    return [*notices, DEFINITIONS_MODIFIED] if report.definitions_modified else notices


def schedules_tried(result: ExerciseResult) -> str:
    """In how many orders of what may happen at one instant a program ran; nothing where it never got that far."""
    if not result.schedules:
        return ""
    if result.verdict is Verdict.PASSED:
        return f"Right in the plain run, and in {count(result.schedules, 'other schedule')} too."
    right = f" and in {count(result.schedules - 1, 'other schedule')}" if result.schedules > 1 else ""
    return f"Right in the plain run{right}; wrong in schedule {result.schedules}."
