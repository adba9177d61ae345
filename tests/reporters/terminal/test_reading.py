"""Longer texts on a screen."""

import io

from rich.console import Console

from grader.reporters.terminal.reading import paragraphs, print_markdown
from grader.reporters.terminal.screen import Screen


def test_markdown_is_set_in_colours_that_any_background_bears() -> None:
    """No black or white, in front or behind."""
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, color_system="standard", width=80)
    print_markdown(console, "# Title\n\n`code` and **words**\n\n```python\nx = 1  # one\n```\n\n## Next\n", Screen())
    codes = {code for part in stream.getvalue().split("\x1b[")[1:] for code in part.partition("m")[0].split(";")}
    assert "Title" in stream.getvalue()
    assert not codes & {"30", "37", "40", "47", "90", "97", "107"}


def test_paragraphs_are_wrapped_and_code_is_left_alone() -> None:
    """Indented lines keep their form."""
    lines = [line.plain for line in paragraphs("one\ntwo\n\n    x = 1\n    y = 2\n\nthree", Screen())]
    assert lines == [" one two", "", "     x = 1", "     y = 2", "", " three"]
