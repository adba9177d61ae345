"""What docs/learners.md promises to hold."""

import re
from pathlib import Path

from grader.model.verdict import Verdict

LEARNERS = Path(__file__).parents[2] / "docs" / "learners.md"


def sections() -> dict[str, str]:
    """Each verdict's heading with its paragraph."""
    found = re.split(r"^### `([\w-]+)`$", LEARNERS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(found[1::2], found[2::2], strict=True))


def test_every_verdict_is_explained_in_causal_order() -> None:
    """The page explains exactly the closed set of verdicts, in the order in which they are looked for."""
    assert list(sections()) == [verdict.value for verdict in Verdict]


def test_every_verdict_has_an_example() -> None:
    """Each verdict is explained in one short paragraph with an example."""
    for verdict, text in sections().items():
        paragraph = text.strip()
        assert "\n\n" not in paragraph, verdict
        assert "For example" in paragraph, verdict
        assert len(paragraph) < 400, verdict
