"""`exercise.toml`: what is accepted, and what the author of anything else is told."""

from pathlib import Path

import pytest

from grader.catalog.errors import CatalogError
from grader.catalog.manifest import load_manifest
from grader.model.verdict import Verdict

WHOLE = """\
format = 1
slug = "two-at-once"
version = "1.0.0"
title = "Two at once"
teaches = ["create_task"]
needs = []
entry = "main"
[time]
sequential = 4.5
target = 2.5
[rules]
threads = 1
cancel_sweep = false
schedules = 20
[stub]
verdict = "still-sequential"
"""


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "01_two_at_once" / "exercise.toml"
    path.parent.mkdir()
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_the_manifest_of_the_design_is_read(tmp_path: Path) -> None:
    """Every key arrives with its type."""
    manifest = load_manifest(write(tmp_path, WHOLE))
    assert manifest.time.target == 2.5
    assert manifest.stub.verdict is Verdict.STILL_SEQUENTIAL
    assert manifest.rules.schedules == 20
    assert manifest.minutes is None


def test_optional_keys_have_their_say(tmp_path: Path) -> None:
    """Minutes and the lateness of a beat may be declared; whole numbers serve as seconds."""
    text = WHOLE.replace('entry = "main"', 'entry = "main"\nminutes = 10').replace("threads = 1", "max_lateness = 1")
    manifest = load_manifest(write(tmp_path, text))
    assert manifest.minutes == 10
    assert manifest.rules.max_lateness == 1.0


@pytest.mark.parametrize(
    ("old", "new", "key", "remedy"),
    [
        ("target = 2.5", "traget = 2.5", "`time.traget`", "Did you mean `time.target`?"),
        ("threads = 1", "thread = 1", "`rules.thread`", "Did you mean `rules.threads`?"),
        ("needs = []", "target = 2.5", "`target`", "Did you mean `time.target`?"),
        ("needs = []", "qqqqqq = 2.5", "`qqqqqq`", "Remove it."),
        ("target = 2.5", 'target = "2.5"', "`time.target`", "such as `target = 2.5`"),
        ("threads = 1", "threads = true", "`rules.threads`", "such as `threads = 1`"),
        ("threads = 1", "threads = 1.5", "`rules.threads`", "such as `threads = 1`"),
        ('teaches = ["create_task"]', 'teaches = "create_task"', "`teaches`", "a list of texts"),
        ('teaches = ["create_task"]', "teaches = [1]", "`teaches`", "a list of texts"),
        ('teaches = ["create_task"]', 'teaches = [""]', "`teaches` holds an empty name", "a list of texts"),
        ('title = "Two at once"\n', "", "`title` is missing", 'such as `title = "Two at once"`'),
        ("target = 2.5\n", "", "`time.target` is missing", "such as `target = 2.5`"),
        ('[stub]\nverdict = "still-sequential"\n', "", "`stub` is missing", "a table `[stub]`"),
        ("target = 2.5", "target = 9.0", "`time.target` is 9", "at most 4.5"),
        ("target = 2.5", "target = 0", "`time.target` is 0", "more than 0"),
        ("target = 2.5", "target = -1", "`time.target` is -1", "more than 0"),
        ("sequential = 4.5", "sequential = inf", "`time.sequential` is inf", "finite"),
        ("target = 2.5", "target = nan", "`time.target` is nan", "finite"),
        ("target = 2.5", "target = 4.5", "`stub.verdict` is `still-sequential`", "a smaller `time.target`"),
        ("still-sequential", "still-sequentail", "`still-sequentail`", "Did you mean `verdict = "),
        ("still-sequential", "passed", "`stub.verdict` is `passed`", "such as"),
        ('slug = "two-at-once"', 'slug = "three-at-once"', "`slug` is `three-at-once`", '`slug = "two-at-once"`'),
        ("format = 1", "format = 2", "`format` is 2", "Upgrade the grader"),
        ("format = 1", "format = 0", "`format` is 0", "`format = 1`"),
        ("format = 1", 'format = "1"', "`format` has the wrong type", "`format = 1`"),
        ("threads = 1", 'threads = "1"', "expected a whole number, got a text", "`threads = 1`"),
        ('teaches = ["create_task"]', "teaches = 1", "expected a list, got a whole number", "a list of texts"),
        ('version = "1.0.0"', 'version = "one"', "`version` is `one`", 'such as `version = "1.0.0"`'),
        ('entry = "main"', 'entry = "ma in"', "`entry` is `ma in`", "such as"),
        ('title = "Two at once"', 'title = " "', "`title` is empty", "such as"),
        ("threads = 1", "threads = 0", "`rules.threads` is 0", "from 1 up"),
        ("schedules = 20", "schedules = -3", "`rules.schedules` is -3", "from 1 up"),
        ("schedules = 20", "max_lateness = 0.0", "`rules.max_lateness` is 0", "such as"),
        ("[time]\nsequential = 4.5\ntarget = 2.5", "time = 4.5", "`time`", "a table `[time]`"),
        ('slug = "two-at-once"', "slug = two-at-once", "is not TOML", "texts need quotes"),
    ],
)
def test_what_cannot_be_is_refused_with_file_key_and_remedy(
    tmp_path: Path, old: str, new: str, key: str, remedy: str
) -> None:
    """The author is told which file, which key, and what to write instead."""
    path = write(tmp_path, WHOLE.replace(old, new))
    with pytest.raises(CatalogError) as refused:
        load_manifest(path)
    first, second = str(refused.value).splitlines()
    assert first.startswith(str(path))
    assert key in first
    assert remedy in second


def test_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    """Editors of Windows write one, and nobody sees it."""
    path = write(tmp_path, WHOLE)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_manifest(path).slug == "two-at-once"


@pytest.mark.parametrize(
    ("content", "problem"),
    [(WHOLE.encode("utf-16"), "is not UTF-8"), (b"\xff", "is not UTF-8"), (b"", "`format` is missing")],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    """Bytes that are no TOML at all are named as what they are."""
    with pytest.raises(CatalogError, match=problem):
        load_manifest(write(tmp_path, content))


def test_a_missing_manifest_is_named(tmp_path: Path) -> None:
    """A folder without a manifest is told that it needs one."""
    with pytest.raises(CatalogError, match="no such file"):
        load_manifest(tmp_path / "exercise.toml")


def test_limits_have_defaults_and_can_be_set(tmp_path: Path) -> None:
    """A table of its own; what is not said keeps its usual value."""
    manifest = load_manifest(write(tmp_path, WHOLE.replace("[stub]", "[limits]\ncpu = 5\nhorizon = 7\n[stub]")))
    assert (manifest.limits.cpu, manifest.limits.horizon, manifest.limits.memory_mb) == (5, 7.0, 256)


@pytest.mark.parametrize("line", ["cpu = 0", "lines = -1", "horizon = 0.0"])
def test_a_limit_of_nothing_is_refused(tmp_path: Path, line: str) -> None:
    """No run could keep it."""
    with pytest.raises(CatalogError, match=f"`limits.{line.split(maxsplit=1)[0]}` is "):
        load_manifest(write(tmp_path, WHOLE.replace("[stub]", f"[limits]\n{line}\n[stub]")))
