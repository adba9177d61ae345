"""CPython's own tests of asyncio, run on the virtual clock: one process a module."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[2]

MODULES = (
    "test_base_events",
    "test_buffered_proto",
    "test_context",
    "test_eager_task_factory",
    "test_events",
    "test_futures",
    "test_futures2",
    "test_locks",
    "test_pep492",
    "test_protocols",
    "test_queues",
    "test_runners",
    "test_selector_events",
    "test_sendfile",
    "test_server",
    "test_sock_lowlevel",
    "test_ssl",
    "test_sslproto",
    "test_staggered",
    "test_streams",
    "test_subprocess",
    "test_taskgroups",
    "test_tasks",
    "test_threads",
    "test_timeouts",
    "test_transports",
    "test_unix_events",
    "test_waitfor",
)


def is_shipped(module: str) -> bool:
    try:
        return importlib.util.find_spec(f"test.test_asyncio.{module}") is not None
    except ImportError:
        return False


pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="the stock loop of Windows is another one"),
    pytest.mark.skipif(not is_shipped("utils"), reason="this interpreter ships no test.test_asyncio"),
]


def left_out() -> dict[str, dict[str, str]]:
    spec = importlib.util.spec_from_file_location("left_out", HERE / "left_out.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    table: dict[str, dict[str, str]] = module.LEFT_OUT
    return table


def run(module: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, HERE / "run_module.py", module, *left_out().get(module, {})],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=500,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    outcome: dict[str, Any] = json.loads(done.stdout)
    outcome["log"] = done.stderr[-4000:]
    return outcome


@pytest.mark.parametrize("module", MODULES)
def test_asyncio_keeps_its_promises(module: str) -> None:
    """Each test that CPython has for asyncio passes on the virtual clock, those left out for a reason aside."""
    if not is_shipped(module):
        pytest.skip(f"this interpreter ships no {module}")
    outcome = run(module)
    assert not outcome["failed"] + outcome["broken"], outcome["log"]
    assert not outcome["unknown"], "left out, but no longer there"
    assert outcome["ran"] + outcome["skipped"] >= outcome["total"] - len(left_out().get(module, {}))
    assert 100 * len(left_out().get(module, {})) <= 3 * outcome["total"]
