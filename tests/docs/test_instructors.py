"""`docs/instructors.md` says what is so."""

import re
from pathlib import Path

import pytest

from grader.batch.layouts import LAYOUTS
from grader.catalog.course import _WHAT_TO_WRITE, load_course
from grader.cli.main import main

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "instructors.md").read_text(encoding="utf-8")


def test_its_course_file_is_one(tmp_path: Path) -> None:
    """What is to be copied is accepted."""
    block = re.search(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    assert block
    (tmp_path / "course.toml").write_text(block[1])
    assert load_course(tmp_path / "course.toml").points == 10


@pytest.mark.parametrize(
    "key", [key for key in _WHAT_TO_WRITE if key not in {"format", "seed", "exercises", "exercises.*"}]
)
def test_every_key_is_told_of(key: str) -> None:
    """None has to be guessed."""
    assert f"`{key.replace('*', 'SLUG')}`" in TEXT


def test_every_option_that_it_names_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    """And none by another name."""
    main(["batch", "--help"])
    main(["merge", "--help"])
    main(["grade", "--help"])
    known = set(re.findall(r"--[a-z-]+", capsys.readouterr().out))
    of_others = {"--array", "--tls-", "--nworkers", "--nthreads"}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", TEXT)) - of_others <= known


def test_every_layout_is_described() -> None:
    """By the name that `--layout` takes, or in words."""
    assert [layout for layout in LAYOUTS if layout not in TEXT.lower() and layout not in {"plain", "github"}] == []


def test_every_link_leads_somewhere() -> None:
    """Within the repository."""
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)]+)\)", TEXT) if "://" not in link]
    assert [link for link in links if not (DOCS / link).exists()] == []
