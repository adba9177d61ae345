"""The verbs `author check` and `author new`, as they are typed."""

import json
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import grader
from grader.authoring.exchange import from_json, prove_under, to_json
from grader.authoring.problem import Problem
from grader.cli.main import main
from tests.authoring.conftest import AuthoredKit


def test_check_of_a_proved_kit_ends_well(kit: AuthoredKit, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0, a table, how well the wrong submissions are explained, and one sentence."""
    assert main(["author", "check", "--this-python", "--sources", str(kit.root)]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[-3].split() == ["ask-both", "1", "4", "4", "4", "3", "-", "-", "-", "0"]
    assert out[-2] == (
        "Of 4 wrong submissions, the sentence names the cause of 4 (100.0%), and the line is on it in 4 (100.0%)."
    )
    assert out[-1] == "1 exercise proved."


def test_check_says_how_many_mutants_survive(kit: AuthoredKit, capsys: pytest.CaptureFixture[str]) -> None:
    """Of all exercises together, with how many of them have a reason."""
    kit.replace("test_ask_both.py", "assert result == expected", "assert expected[-1:] == result[-1:]")
    reason = "* `skip-one: return [await task for task in tasks]`: one answer is enough."
    kit.replace("DESIGN.md", "## Surviving mutants\n\nNone.", f"## Surviving mutants\n\n{reason}")
    main(["author", "check", "--mutants", "--this-python", "--sources", str(kit.root)])
    out = capsys.readouterr().out
    assert re.search(r"\nOf \d+ mutants, 1 survives \(.+\); DESIGN.md gives the reason of 1\.\n", out)


def test_problem_is_shown_with_file_line_and_remedy(
    kit: AuthoredKit, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 1; the place reads as it would be typed from here."""
    kit.replace("README.md", "* `main`:", "* `main` and `other`:")
    monkeypatch.chdir(kit.root)
    assert main(["author", "check", "--this-python", "ask-both"]) == 1
    out = capsys.readouterr().out
    place = Path("exercises") / "01_first" / "01_ask_both" / "README.md"
    assert f"{place}:38: says that the checks call `other`, and none does\n    Remove that item.\n" in out
    assert out.endswith("1 problem to mend.\n")


def test_what_was_found_is_written_as_json(kit: AuthoredKit, capsys: pytest.CaptureFixture[str]) -> None:
    """Programs read one item for each interpreter, and standard output holds nothing else."""
    kit.path("ideal.json").unlink()
    assert main(["author", "check", "--this-python", "--sources", str(kit.root), "--json", "-"]) == 1
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


@pytest.fixture
def other_pythons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of Pythons, which is all of `PATH`."""
    if sys.platform == "win32":
        pytest.skip("the Pythons here are shell scripts")
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("ONETHREAD_CALLED_AS", raising=False)
    return folder


def _write_script(path: Path, *lines: str) -> None:
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]), encoding="utf-8")
    path.chmod(0o755)


def test_check_runs_under_each_python_found(
    kit: AuthoredKit, other_pythons: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Each has an item in the JSON; what is wrong under all of them is said and counted once."""
    probed = f"if [ $1 = -c ]; then echo 3.99; echo {grader.__version__}; exit; fi"
    _write_script(other_pythons / "python3.99", probed, f'exec {sys.executable} "$@"')
    kit.path("ideal.json").unlink()
    main(["author", "check", "--sources", str(kit.root), "--json", str(tmp_path / "found.json")])
    out = capsys.readouterr().out
    assert len(from_json((tmp_path / "found.json").read_bytes())) == 2
    assert out.count("is missing") == 1
    assert out.endswith("1 problem to mend.\n")


def test_problem_of_another_python_says_so(
    kit: AuthoredKit, other_pythons: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Where only the other Python finds something wrong, its version is said with it."""
    elsewhere = replace(kit.prove(), python="3.99.1", problems=(Problem(tmp_path, None, "is odd", "Even it."),))
    (tmp_path / "found.json").write_text(to_json([elsewhere]), encoding="utf-8")
    probed = f"if [ $1 = -c ]; then echo 3.99; echo {grader.__version__}; exit; fi"
    _write_script(other_pythons / "python3.99", probed, f"exec /bin/cat {tmp_path / 'found.json'}")
    assert main(["author", "check", "--sources", str(kit.root)]) == 1
    assert ": on Python 3.99.1, is odd\n    Even it.\n" in capsys.readouterr().out


def test_python_without_the_kit_is_named(
    kit: AuthoredKit, other_pythons: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is proved there, which is no problem of the exercise, and how to prove there is said."""
    _write_script(other_pythons / "python3.99", "echo 3.99", "exit 1")
    assert main(["author", "check", "--sources", str(kit.root)]) == 0
    *_, named, remedy, _ = capsys.readouterr().out.splitlines()
    assert named.startswith("Not proved on Python 3.99")
    assert remedy.strip() == "`python3.99 -m pip install onethread` brings it."


def test_exercise_for_a_newer_python_is_left_to_it(
    kit: AuthoredKit, other_pythons: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a Python that is new enough, the one that is needed is named."""
    kit.replace("exercise.toml", 'entry = "main"', 'entry = "main"\npython = "3.99"')
    assert main(["author", "check", "ask-both", "--sources", str(kit.root)]) == 2
    assert "needs Python 3.99" in capsys.readouterr().err


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
