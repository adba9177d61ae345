"""Longer texts on a screen: a README, a hint."""

from rich.console import Console
from rich.markdown import Markdown
from rich.text import Text
from rich.theme import Theme

from grader.model.safe_text import safe_text
from grader.reporters.terminal.screen import Screen
from grader.reporters.terminal.wrapping import wrapped

_LONGEST = 100_000

# rich's own put code on black, which is a bar across a light screen.
_PLAIN = Theme({"markdown.code": "cyan", "markdown.h1": "bold", "markdown.h2": "bold", "markdown.h3": "bold"})


def print_markdown(console: Console, markdown: str, screen: Screen) -> None:
    """Show Markdown with its headings and code set apart."""
    with console.use_theme(_PLAIN):
        console.print(Markdown(safe_text(markdown, _LONGEST), code_theme="ansi_light"), width=screen.width)


def paragraphs(text: str, screen: Screen) -> list[Text]:
    """Paragraphs wrapped to the screen; what is indented stays as it is."""
    lines: list[Text] = []
    for block in safe_text(text, _LONGEST).split("\n\n"):
        prose = " ".join(block.split())
        shown = [Text(f" {line}") for line in block.split("\n")] if block.startswith("    ") else None
        lines += [Text(), *(shown or wrapped(prose, screen.width))] if lines else shown or wrapped(prose, screen.width)
    return lines
