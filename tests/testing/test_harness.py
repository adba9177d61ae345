"""The session that runs checks: collected once, the same under whatever settings the caller has, and silent."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.catalog.errors import DefinitionError
from grader.grading import GradingRequest, grade
from tests.grading.conftest import ROOT
from tests.testing.conftest import Lab


def test_checks_are_imported_once_for_many_submissions(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    """Collecting costs more than running."""
    monkeypatch.setenv("IMPORTS", "")
    lab.checks("import os\nos.environ['IMPORTS'] += '1'\n\nasync def test_it(submission):\n    await submission.main()")
    submissions = tuple(lab.submission(f"async def main(): return {number}") for number in range(3))
    grade(GradingRequest(submissions))
    assert os.environ["IMPORTS"] == "1"


def test_the_next_grading_reads_checks_anew(lab: Lab) -> None:
    """An author edits them, and watches."""
    lab.checks("async def test_before(submission): ...")
    before = [check.name for check in lab.written(lab.grade())]
    lab.checks("async def test_after(submission): ...")
    assert (before, [check.name for check in lab.written(lab.grade())]) == (["before"], ["after"])


def test_kits_of_equal_folders_are_not_mixed_up(tmp_path: Path) -> None:
    """Each has its own checks, though they are imported under one name."""
    labs = [Lab(tmp_path / name) for name in ("one", "other")]
    for lab, name in zip(labs, ("one", "other"), strict=True):
        lab.checks(f"async def test_{name}(submission): ...")
    assert [lab.written(lab.grade())[0].name for lab in labs] == ["one", "other"]


def test_importing_checks_leaves_no_modules(lab: Lab) -> None:
    """Not even those that stand for their folders."""
    before = set(sys.modules)
    lab.grade()
    assert not [name for name in set(sys.modules) - before if "lab" in name or name == "exercises"]


def test_nothing_is_written_beside_the_exercise(lab: Lab) -> None:
    """No caches, no compiled files."""
    before = sorted(lab.root.rglob("*"))
    lab.checks("async def test_it(submission): assert await submission.main() is None")
    lab.grade()
    assert sorted(lab.root.rglob("*")) == before


def test_collections_of_garbage_look_only_at_what_a_session_adds(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is there before its first run is left alone until its last has ended."""
    monkeypatch.setenv("LEFT_ALONE", "")
    lab.checks(
        "import gc, os\n\nasync def test_it(submission):\n    os.environ['LEFT_ALONE'] = str(gc.get_freeze_count())"
    )
    lab.grade()
    assert int(os.environ["LEFT_ALONE"]) > len(sys.modules)
    assert gc.get_freeze_count() == 0


