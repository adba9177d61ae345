"""The verbs `author check` and `author new`, as they are typed."""

import json
import re
import sys
from pathlib import Path

import pytest

from grader.authoring.exchange import from_json, prove_under, to_json
from grader.cli.main import main
from tests.authoring.conftest import AuthoredKit


def test_check_of_a_proved_kit_ends_well(kit: AuthoredKit, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0, a table, how well the wrong submissions are explained, and one sentence."""
    assert main(["author", "check", "--sources", str(kit.root)]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[-3].split() == ["ask-both", "1", "4", "4", "4", "3", "0"]
    assert out[-2] == (
        "Of 4 wrong submissions, the sentence names the cause of 4 (100.0%), and the line is on it in 4 (100.0%)."
    )
    assert out[-1] == "1 exercise proved."


def test_check_says_how_many_mutants_survive(kit: AuthoredKit, capsys: pytest.CaptureFixture[str]) -> None:
    """Of all exercises together, with how many of them have a reason."""
    kit.replace("test_ask_both.py", "assert result == expected", "assert expected[-1:] == result[-1:]")
    reason = "* `skip-one: return [await task for task in tasks]`: one answer is enough."
    kit.replace("DESIGN.md", "## Surviving mutants\n\nNone.", f"## Surviving mutants\n\n{reason}")
    main(["author", "check", "--mutants", "--sources", str(kit.root)])
    out = capsys.readouterr().out
    assert re.search(r"\nOf \d+ mutants, 1 survives \(.+\); DESIGN.md gives the reason of 1\.\n", out)


def test_problem_is_shown_with_file_line_and_remedy(
    kit: AuthoredKit, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 1; the place reads as it would be typed from here."""
    kit.replace("README.md", "* `main`:", "* `main` and `other`:")
    monkeypatch.chdir(kit.root)
    assert main(["author", "check", "ask-both"]) == 1
    out = capsys.readouterr().out
    place = Path("exercises") / "01_first" / "01_ask_both" / "README.md"
    assert f"{place}:38: says that the checks call `other`, and none does\n    Remove that item.\n" in out
    assert out.endswith("1 problem to mend.\n")


def test_what_was_found_is_written_as_json(kit: AuthoredKit, capsys: pytest.CaptureFixture[str]) -> None:
    """Programs read one item for each interpreter, and standard output holds nothing else."""
    kit.path("ideal.json").unlink()
    assert main(["author", "check", "--sources", str(kit.root), "--json", "-"]) == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert found["format"] == "onethread-author-check/1"
    (problem,) = found["exercises"][0]["problems"]
    assert problem["file"] == str(kit.path("ideal.json"))


def test_proofs_survive_the_way_through_json(kit: AuthoredKit) -> None:
    """What another interpreter found arrives as it was found."""
    kit.path("ideal.json").unlink()
    proofs = [kit.prove(mutants=True)]
    assert from_json(to_json(proofs).encode()) == proofs


def test_check_runs_under_another_interpreter(kit: AuthoredKit) -> None:
    """The interpreter that is named runs the same check, and its version is told."""
    (found,) = prove_under(Path(sys.executable), ["--sources", str(kit.root)])
    assert found == kit.prove()


@pytest.mark.parametrize("python", ["no-such-python", "true"])
def test_interpreter_that_cannot_check_is_a_problem(python: str) -> None:
    """An interpreter that is not there, or has no kit, is a problem and no crash."""
    (found,) = prove_under(Path(python), [])
    (problem,) = found.problems
    assert problem.what.startswith("cannot run the check: ")


def test_new_exercise_is_written_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first exercise of all can be begun, and the next command is said."""
    (tmp_path / "exercises").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["author", "new", "ask-both", "--chapter", "01_first"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert all(Path(line).is_file() for line in out[:-1])
    assert out[-1].endswith("author check ask-both --mutants --write")


def test_new_course_begins_in_an_empty_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written beside the folder that was named, and the next command names it, too."""
    course = tmp_path / "my course"
    course.mkdir()
    assert main(["author", "new", "ask-both", "--chapter", "01_first", "--sources", str(course)]) == 0
    assert sorted(path.name for path in course.iterdir()) == ["exercises", "solutions"]
    assert [path.name for path in tmp_path.iterdir()] == ["my course"]
    assert capsys.readouterr().out.endswith(f"author check ask-both --mutants --write --sources '{course}'\n")
    assert main(["author", "check", "ask-both", "--sources", str(course)]) == 1


def test_new_exercise_joins_its_chapter_whatever_the_folder_is_called(kit: AuthoredKit) -> None:
    """A folder of chapters may have another name than `exercises`; the solutions lie beside it."""
    chapters = (kit.root / "exercises").rename(kit.root / "tasks")
    assert main(["author", "new", "ask-all", "--chapter", "01_first", "--sources", str(chapters)]) == 0
    assert (chapters / "01_first" / "02_ask_all" / "exercise.toml").is_file()
    assert (kit.solution.parent / "02_ask_all" / "ask_all.py").is_file()


def test_new_exercise_without_a_folder_for_it_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who writes exercises needs no copy of the kit's."""
    monkeypatch.chdir(tmp_path)
    assert main(["author", "new", "ask-both", "--chapter", "01_first"]) == 2
    assert "mkdir exercises" in capsys.readouterr().err


def test_unknown_exercise_is_a_wrong_request(kit: AuthoredKit, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that means nothing is answered with the nearest that does."""
    assert main(["author", "check", "ask-bth", "--sources", str(kit.root)]) == 2
    assert "Did you mean `ask-both`?" in capsys.readouterr().err
