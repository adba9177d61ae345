"""Run one module of CPython's `test.test_asyncio` with every loop a virtual-clock loop; print what happened as JSON.

    python run_module.py test_tasks [left-out test ids …]

Whatever way a test takes to a loop leads here: the default policy, `asyncio.new_event_loop`, `asyncio.Runner`, and
`asyncio.SelectorEventLoop` by name. Only `test.test_asyncio.utils.TestLoop`, a loop with a clock of its own, is left
as it is; `on_our_loop` counts the tests that made one of ours.
"""

import asyncio
import json
import selectors
import sys
import unittest
from asyncio import unix_events
from typing import Any

from test import support  # type: ignore[import-not-found]

from grader.clock import VirtualClockLoop

_made = 0


class Loop(VirtualClockLoop):
    """Ours, made as the stock loop is made."""

    def __init__(self, selector: selectors.BaseSelector | None = None) -> None:
        """Take a selector only to close it: ours opens its own when it needs one."""
        global _made  # noqa: PLW0603
        _made += 1
        super().__init__()
        if selector is not None:
            selector.close()


class Result(unittest.TextTestResult):
    """Counts, besides, the tests that made one of our loops."""

    on_our_loop = 0
    _before = 0

    def startTest(self, test: unittest.TestCase) -> None:  # noqa: N802
        """Remember how many loops there were."""
        self._before = _made
        super().startTest(test)

    def stopTest(self, test: unittest.TestCase) -> None:  # noqa: N802
        """Count the test, if it made one."""
        self.on_our_loop += _made > self._before
        super().stopTest(test)


def each_test(suite: unittest.TestSuite) -> list[unittest.TestCase]:
    """The tests of a suite, without its nesting."""
    found: list[unittest.TestCase] = []
    for part in suite:
        found += each_test(part) if isinstance(part, unittest.TestSuite) else [part]
    return found


def name(test: unittest.TestCase) -> str:
    """`Class.method`: an id that does not depend on how the module was found."""
    return ".".join(test.id().split(".")[-2:])


def run(module: str, left_out: list[str]) -> dict[str, Any]:
    """Run a module's tests, those left out aside."""
    setattr(unix_events._UnixDefaultEventLoopPolicy, "_loop_factory", Loop)  # noqa: B010
    for name_of_loop in ("SelectorEventLoop", "EventLoop"):
        setattr(asyncio, name_of_loop, Loop)
    support.use_resources = []
    loaded = unittest.defaultTestLoader.loadTestsFromName(f"test.test_asyncio.{module}")
    tests = each_test(loaded)
    kept = [test for test in tests if name(test) not in left_out]
    runner: Any = unittest.TextTestRunner(
        stream=sys.stderr,
        resultclass=Result,  # type: ignore[arg-type]
    )
    result = runner.run(unittest.TestSuite(kept))
    failed = [name(test) for test, _ in result.failures + result.errors if hasattr(test, "_testMethodName")]
    broken = [str(test) for test, _ in result.errors if not hasattr(test, "_testMethodName")]
    return {
        "total": len(tests),
        "ran": result.testsRun,
        "skipped": len(result.skipped),
        "on_our_loop": result.on_our_loop,
        "unknown": sorted(set(left_out) - {name(test) for test in tests}),
        "failed": sorted(failed + [name(test) for test in result.unexpectedSuccesses]),
        "broken": broken,
    }


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], sys.argv[2:])))
