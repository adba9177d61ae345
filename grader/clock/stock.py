"""asyncio's selector loop with the inner names that the virtual clock is built from, typed.

asyncio keeps them stable from 3.11 to 3.13, which its own test suite, run on the virtual clock, would notice first.
"""

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import socket
    from collections import deque
    from collections.abc import Callable
    from concurrent.futures import Executor
    from selectors import SelectorKey
    from weakref import WeakSet

    class StockLoop(asyncio.SelectorEventLoop):
        """What the type stubs leave out."""

        _ready: deque[Any]
        _stopping: bool
        _closed: bool
        _debug: bool
        _clock_resolution: float
        _asyncgens: WeakSet[Any]
        _default_executor: Executor | None
        _ssock: socket.socket | None
        _csock: socket.socket | None

        def _check_closed(self) -> None: ...
        def _check_thread(self) -> None: ...
        def _check_callback(self, callback: Callable[..., object], method: str) -> None: ...
        def _check_default_executor(self) -> None: ...
        def _write_to_self(self) -> None: ...
        def _make_self_pipe(self) -> None: ...
        def _close_self_pipe(self) -> None: ...
        def _process_events(self, event_list: list[tuple[SelectorKey, int]]) -> None: ...
        def _child_watcher_callback(self, pid: int, returncode: int, transp: Any) -> None: ...
        async def _make_subprocess_transport(self, *args: Any, **kwargs: Any) -> Any: ...
else:
    StockLoop = asyncio.SelectorEventLoop
