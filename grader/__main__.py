"""`grader` and `python -m grader`: an interrupt ends either in one word, from the first import on."""

import sys

_INTERRUPTED = 130  # `ExitCode.INTERRUPTED`, which may not be imported yet


def main() -> int:
    """Run the command line; the answer is the process's exit code."""
    try:
        from grader.cli.main import main as run

        return run()
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted.\n")
        return _INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
