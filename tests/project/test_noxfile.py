"""The part of noxfile.py that a machine with only Python meets."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest


def finish(noxfile: ModuleType, folder: Path, stamp: str) -> Path:
    python: Path = noxfile.interpreter(folder)
    python.parent.mkdir(parents=True)
    python.touch()
    (folder / "onethread-stamp").write_text(stamp, encoding="utf-8")
    return python


def test_parses_on_an_old_python(root: Path) -> None:
    """Python 3.6 can read the whole file, so that it can be told that it is too old."""
    source = (root / "noxfile.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 6))
    # Not a matter of the grammar: names that 3.6 does not know in __future__ are a SyntaxError all the same.
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "__future__"]


def test_python_2_stumbles_over_the_line_that_says_why(root: Path) -> None:
    """The first annotation of the file, where Python 2 stops, is the line that names the Python needed."""
    source = (root / "noxfile.py").read_text(encoding="utf-8")
    first = next(node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.AnnAssign))
    assert "onethread needs 3.11 or newer" in source.splitlines()[first.lineno - 1]
    assert first.lineno < min(node.lineno for node in ast.parse(source).body if isinstance(node, ast.FunctionDef))


def test_only_old_modules_are_imported_before_the_age_is_known(root: Path) -> None:
    """Nothing stands before the question of age that an old Python could trip over."""
    body = ast.parse((root / "noxfile.py").read_text(encoding="utf-8")).body
    question = next(i for i, node in enumerate(body) if isinstance(node, ast.If))
    before = {name.name for node in body[:question] if isinstance(node, ast.Import) for name in node.names}
    assert before == {"os", "shlex", "shutil", "subprocess", "sys"}
    assert not [node for node in body[:question] if isinstance(node, ast.ImportFrom)]


@pytest.mark.parametrize("name", ["python3.13", None])
def test_too_old_says_what_is_needed_and_how_to_get_it(
    noxfile: ModuleType, monkeypatch: pytest.MonkeyPatch, name: str | None
) -> None:
    """A Python too old gives two lines: the need, and a command or a place."""
    monkeypatch.setattr(noxfile, "newer_python", lambda: name)
    monkeypatch.setattr(sys, "argv", ["noxfile.py", "-s", "grade"])
    need, advice = noxfile.too_old().splitlines()
    assert "needs Python 3.11 or newer" in need
    assert advice.endswith("python3.13 noxfile.py -s grade" if name else "uv run noxfile.py -s grade")


def test_a_newer_python_is_one_that_answers(
    noxfile: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A Python on PATH that fails when called, like a shim without a version behind it, is passed over."""
    monkeypatch.setattr(shutil, "which", lambda name: name if name in {"python3.13", "python3"} else None)
    monkeypatch.setattr(subprocess, "call", lambda command, **_: 127 if command[0] == "python3.13" else 0)
    assert noxfile.newer_python() == "python3"


def test_script_metadata_and_code_ask_for_the_same_nox(root: Path, noxfile: ModuleType) -> None:
    """The nox that uv or pipx install, the one made here, and the one in pyproject.toml are one."""
    wanted = "nox>={}.{}.{}".format(*noxfile.NOX)
    source = (root / "noxfile.py").read_text(encoding="utf-8")
    assert f'# dependencies = ["{wanted}"]' in source
    assert f'nox.needs_version = "{wanted.removeprefix("nox")}"' in source
    assert f'"{wanted}"' in (root / "pyproject.toml").read_text(encoding="utf-8")


