"""`grader author new`: begin an exercise."""

from typing import Annotated

from grader.cli.console import write_plain
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

    kit = find_kit(sources)
    written = scaffold(kit.catalog, kit.need_workspace(), slug, chapter, title)
    write_plain("".join(f"{from_here(path)}\n" for path in written))
    write_plain(f"Each TODO in them is yours. Then: {called_as()} author check {slug} --mutants --write\n")
    return ExitCode.PASSED
