"""What is said of a whole grading, the same wherever it is shown."""

from grader.model.report import Isolation

DEFINITIONS_MODIFIED = (
    "The exercises themselves were changed here (worlds, checks or manifests); a course grades with its own."
)

_LEVELS = {
    "K2": "confined by the kernel, files too",
    "K1": "confined by the kernel in part",
    "P": "in a process of its own",
}


def isolation_in_words(isolation: Isolation) -> str:
    """The level, and what it means: `K2: confined by the kernel, files too`."""
    return f"{isolation.level}: {_LEVELS[isolation.level]}"
