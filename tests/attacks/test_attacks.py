"""Every attack earns nothing, gets the verdict that it names, leaves nothing behind, and disturbs nobody after it.

Each mode grades its attacks in one go, each followed by the reference, since that is how a class is graded: what one
submission could do to the next would show here.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.attacks.other_user import ROOT, other_user
from tests.attacks.suite import Attack, Outcome, attacks, grade_all

pytestmark = [
    pytest.mark.attacks,
    pytest.mark.skipif(sys.platform != "linux", reason="the confinement is Linux's"),
    pytest.mark.timeout(900),
]

ALL = attacks()
EVERY_LAYER = ("landlock", "seccomp", "user", "capabilities", "rlimits", "hidden-memory")
AS_OTHER_USER = "ONETHREAD_ATTACKS_AS_OTHER_USER"


def _attacks(payload: str = "", *, that_end: bool = False) -> list[Attack]:
    """What hangs, hangs alike in every mode; it is waited for in one."""
    return [a for a in ALL if a.payload.startswith(payload) and not (that_end and a.expected[0] == "hung")]


def _that_would_win() -> list[Attack]:
    """Those whose damage the confinement alone keeps away: a few take more than what an ordinary user may do."""
    return [attack for attack in _attacks("stopped") if os.geteuid() == 0 or not attack.needs_root]


@contextmanager
def _open_folder() -> Iterator[Path]:
    """Not pytest's, which are one user's: who is another user must be kept out by the confinement alone."""
    with tempfile.TemporaryDirectory(prefix="onethread-attacks-") as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


def _graded(wanted: list[Attack], without: tuple[str, ...]) -> dict[str, Outcome]:
    with _open_folder() as folder:
        outcomes = grade_all(wanted, folder / "of", without)
    return {attack.name: outcome for attack, outcome in zip(wanted, outcomes, strict=True)}


@pytest.fixture(scope="module")
def confined() -> dict[str, Outcome]:
    return _graded(_attacks(that_end=AS_OTHER_USER in os.environ), ())


@pytest.fixture(scope="module")
def without_landlock() -> dict[str, Outcome]:
    return _graded(_attacks(that_end=True), ("landlock",))


@pytest.fixture(scope="module")
def unconfined() -> dict[str, Outcome]:
    return _graded(_that_would_win(), EVERY_LAYER)


def _assert_lost(attack: Attack, outcome: Outcome) -> None:
    assert outcome.points == 0
    assert outcome.verdict in attack.expected
    assert not (outcome.won and attack.payload == "stopped")
    assert outcome.left_behind == ()
    assert outcome.honest_verdict == "passed"
    assert not outcome.sentinel_seen
    assert outcome.acts_on_its_reader == ()


@pytest.mark.parametrize("attack", _attacks(that_end=AS_OTHER_USER in os.environ), ids=lambda attack: attack.name)
def test_an_attack_wins_nothing(attack: Attack, confined: dict[str, Outcome]) -> None:
    """With the confinement that this machine offers."""
    _assert_lost(attack, confined[attack.name])


@pytest.mark.parametrize("attack", _attacks(that_end=True), ids=lambda attack: attack.name)
def test_an_attack_wins_nothing_without_landlock(attack: Attack, without_landlock: dict[str, Outcome]) -> None:
    """Where no file may be opened at all, because paths cannot be told apart."""
    _assert_lost(attack, without_landlock[attack.name])


@pytest.mark.parametrize("attack", _that_would_win(), ids=lambda attack: attack.name)
def test_an_attack_would_win_without_confinement(attack: Attack, unconfined: dict[str, Outcome]) -> None:
    """What is said to be stopped works where nothing stops it: no attack passes for being harmless."""
    outcome = unconfined[attack.name]
    assert outcome.won
    # Even then it earns nothing: points are the judge's.
    assert outcome.points == 0


def test_there_are_enough_of_them() -> None:
    """The catalogue has 106, and each has its place in a group."""
    assert len(ALL) >= 110
    assert {attack.path.parent.name[0] for attack in ALL} == set("abcdefg")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become another user")
def test_attacks_win_nothing_as_another_user() -> None:
    """The whole suite again with a judge who is not root."""
    with _open_folder() as folder:
        somebody = other_user(folder)
        if trouble := somebody.trouble():
            pytest.skip(f"no other user can run a Python here: {trouble}")
        done = replace(somebody, environment={**somebody.environment, AS_OTHER_USER: "1", "HOME": str(folder)}).run(
            *("-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "faulthandler_timeout=0", "-m", "attacks"),
            str(Path(__file__).relative_to(ROOT)),
        )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
