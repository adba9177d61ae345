"""`grader package`: what an instructor uploads to a platform."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from grader.cli.console import write_plain
from grader.cli.errors import RequestError
from grader.cli.exit_code import ExitCode
from grader.cli.kit import Sources, from_here
from grader.cli.signature import Argument, Option
from grader.cli.surroundings import leave_closing
from grader.model.units import count

if TYPE_CHECKING:
    from grader.packaging.build import Package

_KEEP_IT = "It holds hidden checks or the course's secret: keep it from students.\n"
_Points = Annotated[float | None, Option(metavar="N", help="Refuse unless the exercises count so much in all.")]


def package(  # the command line is its signature
    platform: Annotated[str, Argument(metavar="PLATFORM", show_default=False, help="Such as gradescope.")],
    names: Annotated[list[str] | None, Argument(metavar="SLUG|CHAPTER", show_default=False)] = None,
    *,
    course: Annotated[Path, Option(metavar="F", show_default=False, help="The course's file.")],
    out: Annotated[Path, Option(metavar="F", show_default=False, help="The archive to write.")],
    vendor: Annotated[bool, Option("--vendor", help="Put in all that is needed: installs offline.")] = False,
    force: Annotated[bool, Option("--force", help="Replace an archive that is there.")] = False,
    points: _Points = None,
    sources: Sources = None,
) -> ExitCode:
    """Build what a platform runs: the grader and a course's exercises, without solutions."""
    from grader.packaging.build import PackageRequest, build

    _refuse_impossible_place(out, force=force)
    request = PackageRequest(platform, course, tuple(names or ()), tuple(sources or ()), vendor, points)
    made = build(request)
    _write(made.content, out)
    write_plain(_said(made, out))
    leave_closing(f"{from_here(out)} is ready.")
    return ExitCode.PASSED


def _refuse_impossible_place(out: Path, *, force: bool) -> None:
    if out.is_dir() or not out.parent.is_dir():
        what = "is a folder" if out.is_dir() else "lies in a folder that does not exist"
        raise RequestError(f"--out {out}: {what}.", "Name a file in a folder that exists.")
    if out.exists() and not force:
        raise RequestError(f"--out {out}: is there already.", "Name another file, or replace it with --force.")
    if not os.access(out if out.exists() else out.parent, os.W_OK):
        raise RequestError(f"--out {out}: may not be written.", "Name a file in a folder of your own.")


def _write(content: bytes, out: Path) -> None:
    """Whole or not at all; nobody else's to read, since it may hold hidden checks and a secret."""
    beginning = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(beginning, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
        beginning.replace(out)
    except OSError as error:
        beginning.unlink(missing_ok=True)
        raise RequestError(f"--out {out}: cannot be written ({error.strerror}).", "Name another file.") from None


def _said(made: "Package", out: Path) -> str:
    exercises = count(len(made.definitions.exercises), "exercise")
    size = f"{len(made.content) / 1024 / 1024:.1f} MB"
    what = f"{exercises}, {made.definitions.points:g} points, for Python {', '.join(made.pythons)}"
    left_out = "".join(f"Not for {said}, not installed here.\n" for said in made.left_out)
    private = _KEEP_IT if made.definitions.is_private else ""
    return f"{from_here(out)} ({size}): {what}.\n{left_out}{private}{made.next_step}\n"
