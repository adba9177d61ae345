"""Codio: a form with whole percent and HTML, sent to the address that an assessment's script is given.

Without a form there is no grade, which is how it is told that nothing was graded.
"""

import html
from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec

from grader.model.report import Report
from grader.model.units import number
from grader.platforms.cases import Case, cases_of, is_not_graded, summary_of
from grader.platforms.delivery import Output, Posted, Withheld
from grader.platforms.errors import MissingSurroundings
from grader.platforms.platform import Platform
from grader.platforms.shares import percent, share_of
from grader.platforms.surroundings import Surroundings
from grader.platforms.texts import bounded, fitting
from grader.platforms.typed_json import checked_json

URLS = ("CODIO_AUTOGRADE_V2_URL", "CODIO_PARTIAL_POINTS_V2_URL")

Percent = Annotated[str, msgspec.Meta(pattern=r"^(100|[1-9]?\d)$")]


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is sent; both kinds of assessment read their own field."""

    grade: Percent
    points: Percent
    feedback: Annotated[str, msgspec.Meta(max_length=1024 * 1024)]
    format: Literal["html"] = "html"


def outputs(report: Report, surroundings: Surroundings) -> tuple[Output, ...]:
    """The form, or none where the grader failed."""
    if is_not_graded(report):
        return (Withheld(),)
    url = next((surroundings.environment[name] for name in URLS if surroundings.environment.get(name)), None)
    if url is None:
        raise MissingSurroundings(URLS[0], "where results are sent")
    points = str(percent(share_of(report)))
    feedback = fitting(lambda longest: _feedback(report, longest).encode()).decode()
    form = Form(points, points, feedback)
    checked_json(form)
    return (Posted(url, msgspec.to_builtins(form)),)


def _feedback(report: Report, longest: int) -> str:
    return "".join([f"<p>{html.escape(bounded(summary_of(report), 1_000))}</p>", *_items(cases_of(report), longest)])


def _items(cases: tuple[Case, ...], longest: int) -> Iterator[str]:
    yield "<ul>"
    for case in cases:
        sign = "✓" if case.passed else "✗"
        points = f" ({number(case.points)} / {number(case.max_points)})" if case.max_points else ""
        text = bounded(case.text, longest)
        yield f"<li>{sign} {html.escape(case.name)}{points}{f'<pre>{html.escape(text)}</pre>' if text else ''}</li>"
    yield "</ul>"


CODIO = Platform("codio", "Codio", outputs, lambda _: ())
