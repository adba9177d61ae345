"""Codio: a form that arrives, and HTML that is ours alone."""

import json
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import msgspec
import pytest

from grader.model.report import Report
from grader.platforms import PlatformError, Surroundings, find
from grader.platforms.delivery import Posted, Withheld

from .conftest import REPORTS

CODIO = find("codio")
OURS = {"p", "ul", "li", "pre"}


class Tags(HTMLParser):
    """Collects the tags of a page, and sees that each is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs
        self.found.add(tag)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


class Codio(BaseHTTPRequestHandler):
    """Answers as it is told, and keeps what it was sent."""

    answer = b'{"code": 1}'
    received: dict[str, list[str]]

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        type(self).received = parse_qs(self.rfile.read(length).decode())
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.answer)

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where a Codio of this machine listens, whatever proxy leads out of it."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server = HTTPServer(("127.0.0.1", 0), Codio)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/grade"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_form_arrives(address: str) -> None:
    """Percent in both fields, and the feedback."""
    surroundings = Surroundings({"CODIO_PARTIAL_POINTS_V2_URL": address})
    assert CODIO.write(REPORTS["wrong"](), surroundings) is True
    assert Codio.received["grade"] == Codio.received["points"] == ["25"]
    assert Codio.received["format"] == ["html"]
    assert "two-at-once: takes 2.5 s" in Codio.received["feedback"][0]


@pytest.mark.parametrize("answer", [b'{"code": 0, "message": "closed"}', b"<html>", b"[]"])
def test_a_form_that_was_not_taken_is_an_error(address: str, answer: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing was graded then, and nobody should believe it was."""
    monkeypatch.setattr(Codio, "answer", answer)
    with pytest.raises(PlatformError, match="did not take the result"):
        CODIO.write(REPORTS["passed"](), Surroundings({"CODIO_AUTOGRADE_V2_URL": address}))


@pytest.mark.parametrize(("address", "says"), [("http://127.0.0.1:1/", "cannot be"), ("file:///etc/passwd", "web")])
def test_an_address_that_nobody_answers_is_one_line(address: str, says: str) -> None:
    """Whatever it is; the address itself is a secret and is not shown."""
    with pytest.raises(PlatformError, match=says) as caught:
        CODIO.write(REPORTS["passed"](), Surroundings({"CODIO_AUTOGRADE_V2_URL": address}))
    assert address not in str(caught.value)


def form_of(report: Report, surroundings: Surroundings) -> dict[str, str] | None:
    (output,) = CODIO.outputs(report, surroundings)
    assert isinstance(output, Posted | Withheld)
    return output.form if isinstance(output, Posted) else None


def test_every_form_keeps_to_its_limits(report: Report, surroundings: Surroundings) -> None:
    """Whole percent, and a page of our own few tags."""
    form = form_of(report, surroundings)
    if form is None:
        return
    assert 0 <= int(form["points"]) <= 100
    assert (form["points"] == "100") == (report.points == report.max_points > 0)
    tags = Tags()
    tags.feed(form["feedback"])
    assert tags.found <= OURS
    assert tags.open == []


def test_nearly_all_is_not_all(surroundings: Surroundings) -> None:
    """99.9 % is 99, and 0.1 % is 1."""
    report = REPORTS["passed"]()
    for points, percent in ((3.999, "99"), (0.001, "1"), (0.0, "0"), (4.0, "100")):
        form = form_of(msgspec.structs.replace(report, points=points), surroundings)
        assert form is not None
        assert form["points"] == percent


def test_without_an_address_it_is_named() -> None:
    """The variable that Codio sets."""
    with pytest.raises(PlatformError, match="CODIO_AUTOGRADE_V2_URL is not set"):
        CODIO.outputs(REPORTS["passed"](), Surroundings())


def test_the_form_is_no_part_of_what_is_printed() -> None:
    """A traceback of anybody's shows no feedback."""
    assert "secret" not in repr(Posted("http://x", {"feedback": json.dumps("secret")}))