def test_settings_of_the_caller_change_nothing(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a pytest.ini nor a conftest.py nor the environment."""
    lab.checks("async def test_it(submission): assert await submission.main() is None")
    expected = lab.grade()
    for folder in (lab.root, lab.folder):
        (folder / "pytest.ini").write_text("[pytest]\naddopts = -k nothing --no-such-option\n")
        (folder / "conftest.py").write_text("raise RuntimeError('not to be loaded')\n")
    monkeypatch.chdir(lab.folder)
    monkeypatch.setenv("PYTEST_ADDOPTS", "-k nothing --no-such-option")
    monkeypatch.setenv("PYTEST_PLUGINS", "no_such_plugin")
    monkeypatch.setenv("PYTEST_TIMEOUT", "0.000001")
    assert lab.grade() == expected
    assert os.environ["PYTEST_PLUGINS"] == "no_such_plugin"


def test_what_checks_print_stays_with_them(lab: Lab, capfd: pytest.CaptureFixture[str]) -> None:
    """Standard output may be a report; whoever hears of results may print."""
    lab.checks("import sys\nprint('loud')\n\nasync def test_it(submission):\n    print('louder', file=sys.stderr)")
    grade(GradingRequest((lab.submission("async def main(): print('hello')"),)), lambda result: print(result.slug))
    assert capfd.readouterr() == ("lab\n", "")


@pytest.mark.parametrize(
    ("checks", "says"),
    [
        ("@pytest.mark.criterion('speed')\nasync def test_it(submission): ...", "there is no criterion 'speed'"),
        ("@pytest.mark.verdict('wrong')\nasync def test_it(submission): ...", "there is no verdict 'wrong'"),
        ("@pytest.mark.verdict('passed')\nasync def test_it(submission): ...", "no verdict 'passed' that a submission"),
        ("@pytest.mark.verdict\nasync def test_it(submission): ...", "the marker `verdict` takes one value"),
        ("@pytest.mark.schedules(n=2)\nasync def test_it(submission): ...", "the marker `schedules` takes one value"),
        ("@pytest.mark.schedules('x')\nasync def test_it(submission): ...", "is no number of schedules"),
        ("@pytest.mark.points('x')\nasync def test_it(submission): ...", "is no number of points"),
        ("@pytest.mark.points(-1)\nasync def test_it(submission): ...", "is no number of points"),
        ("@pytest.mark.points(float('nan'))\nasync def test_it(submission): ...", "is no number of points"),
        ("@pytest.mark.pionts(2)\nasync def test_it(submission): ...", "'pionts' not found"),
        ("async def test_it(submission)\n    ...", "SyntaxError"),
        ("import no_such_module", "No module named 'no_such_module'"),
    ],
)
def test_checks_that_cannot_be_collected_are_their_authors_to_mend(lab: Lab, checks: str, says: str) -> None:
    """It names the file, the line, what is wrong and what to do, and no submission is scored."""
    lab.checks(checks)
    with pytest.raises(DefinitionError, match=says) as failure:
        lab.grade()
    place, remedy = str(failure.value).splitlines()
    assert place.startswith(f"{lab.exercise.paths.checks}:{failure.value.line}: ")
    assert failure.value.line
    assert remedy.endswith("nothing that was handed in is at fault.")


@pytest.mark.parametrize(
    ("broken", "seed", "says"),
    [
        ("def configure(rng, title=''):\n    nobody()", 0, "cannot be loaded: NameError: "),
        ("nobody()", 0, "cannot be loaded: NameError: "),
        ("def nobody(:", 0, "cannot be loaded: SyntaxError: "),
        ("def shuffle_latencies(rng):\n    nobody()", 1, "cannot be loaded under a schedule: NameError: "),
    ],
    ids=["configure", "loading", "syntax", "schedule"],
)
def test_a_world_that_raises_is_its_authors_to_mend(lab: Lab, broken: str, seed: int, says: str) -> None:
    """It names the exercise, the file and the line, and is left out where somebody wants to hear of it."""
    world = lab.exercise.paths.world
    world.write_text(f"{world.read_text()}\n\n{broken}\n")
    request = GradingRequest((lab.submission("async def main(): ..."),), seed=seed)
    with pytest.raises(DefinitionError, match=says) as failure:
        grade(request)
    line = world.read_text().partition("nobody(")[0].count("\n") + 1
    assert (failure.value.file, failure.value.line) == (world, line)
    assert "lab cannot be graded\nCorrect it there. `grader author check lab`" in str(failure.value)
    told: list[DefinitionError] = []
    assert grade(request, on_broken=told.append).exercises == ()
    assert list(map(str, told)) == [str(failure.value)]


def test_a_wrong_check_is_a_wrong_definition_on_the_command_line(lab: Lab) -> None:
    """Exit code 2, in two lines, and nobody is asked to report it."""
    lab.checks("@pytest.mark.verdict('wrong')\nasync def test_it(submission): ...")
    (lab.folder / "lab.py").write_text("async def main(): ...\n")
    command = [sys.executable, "-P", "-m", "grader", "grade", "lab"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(command, cwd=lab.root, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 2
    assert "report" not in ended.stderr
    assert "there is no verdict 'wrong'" in " ".join(ended.stderr.split())
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(("answer", "verdict"), [(1, "passed"), (2, "wrong-result")])
@pytest.mark.parametrize("relative", [False, True])
def test_hidden_checks_lie_elsewhere(
    lab: Lab, monkeypatch: pytest.MonkeyPatch, answer: int, verdict: str, *, relative: bool
) -> None:
    """They count like others and are marked as hidden; the folder may be named from here."""
    folder = lab.root.parent / "hidden" / "lab"
    folder.mkdir(parents=True)
    (folder / "test_more.py").write_text(
        "async def test_secret(submission):\n    assert await submission.main() == 1\n"
    )
    monkeypatch.chdir(lab.root.parent)
    result = lab.grade(f"async def main(): return {answer}", hidden=Path("hidden") if relative else folder.parent)
    assert [(c.name, c.verdict, c.hidden) for c in result.checks[-2:]] == [
        ("nothing", "passed", False),
        ("secret", verdict, True),
    ]


def test_a_check_out_of_time_is_the_graders_fault(lab: Lab) -> None:
    """pytest-timeout is the last line: the submission is not blamed."""
    lab.checks("@pytest.mark.timeout(0.2)\nasync def test_it(submission):\n    while True: pass")
    (check,) = lab.written(lab.grade())
    assert (check.verdict, "Timeout" in check.message) == ("judge-error", True)


def test_a_check_that_breaks_on_what_it_was_handed_judges_it(lab: Lab) -> None:
    """`None` has no length: that is the submission's doing where the same check could judge the stub."""
    lab.checks("async def test_it(submission):\n    assert len(await submission.main()) > 100")
    (check,) = lab.written(lab.grade("async def main(): return None"))
    assert (check.verdict, "has no len()" in check.message) == ("wrong-result", True)


def test_a_check_that_breaks_on_the_stub_too_is_its_authors(lab: Lab) -> None:
    """Whatever it was handed."""
    lab.checks("async def test_it(submission):\n    assert (await submission.main()).no_such_thing")
    result = lab.grade("async def main(): return None")
    assert (result.verdict, result.headline) == ("judge-error", "The grader failed, not you")


def test_authors_run_checks_as_any_tests() -> None:
    """By pytest alone, with the stub as the submission."""
    checks = "exercises/01_one_thread/01_two_at_once/test_two_at_once.py"
    # -B: somebody else may be looking whether a grading leaves files there.
    command = [sys.executable, "-B", "-m", "pytest", "-p", "grader.testing.plugin", "-q", "-p", "no:cacheprovider"]
    ended = subprocess.run([*command, checks], cwd=ROOT, capture_output=True, text=True, check=False)
    summary = ended.stdout.splitlines()[-1]
    assert (ended.returncode, "passed" in summary, "failed" in summary) == (1, True, True), ended.stdout
    assert "test_no_number_is_late" in ended.stdout
