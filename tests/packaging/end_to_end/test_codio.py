"""Codio: a script as the user of the student's box, three minutes, and a form as the result."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from tests.packaging.end_to_end.conftest import HandedIn, Packed
from tests.packaging.stand_in import Bounds, Machine
from tests.packaging.submissions import KINDS, SENTINEL

BOUNDS = Bounds(memory_mb=1024, cpu_seconds=180)
WORKSPACE = "/home/codio/workspace"
ADDRESS = "http://127.0.0.1:8642/grade"

# Takes one form, keeps it, and answers as Codio does.
RECEIVER = """
import http.server
class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        form = self.rfile.read(int(self.headers["Content-Length"]))
        open("/tmp/form", "wb").write(form)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"code": 1}')
http.server.HTTPServer(("127.0.0.1", 8642), Receiver).handle_request()
"""


@pytest.fixture
def graded(
    packed: Packed, private_course: Path, hand_in: HandedIn, tmp_path: Path, request: pytest.FixtureRequest
) -> dict[str, Any]:
    machine = Machine(tmp_path / "machine", BOUNDS, user=1000)
    machine.unpack(packed("codio", private_course), WORKSPACE)
    hand_in(request.param, machine.path(WORKSPACE))
    machine.put("/receiver.py", RECEIVER)
    machine.path("/tmp").mkdir(exist_ok=True)
    machine.hand_over("/home")
    wait = "while ! grep -q ':21C2 ' /proc/net/tcp; do sleep 0.1; done"
    ran = machine.run(
        f"{{ python3 -I /receiver.py & {wait}; .guides/secure/onethread.sh; }}",
        WORKSPACE,
        CODIO_AUTOGRADE_V2_URL=ADDRESS,
        CODIO_AUTOGRADE_ENV=json.dumps({"student": {"id": "1"}}),
    )
    assert ran.returncode == 0, ran.stderr
    form = parse_qs(machine.path("/tmp/form").read_text())
    assert len(form["feedback"][0].encode()) <= 1024 * 1024
    assert SENTINEL not in form["feedback"][0]
    return {name: values[0] for name, values in form.items()}


@pytest.mark.parametrize("graded", ["good"], indirect=True)
def test_a_good_submission_gets_a_hundred_percent(graded: dict[str, Any]) -> None:
    """As a whole number."""
    assert graded["points"] == "100"


@pytest.mark.parametrize("graded", [kind for kind in KINDS if kind != "good"], indirect=True)
def test_no_other_submission_gets_a_percent(graded: dict[str, Any]) -> None:
    """It is told nothing, and asked for nothing."""
    assert graded["points"] == "0"
