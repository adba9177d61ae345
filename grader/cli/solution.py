"""`grader solution`: the kit's own answer, for those who have theirs."""

import sys

from grader.cli.console import write_plain
from grader.cli.errors import RequestError
from grader.cli.exit_code import ExitCode
from grader.cli.kit import Kit, Name, Sources, from_here, open_kit, the_one
from grader.cli.surroundings import called_as, grades_as, leave_closing


def solution(name: Name, *, sources: Sources = None) -> ExitCode:
    """Show the kit's own answer, once yours has passed."""
    kit = open_kit(sources)
    exercise = the_one(kit, name)
    if not _has_passed(kit, exercise.slug):
        write_plain(
            f"{exercise.slug} has not passed yet; the answer is worth more after yours.\n"
            f"Grade it with `{grades_as()}`, or ask for a hint: `{called_as()} hint {exercise.slug}`.\n",
            sys.stderr,
        )
        leave_closing(f"{exercise.slug} has not passed yet.")
        return ExitCode.NOT_PASSED
    reference = exercise.paths.solution / exercise.file_name
    try:
        write_plain(reference.read_text(encoding="utf-8"))
    except OSError:
        problem = f"The answer to {exercise.slug} did not come with this kit ({reference})."
        raise RequestError(problem, "It is in the project's repository, under solutions/.") from None
    others = sorted(exercise.paths.solution.glob("accepted/*.py"))
    if others:
        write_plain("\nOther good answers:\n" + "".join(f"  {from_here(other)}\n" for other in others), sys.stderr)
    return ExitCode.PASSED


def _has_passed(kit: Kit, slug: str) -> bool:
    from grader.workspace.progress import read_progress

    return read_progress(kit.need_workspace()).has_passed(slug)
