"""What docs/platforms promises to hold."""

import io
import re
from pathlib import Path

import pytest

from grader.packaging.platforms import LAYOUTS
from grader.platforms import Surroundings, find, names
from grader.platforms.delivery import File, Posted
from tests.platforms.conftest import ENVIRONMENT, HIDDEN, REPORTS, SECRET

PAGES = Path(__file__).parents[2] / "docs" / "platforms"
SECTIONS = (
    "From nothing to the first graded submission",
    "What learners see",
    "Limits",
    "When the grader itself fails",
    "Isolation",
)


def table() -> dict[str, list[str]]:
    """The cells of each platform's row, by its name."""
    rows = re.findall(
        r"^\| \[[^]]+\]\(([\w-]+)\.md\) \| (.*) \|$", (PAGES / "README.md").read_text("utf-8"), re.MULTILINE
    )
    return {name: [cell.strip() for cell in cells.split("|")] for name, cells in rows}


def test_the_table_names_every_platform_in_order() -> None:
    """No row too many, none too few."""
    assert tuple(table()) == names()


@pytest.mark.parametrize("name", names())
def test_every_platform_has_its_page(name: str) -> None:
    """Its title, five steps, and what learners see, limits, our own failures, isolation."""
    text = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {find(name).title}\n")
    assert tuple(re.findall(r"^## (.*)$", text, re.MULTILINE)) == SECTIONS
    assert re.findall(r"^(\d)\. ", text, re.MULTILINE) == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("name", names())
def test_the_result_lies_where_table_and_page_say(name: str) -> None:
    """Or is printed, or sent."""
    result = table()[name][0]
    outputs = find(name).outputs(REPORTS["passed"](), Surroundings(ENVIRONMENT, stdout=io.StringIO()))
    files = {str(output.place) for output in outputs if isinstance(output, File)}
    if files:
        assert result.strip("`") in files
        assert all(f"`{file}`" in (PAGES / f"{name}.md").read_text(encoding="utf-8") for file in files)
    else:
        sent = any(isinstance(output, Posted) for output in outputs)
        assert result in ({"a form that is sent"} if sent else {"standard output", "step output"})


@pytest.mark.parametrize("name", names())
def test_there_is_a_package_where_the_table_says_so(name: str) -> None:
    """And the page tells how to build it, or that there is none."""
    has_one = name in LAYOUTS
    assert table()[name][1] == ("yes" if has_one else "")
    assert (f"`grader package {name} " in (PAGES / f"{name}.md").read_text(encoding="utf-8")) == has_one


@pytest.mark.parametrize("name", names())
def test_hidden_checks_are_hidden_as_the_table_says(name: str) -> None:
    """By the platform, which then has to be told their names; else by their number; or there is no list at all."""
    report = REPORTS[HIDDEN[0]]()
    outputs = find(name).outputs(report, Surroundings(ENVIRONMENT, stdout=io.StringIO()))
    text = "".join(map(repr, outputs)) + "".join(o.form["feedback"] for o in outputs if isinstance(o, Posted))
    said = table()[name][3]
    assert (SECRET in text) == (said == "hidden by the platform")
    if said == "named by number" and name != "github-actions":
        assert "hidden check 1" in text
