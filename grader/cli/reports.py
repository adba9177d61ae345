"""Writing a report where it was asked for."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from grader.catalog.exercise import Exercise
from grader.cli.console import commands_here, write_plain
from grader.cli.errors import RequestError
from grader.model.report import Report

STANDARD_OUTPUT = Path("-")


def refuse_impossible_places(places: Mapping[str, Path | None]) -> None:
    """Say before grading what could not be written after it; raises `RequestError`."""
    asked = [option for option, place in places.items() if place == STANDARD_OUTPUT]
    if len(asked) > 1:
        raise RequestError(f"{' and '.join(asked)} both ask for standard output.", "Give one of them a file.")
    for option, place in places.items():
        if place and place != STANDARD_OUTPUT and (place.is_dir() or not place.parent.is_dir()):
            what = "is a folder" if place.is_dir() else "lies in a folder that does not exist"
            raise RequestError(f"{option} {place}: {what}.", "Name a file in a folder that exists, or `-`.")


def write_reports(
    report: Report, places: Mapping[str, Path | None], exercises: Iterable[Exercise], same: tuple[str, ...] = ()
) -> None:
    """Write each report asked for; raises `RequestError` where a file cannot be written."""
    for option, place in places.items():
        if place is not None:
            write_text(_writer(option, exercises, same)(report), place, option)


def write_text(text: str, place: Path, option: str) -> None:
    """Write to the place that the option names; raises `RequestError` where that cannot be."""
    if place == STANDARD_OUTPUT:
        write_plain(text)
        return
    try:
        place.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise RequestError(f"{option} {place}: cannot be written ({error.strerror}).", "Name another file.") from None


def _writer(option: str, exercises: Iterable[Exercise], same: tuple[str, ...]) -> Callable[[Report], str]:
    if option == "--json":
        from grader.reporters.json import to_json

        return to_json
    if option == "--junit":
        from grader.reporters.junit import to_junit

        return to_junit
    if option == "--html":
        return lambda report: _page(report, exercises, same)
    from grader.reporters.markdown import to_markdown

    return to_markdown


def _page(report: Report, exercises: Iterable[Exercise], same: tuple[str, ...]) -> str:
    from grader.reporters.html.page import to_html
    from grader.reporters.html.views import Place

    places = {e.slug: Place(e.number, f"{e.chapter.number} {e.chapter.slug}") for e in exercises}
    return to_html(report, places, commands_here(same))
