"""What the platforms' own code said, as it was recorded: `fixtures/README.md` says where, when and of what."""

import json
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).parent / "fixtures"


def recorded(name: str) -> dict[str, tuple[Any, Any]]:
    """By name: what was given, and what was said of it."""
    found = json.loads((FIXTURES / name).read_text(encoding="utf-8"))
    return {each["name"]: (each["given"], each["said"]) for each in found}
