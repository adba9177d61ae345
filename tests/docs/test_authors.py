"""What docs/authors.md promises to hold."""

import re
from pathlib import Path

import pytest

from grader.authoring.mutants import operators
from grader.catalog.manifest import load_manifest
from grader.cli.main import main
from grader.testing import plugin

AUTHORS = Path(__file__).parents[2] / "docs" / "authors.md"


def first_column(heading: str) -> set[str]:
    """The words in backticks in the first column of the table under a heading."""
    table = AUTHORS.read_text(encoding="utf-8").partition(f"\n| {heading} |")[2].partition("\n\n")[0]
    cells = [row.split("|")[1] for row in table.splitlines()[2:]]
    return {word for cell in cells for word in re.findall(r"`([^`]+)`", cell)}


def test_every_mutant_is_explained() -> None:
    """The page lists exactly the mutants that are made, and the sleepers."""
    source = Path(operators.__file__).read_text(encoding="utf-8")
    made = set(re.findall(r'(?:edit|Edit)\("([a-z-]+)"', source)) | {"widen-to-Exception", "widen-to-BaseException"}
    assert first_column("mutant") == made | {"…, then sleep"}


def test_every_marker_is_explained() -> None:
    """The page lists exactly the markers that pytest is told of."""
    assert first_column("marker") == {marker.partition(":")[0] for marker in plugin._MARKERS}


def test_every_option_of_the_check_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    """What the page says can be asked is what the command line takes."""
    main(["author", "check", "--help"])
    listed = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help", "--sources"}
    assert {option.partition(" ")[0] for option in first_column("option")} == listed


def test_manifest_on_the_page_is_one(tmp_path: Path) -> None:
    """The manifest that authors copy is accepted."""
    text = AUTHORS.read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]
    folder = tmp_path / "01_ask_both"
    folder.mkdir()
    (folder / "exercise.toml").write_text(text, encoding="utf-8")
    assert load_manifest(folder / "exercise.toml").slug == "ask-both"
