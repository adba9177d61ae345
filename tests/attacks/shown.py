"""How a report of an attack looks to whoever reads it, in each form: nothing of it may act there."""

import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser

import msgspec

from grader.model.report import ExerciseResult, Report
from grader.reporters.html.page import to_html
from grader.reporters.junit import to_junit
from grader.reporters.markdown import to_markdown
from grader.reporters.notices import notices_of
from grader.reporters.terminal.plain import plain_verdict
from grader.reporters.terminal.screen import Screen
from grader.reporters.terminal.verdict import verdict_view

# Nothing of this is in a page of ours.
_FOREIGN = {"script", "img", "iframe", "object", "embed", "form", "input", "link", "base", "audio", "video"}


def _terminal(report: Report) -> str:
    return "\n".join(line.plain for each in report.exercises for line in verdict_view(each, Screen()))


def _plain(report: Report) -> str:
    return "\n".join(line.plain for each in report.exercises for line in plain_verdict(each, Screen()))


def _notices(report: Report) -> str:
    return "\n".join(notices_of(report))


_FORMS: dict[str, Callable[[Report], str]] = {
    "terminal": _terminal,
    "plain": _plain,
    "notices": _notices,
    "markdown": to_markdown,
    "junit": to_junit,
    "html": to_html,
}


def unsafe_parts(report: Report, result: ExerciseResult) -> tuple[str, ...]:
    """What of a result would act on its reader, each with the form in which it does."""
    alone = msgspec.structs.replace(report, exercises=(result,))
    return tuple(f"{name}: {found}" for name, form in _FORMS.items() for found in parts_that_act(name, form(alone)))


def parts_that_act(name: str, text: str) -> Iterator[str]:
    """What in the text of a form would act."""
    yield from sorted({f"the character {ord(each):#x}" for each in text if _acts(each)})
    if name == "junit":
        ET.fromstring(text)  # well-formed, or the whole report is lost
    if name == "html":
        yield from _foreign_elements(text)
    if name != "html":
        yield from (f"the command {line!r}" for line in text.splitlines() if line.lstrip().startswith(("::", "##[")))


def _acts(character: str) -> bool:
    """Controls but for line ends and tabs, formats (reading order, no width), halves of surrogate pairs."""
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and character not in "\n\t"


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.beyond: list[str] = []

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        if tag in _FOREIGN or any(name.startswith("on") for name, _ in attrs):
            self.beyond.append(f"the element {tag}")


def _foreign_elements(text: str) -> Iterator[str]:
    parser = _Elements()
    parser.feed(text)
    yield from dict.fromkeys(parser.beyond)
