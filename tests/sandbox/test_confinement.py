"""The confinement as it is put on: what holds is measured, and what does not hold is said."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from grader.sandbox.port import level_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux only")

ROOT = Path(__file__).parents[2]


def standing(*without: str, before: str = "") -> dict[str, Any]:
    """What a fresh process finds out of the confinement without some layers, having run some code before."""
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{before}\n"
        "import msgspec; from grader.sandbox import prepare\n"
        f"print(msgspec.json.encode(prepare(*{without!r}).standing()).decode())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def full() -> dict[str, Any]:
    found = standing()
    if found["level"] != "K2":
        pytest.skip(f"this machine offers {found['level']} only")
    return found


def test_nothing_gets_out_with_landlock(full: dict[str, Any]) -> None:
    """With paths and calls confined no canary gets through."""
    assert full["canaries_passed"] == []


def test_nothing_gets_out_without_landlock(full: dict[str, Any]) -> None:
    """Where Landlock is missing no file can be opened at all, and the level is the same."""
    found = standing("landlock")
    assert (found["level"], found["canaries_passed"]) == ("K2", [])
    assert "no-open" in found["layers"]


def test_each_layer_is_missed_when_it_is_missing(full: dict[str, Any]) -> None:
    """The canaries are able to get out: without the filter some do, and without anything many."""
    paths_only = standing("seccomp")
    assert paths_only["level"] == "K1"
    assert "socket" in paths_only["canaries_passed"]
    nothing = standing("seccomp", "landlock", "user", "capabilities", "rlimits")
    assert nothing["level"] == "P"
    assert {"read-hidden-file", "write-outside", "socket", "fork", "thread", "exec"} <= set(nothing["canaries_passed"])


def test_a_filter_that_allows_everything_is_noticed(full: dict[str, Any]) -> None:
    """A filter that is in force and lets all through, as one wrong jump makes it, does not earn the level."""
    allow_all = (
        "from grader.sandbox import policy\nfrom grader.sandbox.bpf import ALLOW, Assembler\n"
        "def open_door(*_, **__):\n    a = Assembler(); a.answer(ALLOW); a.answer(ALLOW); return a.assemble()\n"
        "policy.program = open_door; policy.place_of_pid = lambda program: 12"
    )
    found = standing(before=allow_all)
    assert (found["level"], "seccomp" in found["layers"]) == ("K1", True)


def test_a_confinement_that_cannot_be_put_on_stops_nobody() -> None:
    """When confining fails, every canary counts as through: no level is earned by failing early."""
    found = standing(
        before="from grader.sandbox import linux\ndef fail(*_): raise OSError\nlinux.LinuxConfinement.put_on = fail"
    )
    assert found["level"] != "K2"
    assert len(found["canaries_passed"]) == 9


def test_an_unknown_machine_gets_a_lower_level(full: dict[str, Any]) -> None:
    """Without a table of calls there is no filter; the level and a remark say so."""
    found = standing(before="import platform; platform.machine = lambda: 'riscv64'")
    assert found["level"] == "P"
    assert any("riscv64" in remark for remark in found["remarks"])


@pytest.mark.parametrize(
    ("layers", "passed", "level"),
    [
        (("seccomp", "landlock"), (), "K2"),
        (("seccomp", "no-open"), (), "K2"),
        (("seccomp", "landlock"), ("socket",), "K1"),
        (("landlock",), ("fork",), "K1"),
        (("rlimits",), (), "P"),
    ],
)
def test_a_level_is_earned_by_layers_and_by_canaries(
    layers: tuple[str, ...], passed: tuple[str, ...], level: str
) -> None:
    """K2 takes calls and paths, and that nothing got through."""
    assert level_of(layers, passed) == level
