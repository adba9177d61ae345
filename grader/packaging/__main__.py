"""`python -m grader.packaging FOLDER`: the proof of a package that is being installed, by the course in FOLDER."""

import sys
from pathlib import Path

from grader.catalog.errors import CatalogError
from grader.grading import NotIsolated
from grader.grading.engine import GraderFailure
from grader.packaging.definitions import COURSE, read_definitions
from grader.packaging.proof import Proof, prove

_FAILED, _NOT_ISOLATED = 3, 4


def main(folder: Path) -> int:
    """Say what was found in one or two lines; the exit code is one of the command line's."""
    try:
        definitions = read_definitions(folder / COURSE, ())
        proof = prove(definitions.exercises, definitions.course.checks, definitions.course.require_level)
    except NotIsolated as refusal:
        level = "Ask for less in the course's `require_level`, or run the package where containers are not privileged."
        return _refuse(f"{refusal}.\n{level}", _NOT_ISOLATED)
    except (CatalogError, GraderFailure) as error:
        return _refuse(str(error), _FAILED)
    for problem in proof.problems:
        _say(f"The package is not fit to grade: {problem}.")
    if proof.problems:
        return _FAILED
    _say(_good_news(proof))
    return 0


def _good_news(proof: Proof) -> str:
    got_out = ", ".join(proof.isolation.canaries_passed) or "none"
    return (
        f"onethread is ready: {proof.exercises} stubs got their verdicts and no points in {proof.seconds:.1f} s; "
        f"isolation {proof.isolation.level}, attempts to get out that went through: {got_out}."
    )


def _refuse(message: str, code: int) -> int:
    _say(message)
    return code


def _say(line: str) -> None:
    # Standard output may be the platform's result.
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
