"""`grader grade`: grade the workspace, or what was handed in."""

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from grader.cli.exit_code import ExitCode
from grader.cli.kit import Sources, open_kit
from grader.cli.signature import Argument, Option
from grader.model.safe_text import safe_line

# Seeds that a report names are numbers of schedules; one that is longer does not cross to the runner.
_MOST_SEEDS = 2**31

_Json = Annotated[Path | None, Option(metavar="F", help="Write the report as JSON; - is standard output.")]
_Junit = Annotated[Path | None, Option(metavar="F", help="Write it as JUnit XML.")]
_Html = Annotated[Path | None, Option(metavar="F", help="Write it as a page, in one file.")]
_Markdown = Annotated[Path | None, Option(metavar="F", help="Write it as Markdown.")]


def grade(  # the command line is its signature
    names: Annotated[list[str] | None, Argument(metavar="SLUG|CHAPTER", show_default=False)] = None,
    *,
    submission: Annotated[
        Path | None, Option(metavar="PATH", help="Grade this folder, archive or (with one slug) file instead.")
    ] = None,
    everything: Annotated[bool, Option("--all", help="Also run what is still the stub.")] = False,
    json: _Json = None,
    junit: _Junit = None,
    html: _Html = None,
    markdown: _Markdown = None,
    seed: Annotated[int, Option(min=0, max=_MOST_SEEDS, metavar="N", help="Try this schedule alone.")] = 0,
    schedules: Annotated[int | None, Option(min=1, metavar="N", help="Schedules to try.")] = None,
    checks: Annotated[Path | None, Option(metavar="DIR", help="Folder of hidden checks.")] = None,
    course: Annotated[Path | None, Option(metavar="F", help="Grade by this course file.")] = None,
    require_level: Annotated[
        str | None, Option(metavar="K2|K1|P", help="Refuse to grade with a weaker isolation.")
    ] = None,
    platform: Annotated[
        str | None, Option(metavar="NAME", help="Write the result that this platform expects, where it does.")
    ] = None,
    plain: Annotated[bool, Option("--plain", help="Say it in sentences, without pictures and signs.")] = False,
    sources: Sources = None,
) -> ExitCode:
    """Grade your exercises. Name some to grade only those."""
    from grader.cli.course import open_course
    from grader.cli.grading import Wanted, grade_and_report

    places = {"--json": json, "--junit": junit, "--html": html, "--markdown": markdown}
    wanted = Wanted(
        tuple(names or ()),
        submission,
        everything or platform is not None,
        seed,
        schedules,
        checks,
        places,
        require_level,
        platform=platform,
        in_words=plain,
        same=() if platform else _same(submission, checks, course, sources),
    )
    if course is None:
        return grade_and_report(open_kit(sources), wanted)
    kit, wanted = open_course(course, sources).grading(wanted)
    return grade_and_report(kit, wanted)


def _same(
    submission: Path | None, checks: Path | None, course: Path | None, sources: Sequence[Path] | None
) -> tuple[str, ...]:
    """The options by which the same would be graded again; on a platform its paths say nothing to a student."""
    places = [("--submission", submission), ("--checks", checks), ("--course", course)]
    given = [*places, *(("--sources", source) for source in sources or ())]
    return tuple(word for option, place in given if place for word in (option, shlex.quote(safe_line(str(place)))))
