"""GitHub Actions: the reporter's arithmetic, annotations at lines, and logs that obey nobody but us."""

import base64
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pytest

from grader.model.report import Report
from grader.platforms import Surroundings, find
from grader.platforms.delivery import Added, Said
from grader.platforms.github_actions import Result
from grader.platforms.workflow_commands import as_mere_text, command

from .conftest import HOSTILE, MARKERS, REPORTS, failed, report_of
from .consumers import consumer
from .recorded import recorded

GITHUB = find("github-actions")
RECORDED = recorded("github_reporter.json")


def reporter(result: dict[str, Any]) -> dict[str, Any]:
    """What the reporter makes of a result, by its source: exit code and workflow commands."""
    try:
        printed = "\n".join(str(test["name"]) for test in result["tests"])
        points = sum(test["score"] for test in result["tests"]) if result.get("max_score") else 0
    except KeyError:
        return {"exit": 1, "dies": True}
    commands = [line for line in printed.split("\n") if line.startswith("::")]
    if result.get("max_score"):
        commands += [
            f"::notice title=Autograding complete::Points {points:g}/{result['max_score']:g}",
            f'::notice title=Autograding report::{{"totalPoints":{points:g},"maxPoints":{result["max_score"]:g}}}',
        ]
    ending = {"fail": ["::error::Some tests failed."], "error": ["::error::Some tests errored."]}
    commands += ending.get(result["status"], [])
    return {"exit": int(result["status"] != "pass"), "commands": commands}


@pytest.mark.parametrize("name", RECORDED)
def test_the_reporter_said_what_we_read_from_its_source(name: str) -> None:
    """Its own answers, recorded, to good and to broken results."""
    given, said = RECORDED[name]
    expected = reporter(given)
    assert expected["exit"] == said["exit"]
    if not expected.get("dies"):
        assert expected["commands"] == [line.removesuffix("\x1b[0m") for line in said["commands"]]


def output_of(report: Report, surroundings: Surroundings) -> dict[str, Any]:
    outputs = GITHUB.outputs(report, surroundings)
    (line,) = [o.text for o in outputs if isinstance(o, Added) and o.text.startswith("result=")]
    decoded: dict[str, Any] = json.loads(base64.b64decode(line.removeprefix("result=").strip()))
    return decoded


def test_the_reporter_is_told_points_and_nothing_forged(report: Report, surroundings: Surroundings) -> None:
    """It prints two notices of its own and no third, whatever names say; its total is ours."""
    result = output_of(report, surroundings)
    msgspec.convert(result, Result)
    commands = reporter(result)["commands"]
    notices = [line for line in commands if line.startswith("::notice")]
    assert len(notices) in {0, 2}
    if notices and report.max_points:
        got, most = map(int, re.findall(r"\d+", notices[0]))
        assert got / most == pytest.approx(report.points / report.max_points, abs=0.005)


def test_a_failure_of_ours_has_no_points_and_a_red_job(surroundings: Surroundings) -> None:
    """Without a maximum the reporter reports no grade at all."""
    assert reporter(output_of(REPORTS["ours in part"](), surroundings)) == {
        "exit": 1,
        "commands": ["::error::Some tests errored."],
    }


def said_of(report: Report, surroundings: Surroundings) -> str:
    (said,) = [output.text for output in GITHUB.outputs(report, surroundings) if isinstance(output, Said)]
    return said


def test_an_annotation_stands_at_the_learners_line(surroundings: Surroundings) -> None:
    """With the sentence, in one line, whatever is in it."""
    said = said_of(report_of(failed()), surroundings)
    (line,) = [line for line in said.split("\n") if line.startswith("::error")]
    assert line.startswith("::error file=two_at_once.py,line=21,title=two-at-once%3A Right result")
    assert "%0Aprint_numbers() starts only when fetch_data() is done.%0A" in line


def test_ten_annotations_at_most(surroundings: Surroundings) -> None:
    """GitHub drops the eleventh without a word."""
    assert said_of(REPORTS["sixty-four"](), surroundings).count("\n::error ") == 10


def test_a_screen_is_shown_where_no_command_is_taken(surroundings: Surroundings) -> None:
    """Between marks that a learner cannot guess, and that end before our own commands."""
    shown = Surroundings(surroundings.environment, stdout=surroundings.stdout, screen=lambda _: "::error::mine")
    lines = said_of(REPORTS["wrong"](), shown).split("\n")
    mark = lines[0].removeprefix("::stop-commands::")
    assert re.fullmatch("[0-9a-f]{32}", mark)
    assert lines[1:3] == ["::error::mine", f"::{mark}::"]
    assert as_mere_text("x").split("\n")[0] != as_mere_text("x").split("\n")[0]


def test_the_page_reaches_the_summary(surroundings: Surroundings) -> None:
    """As it was drawn from what a student may see."""
    drawn = Surroundings(surroundings.environment, stdout=surroundings.stdout, page=lambda _: "# the page\n")
    GITHUB.write(REPORTS["passed"](), drawn)
    assert Path(surroundings.environment["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8") == "# the page\n"


def test_two_steps_may_write_to_one_file(surroundings: Surroundings) -> None:
    """What another step wrote stays."""
    place = Path(surroundings.environment["GITHUB_OUTPUT"])
    place.write_text("other=1\n", encoding="utf-8")
    GITHUB.write(REPORTS["passed"](), surroundings)
    assert [line.partition("=")[0] for line in place.read_text(encoding="utf-8").splitlines()] == ["other", "result"]


def test_outside_actions_only_the_log_is_written() -> None:
    """Without its variables there are no files to write to."""
    outputs = GITHUB.outputs(REPORTS["passed"](), Surroundings())
    assert [type(output) for output in outputs] == [Said]


def test_every_text_of_a_command_is_data() -> None:
    """Neither a property nor the message can end where a text wants."""
    line = command("error", HOSTILE, file="a:b,c", title="100%\r\n")
    assert line.count("\n") == 1
    assert line.startswith("::error file=a%3Ab%2Cc,title=100%25%0D%0A::")


TOOLKIT = """
import { notice } from "@actions/core";
const given = JSON.parse(process.argv[2]);
for (const [message, title, file] of given) notice(message, { title, file });
"""


def test_commands_are_those_of_githubs_own_toolkit(tmp_path: Path) -> None:
    """For every text that could mean something, to the letter."""
    modules = consumer("node_modules")
    (tmp_path / "node_modules").symlink_to(modules)
    (tmp_path / "program.mjs").write_text(TOOLKIT, encoding="utf-8")
    # What no process takes as an argument stays out.
    texts = [text for text in MARKERS if "\x00" not in text] + ["a:b,c;d=e", "100%", "two\r\nlines"]
    given = json.dumps([[text, text, text] for text in texts])
    said = subprocess.run(
        ["node", "program.mjs", given], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60
    )
    assert said.stdout.splitlines() == [command("notice", text, title=text, file=text)[:-1] for text in texts]
