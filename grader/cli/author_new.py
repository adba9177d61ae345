"""`grader author new`: begin an exercise."""

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from grader.cli.console import write_plain
from grader.cli.errors import RequestError
from grader.cli.exit_code import ExitCode
from grader.cli.kit import Sources, find_kit, from_here
from grader.cli.signature import Argument, Option
from grader.cli.surroundings import called_as


def author_new(
    slug: Annotated[str, Argument(metavar="SLUG", show_default=False, help="Such as two-at-once.")],
    *,
    chapter: Annotated[str, Option(metavar="NN_NAME", show_default=False, help="The chapter's folder: 01_one_thread.")],
    title: Annotated[str | None, Option(metavar="TEXT", help="Its title; from the slug without it.")] = None,
    sources: Sources = None,
) -> ExitCode:
    """Begin an exercise: files that work, with a TODO wherever you have something to say."""
    from grader.authoring.scaffold import scaffold

    _begin_course(sources or ())
    kit = find_kit(sources)
    if kit.workspace is None:
        problem = "There is no folder `exercises` here or above for a new exercise to lie in."
        raise RequestError(problem, "Make one where your course lies (mkdir exercises), or name it with --sources.")
    written = scaffold(kit.catalog, kit.exercises, slug, chapter, title)
    write_plain("".join(f"{from_here(path)}\n" for path in written))
    named = "".join(f" --sources {shlex.quote(str(source))}" for source in sources or ())
    write_plain(f"Each TODO in them is yours. Then: {called_as()} author check {slug} --mutants --write{named}\n")
    return ExitCode.PASSED


def _begin_course(sources: Sequence[Path]) -> None:
    """In a folder of somebody's own where nothing is yet, make that of the exercises."""
    for folder in sources[:1]:
        if folder.is_dir() and folder.resolve().name != "exercises" and not any(folder.iterdir()):
            (folder / "exercises").mkdir()
