"""Runners of one setting come from one template; a few templates stay."""

import sys
from collections.abc import Iterator

import psutil
import pytest

from grader.judge.forked import Zygote
from tests.runner.conftest import Run

ONE = "async def main():\n    return 1\n"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there is no zygote here")


@pytest.fixture
def forks() -> Iterator[Zygote]:
    """A zygote of the test's own."""
    made = Zygote()
    yield made
    made.close()


def templates_of(zygote: Zygote) -> list[psutil.Process]:
    return [each for each in psutil.Process(zygote._process.pid).children() if each.status() != psutil.STATUS_ZOMBIE]


def test_runs_of_one_setting_share_their_template(run: Run, forks: Zygote) -> None:
    """The second run finds it."""
    run(ONE, forks)
    before = templates_of(forks)
    run(ONE, forks)
    assert len(before) == 1
    assert templates_of(forks) == before


def test_other_limits_are_another_setting(run: Run, forks: Zygote) -> None:
    """What is furnished for one turn an instant is not what is furnished for a thousand."""
    busy = "import asyncio\nasync def main():\n    for _ in range(100):\n        await asyncio.sleep(0)\n"
    assert run(busy, forks).verdict is None
    assert run(busy, forks, max_turns=50).verdict == "busy-wait"


def test_only_a_few_stay(run: Run, forks: Zygote) -> None:
    """However many exercises there are; the one that was used last is among them."""
    for turns in range(100, 112):
        run(ONE, forks, max_turns=turns)
    last = templates_of(forks)
    run(ONE, forks, max_turns=111)
    assert len(last) == 8
    assert templates_of(forks) == last


def test_a_dead_template_is_replaced(run: Run, forks: Zygote) -> None:
    """As a dead zygote is."""
    run(ONE, forks)
    (template,) = templates_of(forks)
    template.kill()
    assert run(ONE, forks).value == 1


def test_a_run_sees_nothing_of_the_run_before(run: Run, forks: Zygote) -> None:
    """What a submission does to its process ends with it, and never reaches the template."""
    leaves_a_mark = "import asyncio, builtins\nbuiltins.mark = asyncio.mark = 1\nasync def main():\n    return 1\n"
    looks_for_it = (
        "import asyncio, builtins as b\nasync def main():\n    return [hasattr(x, 'mark') for x in (asyncio, b)]\n"
    )
    run(leaves_a_mark, forks)
    assert run(looks_for_it, forks).value == [False, False]
