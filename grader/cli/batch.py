"""`grader batch`: grade a class."""

from pathlib import Path
from typing import Annotated

from grader.cli.exit_code import ExitCode
from grader.cli.kit import Sources
from grader.cli.signature import Argument, Option

Out = Annotated[Path, Option("--out", metavar="DIR", help="Where the ledger, the tables and the reports go.")]
Anonymous = Annotated[bool, Option("--anonymous", help="Pseudonyms in place of names, in all that is written.")]
Compare = Annotated[
    Path | None, Option(metavar="OLD", help="Write what differs from this earlier grading; exit 1 on any.")
]


def batch(  # the command line is its signature
    submissions: Annotated[
        Path, Argument(metavar="SUBMISSIONS", help="A folder: one folder, archive or file a student.")
    ],
    *,
    out: Out,
    course: Annotated[Path | None, Option(metavar="F", help="The course file to grade by.")] = None,
    roster: Annotated[Path | None, Option(metavar="F", help="The students there should be, as CSV.")] = None,
    layout: Annotated[
        str | None,
        Option(metavar="L", help="gradescope, moodle, canvas, github or plain; without it, seen by the names."),
    ] = None,
    workers: Annotated[
        int | None, Option(min=1, metavar="N", help="Judges at once; without it, one for each processor.")
    ] = None,
    schedules: Annotated[int | None, Option(min=0, metavar="N", help="Schedules to try; 0 is the fastest.")] = None,
    only: Annotated[list[str] | None, Option(metavar="STUDENT", help="Grade only this student.")] = None,
    since: Annotated[
        str | None, Option(metavar="TIME", help="Grade only what was handed in since, as 2026-11-20T18:00.")
    ] = None,
    regrade: Annotated[bool, Option("--regrade", help="Grade again also what was graded.")] = False,
    anonymous: Anonymous = False,
    compare: Compare = None,
    shard: Annotated[str | None, Option(metavar="I/N", help="Grade one part of N; `merge` puts them together.")] = None,
    scheduler: Annotated[
        str | None, Option(metavar="ADDR", help="Grade on the workers of this Dask scheduler.")
    ] = None,
    sources: Sources = None,
) -> ExitCode:
    """Grade a class. Stopped at any moment and started again, it goes on where it was."""
    from grader.cli.batching import Request, grade_class

    return grade_class(
        Request(
            submissions=submissions,
            out=out,
            course=course,
            roster=roster,
            layout=layout,
            workers=workers,
            schedules=schedules,
            only=tuple(only or ()),
            since=since,
            regrade=regrade,
            anonymous=anonymous,
            compare=compare,
            shard=shard,
            scheduler=scheduler,
            sources=tuple(sources or ()),
        )
    )
