"""A kit on disk, small and complete, for tests that need exercises and not their content."""

from pathlib import Path

STUB = "def main():\n    return 'one after the other'\n"
SOLVED = "async def main():\n    return 'passes'\n"

MANIFEST = """\
format = 1
slug = "{slug}"
version = "1.0.0"
title = "{title}"
minutes = 10
teaches = ["create_task"]
[time]
sequential = 4.5
target = 2.5
[stub]
verdict = "still-sequential"
"""

HINTS = (
    "# Hints\n\n## 1\n\nWho is waiting?\n\n## 2\n\nLook at create_task.\n\n## 3\n\nMake both tasks, then await them.\n"
)


def write_exercise(root: Path, chapter: str, folder: str, *, stub: str = STUB) -> Path:
    """Write a complete exercise with its solution and its kept stub."""
    stem = folder[3:]
    place, solution = root / "exercises" / chapter / folder, root / "solutions" / chapter / folder
    for path in (place, solution / "stub", solution / "accepted"):
        path.mkdir(parents=True)
    title = stem.replace("_", " ").capitalize()
    (place / "exercise.toml").write_text(MANIFEST.format(slug=stem.replace("_", "-"), title=title))
    (place / "README.md").write_text(f"# {title}\n\nThis program waits twice.\nOnce is enough.\n\n## Task\n\nDo it.\n")
    (place / "hints.md").write_text(HINTS)
    (place / "world.py").write_text("async def download(): ...\n")
    (place / f"test_{stem}.py").write_text("async def test_it(submission): ...\n")
    (place / f"{stem}.py").write_text(stub)
    (solution / "stub" / f"{stem}.py").write_text(stub)
    (solution / f"{stem}.py").write_text(SOLVED)
    (solution / "accepted" / "with_gather.py").write_text("import asyncio\n")
    return place
