"""Proofs as JSON: for programs, and for the check under another interpreter."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from grader.authoring.check import Proofs
from grader.authoring.interpreters import environment
from grader.authoring.problem import Problem


def to_json(proofs: Sequence[Proofs]) -> str:
    """All that was found, one item for each interpreter."""
    return msgspec.json.format(msgspec.json.encode(proofs, enc_hook=str), indent=2).decode() + "\n"


def from_json(text: bytes) -> list[Proofs]:
    """The same, read back; raises `msgspec.MsgspecError`."""
    return msgspec.json.decode(text, type=list[Proofs], dec_hook=_path)


def prove_under(python: Path, arguments: Sequence[str]) -> list[Proofs]:
    """The same check under another interpreter, which has to have what the kit depends on."""
    command = [str(python), "-m", "grader", "author", "check", "--json", "-", *arguments]
    try:
        ended = subprocess.run(command, env=environment(), stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except OSError as error:
        return [_failed(python, str(error.strerror))]
    try:
        return from_json(ended.stdout)
    except msgspec.MsgspecError:
        lines = ended.stderr.decode("utf-8", "replace").strip().splitlines() or ["it says nothing"]
        return [_failed(python, lines[-1])]


def _failed(python: Path, reason: str) -> Proofs:
    what = f"cannot run the check: {reason}"
    remedy = "Name an interpreter that has what the kit depends on: its own `python -m pip install onethread`."
    return Proofs(str(python), (), (Problem(python, None, what, remedy),))


def _path(kind: type, value: Any) -> Any:
    return kind(value)
