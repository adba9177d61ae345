"""The plugin, in a pytest of its own."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[2]

TESTS = """
    import asyncio
    import time
    import pytest
    from grader.clock import BlockingError, HorizonError, VirtualClockLoop, refuse

    async def test_fixture(virtual_clock):
        await asyncio.sleep(3600)
        assert virtual_clock.now == 3600.0

    @pytest.mark.virtual_clock(horizon=5)
    async def test_marker():
        assert isinstance(asyncio.get_running_loop(), VirtualClockLoop)
        await asyncio.sleep(5)

    @pytest.mark.virtual_clock(blocking=refuse)
    async def test_blocking_is_refused():
        with pytest.raises(BlockingError, match="time.sleep"):
            time.sleep(3600)

    async def test_neither():
        assert not isinstance(asyncio.get_running_loop(), VirtualClockLoop)
"""


@pytest.fixture
def inner(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return pytester


def run(inner: pytest.Pytester, *options: str) -> pytest.RunResult:
    return inner.runpytest_subprocess("-p", "grader.clock.pytest_plugin", "--strict-markers", *options)


def test_marked_tests_run_on_the_virtual_clock_and_no_others(inner: pytest.Pytester) -> None:
    """The fixture or the marker chooses the loop of a test; the rest keep theirs."""
    inner.makepyfile(TESTS)
    run(inner, "--asyncio-mode=auto").assert_outcomes(passed=4)


def test_a_hook_of_the_project_keeps_its_say(inner: pytest.Pytester) -> None:
    """Loop factories of the project apply to the tests that are not marked."""
    inner.makeconftest("""
        import asyncio
        class Own(asyncio.SelectorEventLoop): pass
        def pytest_asyncio_loop_factories(config, item):
            return {"own": Own}
    """)
    inner.makepyfile("""
        import asyncio
        async def test_own():
            assert type(asyncio.get_running_loop()).__name__ == "Own"
        async def test_virtual(virtual_clock):
            await asyncio.sleep(10)
            assert virtual_clock.now == 10
    """)
    run(inner, "--asyncio-mode=auto").assert_outcomes(passed=2)


def test_it_loads_without_pytest_asyncio(inner: pytest.Pytester) -> None:
    """Nothing but pytest is needed to load it."""
    inner.makepyfile("""
        import asyncio
        import pytest
        from grader.clock import ClockError, VirtualClockLoop
        def test_by_hand(virtual_clock):
            async def main():
                await asyncio.sleep(10)
                return virtual_clock.now
            with asyncio.Runner(loop_factory=VirtualClockLoop) as runner:
                assert runner.run(main()) == 10.0
        def test_no_loop(virtual_clock):
            with pytest.raises(ClockError, match="coroutine"):
                virtual_clock.now
    """)
    run(inner, "-p", "no:asyncio").assert_outcomes(passed=2)


def test_it_works_beside_anyio(inner: pytest.Pytester) -> None:
    """With anyio's plugin, its backend option puts a test on the virtual clock."""
    pytest.importorskip("anyio")
    inner.makepyfile("""
        import anyio
        import pytest
        from grader.clock import ClockError
        from grader.clock.pytest_plugin import ANYIO_BACKEND
        pytestmark = pytest.mark.anyio
        @pytest.fixture(params=[ANYIO_BACKEND, "asyncio"], ids=["virtual", "stock"])
        def anyio_backend(request):
            return request.param
        async def test_sleep(virtual_clock, anyio_backend):
            if anyio_backend == "asyncio":
                with pytest.raises(ClockError, match="ANYIO_BACKEND"):
                    virtual_clock.now
            else:
                with anyio.fail_after(11):
                    await anyio.sleep(10)
                assert virtual_clock.now == 10
    """)
    run(inner, "-p", "no:asyncio").assert_outcomes(passed=2)
