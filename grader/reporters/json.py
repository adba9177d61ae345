"""The exact form of a report; everything else is drawn from the same value."""

import msgspec

from grader.model.report import Report


def to_json(report: Report) -> str:
    """The report as JSON, indented, ending in a line break; equal reports give equal text."""
    return msgspec.json.format(msgspec.json.encode(report, order="deterministic"), indent=2).decode() + "\n"
