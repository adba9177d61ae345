"""All exercises at a glance: a grid of marks by chapter, and the panel that says where to go on."""

from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import zip_longest

import msgspec
from rich.text import Text

from grader.model.units import count
from grader.reporters.terminal.screen import Glyphs, Screen
from grader.reporters.terminal.wrapping import wrapped

_CHAPTERS_IN_ONE_COLUMN = 6


class State(Enum):
    """How far a learner is with an exercise."""

    PASSED = "passed"
    STARTED = "started"
    TO_DO = "to do"


class ChapterRow(msgspec.Struct, frozen=True):
    """A chapter and the states of its exercises."""

    number: int
    slug: str
    states: tuple[State, ...]


class Step(msgspec.Struct, frozen=True):
    """A line of the panel: what to do, with which file or command, and a word about it."""

    label: str
    what: str
    note: str = ""


class Panel(msgspec.Struct, frozen=True):
    """Where to go on: one exercise, its opening words, and the steps."""

    heading: str
    number: str
    title: str
    minutes: int | None
    opening: str
    steps: tuple[Step, ...]


def overview_view(rows: Iterable[ChapterRow], screen: Screen) -> list[Text]:
    """The grid, under a line that counts."""
    rows = tuple(rows)
    return [_counts(rows, screen.glyphs), Text(), *_grid(rows, screen)]


def panel_view(panel: Panel, screen: Screen) -> list[Text]:
    """The panel of one exercise."""
    label = max(len(step.label) for step in panel.steps) + 2
    what = min(33, max(len(step.what) for step in panel.steps) + 2)
    steps = [
        Text.assemble(
            f"   {step.label:<{label}}", (f"{step.what:<{what}}" if step.note else step.what, "cyan"), step.note
        )
        for step in panel.steps
    ]
    return [_panel_heading(panel, screen), *wrapped(panel.opening, screen.width), Text(), *steps]


def mark_of(state: State, glyphs: Glyphs) -> Text:
    """The sign of a state."""
    signs = {
        State.PASSED: (glyphs.passed, "green"),
        State.STARTED: (glyphs.started, "blue"),
        State.TO_DO: (glyphs.to_do, "dim"),
    }
    return Text(*signs[state])


def _counts(rows: tuple[ChapterRow, ...], glyphs: Glyphs) -> Text:
    states = [state for row in rows for state in row.states]
    passed, started = states.count(State.PASSED), states.count(State.STARTED)
    rest = f"{started} started" if started else "nothing wrong, nothing started"
    if passed:
        rest = f"{started} started" if started else "nothing wrong"
    if passed == len(states):
        rest = "all done"
    parts = ("onethread", count(len(states), "exercise"), f"{passed} passed", rest)
    return Text(f" {glyphs.dot} ".join(parts), "bold")


def _grid(rows: tuple[ChapterRow, ...], screen: Screen) -> Iterator[Text]:
    cells = list(_cells(rows, screen.glyphs))
    legend = _legend(screen.glyphs)
    half = (len(cells) + 1) // 2
    left, right = cells[:half], cells[half:]
    width = max(cell.cell_len for cell in cells) if cells else 0
    if len(cells) <= _CHAPTERS_IN_ONE_COLUMN or width * 2 + 4 > screen.width:
        yield from cells
        yield Text("      ") + legend
        return
    if len(right) < len(left) and width + 6 + legend.cell_len <= screen.width:
        right, legend = [*right, Text("  ") + legend], Text()
    for one, other in zip_longest(left, right, fillvalue=Text()):
        yield one + Text(" " * (width - one.cell_len + 3)) + other
    if legend:
        yield Text("      ") + legend


def _cells(rows: tuple[ChapterRow, ...], glyphs: Glyphs) -> Iterator[Text]:
    longest = max((len(row.slug) for row in rows), default=0)
    for row in rows:
        marks = Text().join(mark_of(state, glyphs) for state in row.states)
        yield Text(f"  {row.number:>2} {row.slug:<{longest}}  ") + marks


def _legend(glyphs: Glyphs) -> Text:
    return Text("  ").join(Text.assemble(mark_of(state, glyphs), f" {state.value}") for state in State)


def _panel_heading(panel: Panel, screen: Screen) -> Text:
    rule = screen.glyphs.rule
    right = Text(f" about {count(panel.minutes, 'minute')}" if panel.minutes else "")
    left = Text.assemble(
        " ", (panel.heading, "bold"), f" {rule}{rule} ", (f"{panel.number} {panel.title}", "bold"), " "
    )
    room = screen.width - left.cell_len - right.cell_len
    return left + Text(rule * max(2, room), "dim") + right
