"""Longer texts on a screen: a README, a hint."""

from rich.console import Console
from rich.markdown import Markdown
from rich.text import Text

from grader.reporters.safe_text import safe_text
from grader.reporters.terminal.screen import Screen
from grader.reporters.terminal.wrapping import wrapped

_LONGEST = 100_000


def print_markdown(console: Console, markdown: str, screen: Screen) -> None:
    """Show Markdown with its headings and code set apart."""
    console.print(Markdown(safe_text(markdown, _LONGEST), code_theme="ansi_light"), width=screen.width)


def paragraphs(text: str, screen: Screen) -> list[Text]:
    """Paragraphs wrapped to the screen; what is indented stays as it is."""
    lines: list[Text] = []
    for block in safe_text(text, _LONGEST).split("\n\n"):
        prose = " ".join(block.split())
        shown = [Text(f" {line}") for line in block.split("\n")] if block.startswith("    ") else None
        lines += [Text(), *(shown or wrapped(prose, screen.width))] if lines else shown or wrapped(prose, screen.width)
    return lines
