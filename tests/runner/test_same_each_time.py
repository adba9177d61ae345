"""What a learner may print of the machine is the same in every run."""

import sys

import pytest

from grader.judge.forked import Zygote
from grader.judge.python import at_fixed_addresses
from tests.runner.conftest import Run

PRINTS_NUMBERS = """
    import asyncio, logging, os, threading

    async def main():
        print(os.getpid(), threading.get_ident(), threading.get_native_id())
        print(logging.makeLogRecord({}).process)
        await asyncio.sleep(1)
"""

PRINTS_PLACES = """
    class Ship:
        pass

    async def main():
        fleet = [Ship() for _ in range(50)]
        print(id(fleet[7]), object())
        print([fleet.index(ship) for ship in set(fleet)])
"""

SIGNALS_ITSELF = """
    import os, signal

    heard = []

    async def main():
        signal.signal(signal.SIGUSR2, lambda *_: heard.append("heard"))
        os.kill(os.getpid(), signal.SIGUSR2)
        return heard
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there is no zygote here")


def printed_by_two_zygotes(run: Run, text: str) -> list[list[str]]:
    said = []
    for _ in range(2):
        zygote = Zygote()
        said.append(run(text, zygote).printed)
        zygote.close()
    return said


def test_numbers_of_processes_and_threads(run: Run) -> None:
    """They are numbers of this kit's, whatever the system calls its own."""
    one, other = printed_by_two_zygotes(run, PRINTS_NUMBERS)
    assert one == other == ["1000 1 1", "1000"]


@pytest.mark.skipif(not at_fixed_addresses(), reason="this system does not let a process choose where its memory lies")
def test_places_of_objects(run: Run) -> None:
    """So are addresses, and with them the order in which sets of a learner's own objects are walked."""
    one, other = printed_by_two_zygotes(run, PRINTS_PLACES)
    assert one == other


def test_a_process_reaches_itself_by_its_number(run: Run) -> None:
    """Where nothing keeps it from signalling at all."""
    zygote = Zygote(("landlock", "seccomp", "user", "capabilities", "rlimits", "hidden-memory"))
    try:
        assert run(SIGNALS_ITSELF, zygote).value == ["heard"]
    finally:
        zygote.close()
