"""Every golden folder: its submission gives exactly the report, the screen and the summary beside it."""

from pathlib import Path

import pytest

from tests.golden.folders import folders, said_of


@pytest.fixture(scope="module")
def said() -> dict[Path, dict[str, str]]:
    """All submissions, graded once."""
    return said_of(folders())


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_a_submission_gives_what_lies_beside_it(folder: Path, said: dict[Path, dict[str, str]]) -> None:
    """Meant to differ? `python -m tests.golden.renew`, and read the difference."""
    for name, text in said[folder].items():
        assert text == (folder / name).read_text(encoding="utf-8"), name


def test_no_folder_holds_what_nobody_compares(said: dict[Path, dict[str, str]]) -> None:
    """But the submission itself."""
    for folder, files in said.items():
        assert {path.name for path in folder.iterdir() if path.suffix != ".py"} == set(files)
