"""From a report to the text of the page.

The policy in the page's head names its one style by hash and allows nothing else: no script, no image, no font, no
frame, no form, no style of anybody else's. What a learner wrote is escaped; were some of it not, it could still load
and run nothing.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from grader.model.report import Report
from grader.reporters.html.views import Place, page_view
from grader.reporters.terminal.screen import Commands


def to_html(report: Report, places: Mapping[str, Place] | None = None, commands: Commands | None = None) -> str:
    """The report as one page; `places` says where its exercises stand in their kit."""
    page = page_view(report, places or {}, commands or Commands())
    style, policy = _style()
    return _environment().get_template("page.html").render(page=page, style=style, policy=policy)


def in_code(text: str) -> Markup:
    """Text in which names between backticks are code; all of it is escaped."""
    return Markup(re.sub(r"`([^`\n]+)`", r"<code>\1</code>", str(Markup.escape(text))))  # noqa: S704 - escaped within


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(__package__ or "grader.reporters.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["in_code"] = in_code
    return environment


@cache
def _style() -> tuple[Markup, str]:
    source, _, _ = PackageLoader(__package__ or "grader.reporters.html").get_source(Environment(), "style.css")  # noqa: S701
    text = "\n" + source
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Markup(text), f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"  # noqa: S704
