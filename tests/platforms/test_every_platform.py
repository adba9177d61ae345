"""What holds for every platform and every report."""

import re
from collections.abc import Iterator

import pytest

from grader.model.report import Report
from grader.platforms import Platform, PlatformError, Surroundings, UnknownPlatform, find, names
from grader.platforms.cases import cases_of
from grader.platforms.delivery import Added, File, Output, Posted, Said, Withheld

from .conftest import HIDDEN, NOT_GRADED, REPORTS, SECRET

HIDES_BY_ITSELF = {"gradescope", "coderunner"}
"""Are told which checks are hidden, and keep them from students."""

_COMMAND = re.compile(r"^\s*::[A-Za-z]|##\[", re.MULTILINE)
_ESCAPED_IN_JSON = re.compile(r"(?<!\\)(?:\\\\)*\\u(?:00[01][0-9a-f]|202e|200b|ffff)")


@pytest.fixture(params=names())
def platform(request: pytest.FixtureRequest) -> Platform:
    return find(request.param)


def texts(outputs: tuple[Output, ...]) -> Iterator[str]:
    """All that a platform is given, as text; bytes that are no UTF-8 fail here."""
    for output in outputs:
        match output:
            case File(_, content):
                yield content.decode()
            case Added(_, text) | Said(text):
                yield text
            case Posted(_, form):
                yield from form.values()


def test_every_report_can_be_told(platform: Platform, report: Report, surroundings: Surroundings) -> None:
    """Passed, wrong, hostile, huge or empty: a result, or none on purpose, and never more than 256 KiB."""
    outputs = platform.outputs(report, surroundings)
    assert outputs
    assert all(len(text.encode()) <= 320 * 1024 for text in texts(outputs))


def test_no_text_carries_what_no_reader_can_show(
    platform: Platform, report: Report, surroundings: Surroundings
) -> None:
    """No control characters, no halves of characters, nothing that turns the reading around."""
    for text in texts(platform.outputs(report, surroundings)):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e\u200b\ud800-\udfff\uffff]", text)
        json = "\n".join(line for line in text.split("\n") if line.startswith("{"))
        assert not _ESCAPED_IN_JSON.search(json)


@pytest.mark.parametrize("name", HIDDEN)
def test_nothing_that_only_a_hidden_check_knows_is_shown(
    platform: Platform, name: str, surroundings: Surroundings
) -> None:
    """Neither its name nor its reason, nor what it made of the exercise's own sentence."""
    if platform.name in HIDES_BY_ITSELF:
        pytest.skip("is told which rows are hidden")
    for text in texts(platform.outputs(REPORTS[name](), surroundings)):
        assert SECRET not in text
        assert "rate-exceeded" not in text


def test_learners_texts_are_no_commands(platform: Platform, surroundings: Surroundings) -> None:
    """A line of a log that begins a workflow command would be obeyed, whatever file it came from."""
    for text in texts(platform.outputs(REPORTS["hostile"](), surroundings)):
        ours = re.sub(r"^::(stop-commands::)?[0-9a-f]{32}(::)?$|^::error file=.*$", "", text, flags=re.MULTILINE)
        assert not _COMMAND.search(ours)


@pytest.mark.parametrize("name", NOT_GRADED)
def test_a_failure_of_ours_is_no_zero(platform: Platform, name: str, surroundings: Surroundings) -> None:
    """One part that is unknown makes the whole unknown: each platform is told in its own way, never with points."""
    outputs = platform.outputs(REPORTS[name](), surroundings)
    said = "".join(texts(outputs))
    told = {
        "autolab": {"ours": '"one":null', "ours in part": '"three":null', "empty": '"scores":{}'}[name],
        "github-actions": "Not graded",
        "inginious": '"result":"crash"',
        "junit": "<testsuites " if name == "empty" else "<error ",
        "prairielearn": '"gradable":false',
        "submitty": '"status":"fail"',
        "exercism": '"status":"error"',
        "vpl": "Not graded",
        "coderunner": "Not graded",
        "openedx": "Not graded",
    }
    if platform.name in told:
        assert told[platform.name] in said
    else:
        assert all(isinstance(output, Withheld) for output in outputs)
    assert "Grade :=>>" not in said


def test_names_are_one_of_each_and_short(report: Report) -> None:
    """One line, at most 100 bytes, no two alike, whatever checks are called."""
    found = [case.name for case in cases_of(report)]
    assert len(set(found)) == len(found)
    assert all(name and "\n" not in name and len(name.encode()) <= 100 for name in found)


def test_a_killed_grading_leaves_no_earlier_result(platform: Platform, surroundings: Surroundings) -> None:
    """What stands from the start says that it did not finish, or nothing stands there at all."""
    passed = REPORTS["passed"]()
    if platform.name == "codio":
        pytest.skip("is sent over the network")
    platform.write(passed, surroundings)
    before = {path: path.read_bytes() for path in surroundings.root.rglob("*") if path.is_file()}
    platform.begin(surroundings)
    for path, content in before.items():
        assert not path.exists() or path.read_bytes() != content or path.name == "txtFeedback.txt"


def test_an_unknown_platform_is_named_with_those_there_are() -> None:
    """The error carries them for whoever shows it."""
    with pytest.raises(UnknownPlatform, match="gradscope: there is no such platform") as caught:
        find("gradscope")
    assert "gradescope" in caught.value.known


def test_a_place_that_cannot_be_written_is_named(surroundings: Surroundings) -> None:
    """A full disk or a folder in the way is one line, not a traceback."""
    (surroundings.root / "autograder").parent.mkdir(parents=True)
    (surroundings.root / "autograder").write_text("in the way", encoding="utf-8")
    with pytest.raises(PlatformError, match=r"cannot be written to .*results\.json"):
        find("gradescope").write(REPORTS["passed"](), surroundings)
