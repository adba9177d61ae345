"""The parts of an exercise's README.md and hints.md that a screen shows."""

import re

_HINT_HEADING = re.compile(r"^## +\d+.*$", re.MULTILINE)
_NOT_PROSE = ("#", "```", "|", "- ", "* ", "> ", "![", "<!--", "[![")


def first_paragraph(markdown: str) -> str:
    """The first paragraph of prose, on one line: what the program does now and what it should do."""
    for block in re.split(r"\n\s*\n", markdown.replace("\r\n", "\n")):
        lines = [line.strip() for line in block.strip().splitlines() if not line.startswith("#")]
        text = " ".join(lines)
        if text and not text.startswith(_NOT_PROSE):
            return text
    return ""


def hints_in(markdown: str) -> tuple[str, ...]:
    """The hints in order: what follows each heading `## 1`, `## 2`, `## 3`."""
    sections = _HINT_HEADING.split(markdown.replace("\r\n", "\n"))[1:]
    return tuple(section.strip() for section in sections)
