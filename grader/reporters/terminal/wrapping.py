"""Breaking text into lines of a width, counting columns as a terminal does."""

from collections.abc import Iterable
from io import StringIO

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from grader.model.safe_text import safe_text


def wrapped(text: str, width: int, indent: int = 1, style: str = "") -> list[Text]:
    """The text in lines of at most `width` columns, each indented."""
    console = Console(file=StringIO(), width=width)
    lines = Text(safe_text(text), style).wrap(console, max(10, width - indent - 1))
    for line in lines:
        line.rstrip()
    return [Text(" " * indent) + line for line in lines]


def cut(text: str, width: int, sign: str) -> str:
    """The text in at most `width` columns, with a sign where something is missing."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(0, width - len(sign))) + sign


def flowing(parts: Iterable[Text], width: int, gap: int = 4) -> list[Text]:
    """Short texts beside each other, on as many lines as they need."""
    lines: list[Text] = []
    for part in parts:
        if lines and lines[-1].cell_len + gap + part.cell_len <= width:
            lines[-1] = lines[-1] + Text(" " * gap) + part
        else:
            lines.append(Text(" ") + part)
    return lines


def ends(left: Text, right: Text, width: int) -> list[Text]:
    """Two texts at the two ends of a line; on two lines where one is too short for both."""
    if not right:
        return [left]
    gap = width - left.cell_len - right.cell_len
    if gap >= 2:
        return [left + Text(" " * gap) + right]
    return [left, Text(" " * max(0, width - right.cell_len)) + right]
