"""The JSON Schema of a report. `python -m grader.reporters.schema docs/report.schema.json` writes it."""

import inspect
import sys
from pathlib import Path
from typing import Any

import msgspec

from grader.model.report import FORMAT, Report


def schema() -> dict[str, Any]:
    """The JSON Schema that every report of this version keeps to."""
    described = msgspec.json.schema(Report)
    for each in described["$defs"].values():
        # From Python 3.13 on docstrings come without their indentation, and the file is one for all.
        if "description" in each:
            each["description"] = inspect.cleandoc(each["description"])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": FORMAT, **described}


def schema_text() -> str:
    """The schema as it stands in its file."""
    return msgspec.json.format(msgspec.json.encode(schema(), order="sorted"), indent=2).decode() + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(schema_text(), encoding="utf-8")
