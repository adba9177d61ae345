"""The tests of CPython's `test.test_asyncio` that are not run on the virtual clock, each with its reason."""

NO_PIPE = "counts the wake-up pipe of a fresh loop: ours opens it when it first waits in real time"

LEFT_OUT: dict[str, dict[str, str]] = {
    "test_events": {
        "EPollEventLoopTests.test_internal_fds": NO_PIPE,
        "PollEventLoopTests.test_internal_fds": NO_PIPE,
        "SelectEventLoopTests.test_internal_fds": NO_PIPE,
    },
}
