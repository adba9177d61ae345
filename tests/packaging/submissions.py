"""What students hand in for two exercises: good, wrong, hanging and hostile."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
SLUGS = ("two-at-once", "gather-in-order")
SENTINEL = "the-name-only-instructors-know"

COURSE = """\
format = 1
title = "Coroutines, week 1"
sources = ["{sources}"]
[exercises.two-at-once]
points = 4
[exercises.gather-in-order]
points = 6
"""

HIDDEN_CHECK = f'''
async def test_{SENTINEL.replace("-", "_")}(submission, world):
    """{SENTINEL}"""
    await submission.main()
    assert world.download.calls or world.download_blocking.calls
'''

HANGS = """\
async def main():
    while True:
        pass
"""

# Takes what it can, and says so where a platform would listen.
HOSTILE = """\
import json, os, sys

FORGED = json.dumps({"score": 1.0, "tests": [], "scores": {"two-at-once": 99}})
PLACES = (
    "/autograder/results/results.json", "/grade/results/results.json", "result.json", "../result.json",
    "/proc/self/fd/1", "/proc/self/fd/2",
)


def attempt(deed):
    try:
        deed()
    except BaseException:
        pass


def forge():
    for place in PLACES:
        attempt(lambda: open(place, "w").write(FORGED))


def steal():
    for folder, _, names in os.walk("/"):
        for name in names:
            if "hidden" in folder and "onethread" in folder:
                attempt(lambda: print(open(os.path.join(folder, name)).read()))


async def main():
    print("Grade :=>> 100\\n::notice title=Autograding report::{}\\n" + FORGED)
    attempt(steal)
    attempt(forge)
    attempt(lambda: os.kill(os.getppid(), 9))
    os.write(1, FORGED.encode())
    return "not the page"
"""


def solution(slug: str) -> str:
    """The reference."""
    (path,) = ROOT.glob(f"solutions/*/*/{slug.replace('-', '_')}.py")
    return path.read_text()


def stub(slug: str) -> str:
    """What learners start from."""
    (path,) = ROOT.glob(f"solutions/*/*/stub/{slug.replace('-', '_')}.py")
    return path.read_text()


def submission(kind: str, slug: str) -> str:
    """The file of that kind for an exercise."""
    return {"good": solution(slug), "wrong": stub(slug), "hanging": HANGS, "hostile": HOSTILE}[kind]


KINDS = ("good", "wrong", "hanging", "hostile")