def test_a_finished_environment_is_used_as_it_is(
    noxfile: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second run installs nothing and says nothing."""
    python = finish(noxfile, tmp_path / "env", "a")
    monkeypatch.setattr(noxfile, "run_quietly", lambda *_: pytest.fail("ran an installation"))
    assert noxfile.make_environment(tmp_path / "env", ["nox"], "a", "nox") == python
    assert capsys.readouterr().out == ""


def test_a_set_up_broken_off_is_begun_again(
    noxfile: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without its stamp an environment is thrown away and made anew, with one line said."""
    folder = tmp_path / "env"
    finish(noxfile, folder, "a")
    (folder / "onethread-stamp").unlink()
    ran: list[list[str]] = []

    def run(command: list[str], _: str) -> None:
        assert ran or not folder.exists()
        noxfile.interpreter(folder).parent.mkdir(parents=True, exist_ok=True)
        noxfile.interpreter(folder).touch()
        ran.append(command)

    monkeypatch.setattr(noxfile, "run_quietly", run)
    noxfile.make_environment(folder, ["nox"], "a", "nox")
    assert len(ran) == 2
    assert noxfile.is_ready(folder, "a")
    assert len(capsys.readouterr().out.splitlines()) == 1


TWO_FIRST_RUNS = """
import sys
from pathlib import Path
source = Path({noxfile!r}).read_text(encoding="utf-8").split("\\nimport nox\\n")[0]
names = {{"__name__": "first_run", "__file__": {noxfile!r}}}
exec(compile(source, {noxfile!r}, "exec"), names)

def install(command, purpose):
    folder = Path(command[-1])
    folder.mkdir(parents=True)  # fails where another run is at it
    print("begun", flush=True)
    sys.stdin.readline()
    names["interpreter"](folder).parent.mkdir()
    names["interpreter"](folder).touch()

names.update(run_quietly=install, set_up=lambda folder, _: [["make", str(folder)]])
print("ready", names["make_environment"](Path({folder!r}), [], "a", "nox"), flush=True)
"""


def test_of_two_first_runs_one_prepares_and_one_waits(root: Path, tmp_path: Path) -> None:
    """The second says that it waits, and then uses what the first has made."""
    folder = tmp_path / ".nox" / "env"
    code = TWO_FIRST_RUNS.format(noxfile=str(root / "noxfile.py"), folder=str(folder))
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", code], **pipes) as one:  # type: ignore[call-overload]
        assert [one.stdout.readline()[:20], one.stdout.readline()] == ["onethread: preparing", "begun\n"]
        with subprocess.Popen([sys.executable, "-c", code], **pipes) as two:  # type: ignore[call-overload]
            assert "another run is preparing nox" in two.stdout.readline()
            one.communicate("\n")
            assert two.communicate()[0].startswith("ready")
    assert (one.returncode, two.returncode) == (0, 0)


def test_a_first_run_that_is_killed_lets_the_next_prepare(root: Path, tmp_path: Path) -> None:
    """Nobody waits for whoever is no more."""
    code = TWO_FIRST_RUNS.format(noxfile=str(root / "noxfile.py"), folder=str(tmp_path / "env"))
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", code], **pipes) as one:  # type: ignore[call-overload]
        assert "preparing" in one.stdout.readline()
        assert one.stdout.readline() == "begun\n"
        one.kill()
    again = subprocess.run([sys.executable, "-c", code], input="\n", capture_output=True, text=True, check=True)
    assert again.stdout.splitlines()[-1].startswith("ready")


def test_where_nothing_can_be_written_it_is_said(noxfile: ModuleType, tmp_path: Path) -> None:
    """A place that is no folder, or may not be written to, is named in one sentence."""
    (tmp_path / "file").touch()
    with pytest.raises(noxfile.SetUpFailed, match=r"preparing nox failed: .*: .*file"):
        noxfile.make_environment(tmp_path / "file" / "env", ["nox"], "a", "nox")


@pytest.mark.parametrize("broken", ["stamp", "interpreter"])
def test_an_environment_for_something_else_is_not_ready(noxfile: ModuleType, tmp_path: Path, broken: str) -> None:
    """Another stamp, or an interpreter that has gone, means to begin again."""
    python = finish(noxfile, tmp_path, "a")
    if broken == "interpreter":
        python.unlink()
    assert not noxfile.is_ready(tmp_path, "b" if broken == "stamp" else "a")


@pytest.mark.parametrize(
    ("uv", "modules", "maker"),
    [
        ("/bin/uv", {"virtualenv", "ensurepip"}, "uv venv"),
        (None, {"virtualenv", "ensurepip"}, "-m virtualenv"),
        (None, {"ensurepip"}, "-m venv"),
    ],
)
def test_environments_are_made_with_what_there_is(
    noxfile: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, uv: str | None, modules: set[str], maker: str
) -> None:
    """First uv, then virtualenv, then Python's own venv."""
    monkeypatch.setattr(noxfile, "find_uv", lambda: uv)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: name if name in modules else None)
    make, install = noxfile.set_up(tmp_path, ["nox"])
    assert maker in " ".join(make)
    assert install[-1] == "nox"


def test_a_python_without_venv_says_what_to_install(
    noxfile: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Debian's python3 without python3-venv gives two lines, the second with the command."""
    monkeypatch.setattr(noxfile, "find_uv", lambda: None)
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(noxfile.SetUpFailed) as failure:
        noxfile.set_up(tmp_path, ["nox"])
    what, how = str(failure.value).splitlines()
    assert "venv" in what
    assert f"sudo apt install python{noxfile.PYTHON}-venv" in how


def test_a_failed_installation_ends_in_a_sentence(noxfile: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    """The installer's last lines are shown, and the failure is a sentence, not a traceback."""
    with pytest.raises(noxfile.SetUpFailed, match="preparing nox failed"):
        noxfile.run_quietly([sys.executable, "-c", "import sys; print('no route'); sys.exit(1)"], "nox")
    assert capsys.readouterr().err == "no route\n"


@pytest.mark.parametrize(
    ("version", "enough"), [("2026.10.20", True), ("2025.10.14", True), ("2025.5.1", False), ("2024.10.9", False)]
)
def test_a_nox_too_old_counts_as_none(
    noxfile: ModuleType, monkeypatch: pytest.MonkeyPatch, version: str, enough: bool
) -> None:
    """A distribution's old nox does not stand in the way: one of our own is installed."""
    monkeypatch.setattr("importlib.metadata.version", lambda _: version)
    assert noxfile.has_nox() is enough


@pytest.mark.parametrize(
    ("typed", "env", "expected"),
    [
        ("python3", {}, "python3 noxfile.py -s grader --"),
        ("/opt/shims/versions/bin/python3", {}, "python3 noxfile.py -s grader --"),
        ("/opt/a b/python3.99", {}, "'/opt/a b/python3.99' noxfile.py -s grader --"),
        ("/cache/uv/bin/python", {"UV_RUN_RECURSION_DEPTH": "1"}, "uv run noxfile.py -s grader --"),
    ],
)
def test_screens_repeat_the_command_that_was_typed(
    noxfile: ModuleType, monkeypatch: pytest.MonkeyPatch, typed: str, env: dict[str, str], expected: str
) -> None:
    """What the learner is told to type next begins as what was typed."""
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(shutil, "which", lambda name: name if name == "python3" else None)
    monkeypatch.setattr(sys, "orig_argv", [typed, "noxfile.py"])
    monkeypatch.setattr(sys, "argv", ["noxfile.py"])
    assert noxfile.called_as() == expected
