"""`grader merge`: one class from its shards."""

from pathlib import Path
from typing import Annotated

from grader.cli.batch import Anonymous, Compare, Out
from grader.cli.exit_code import ExitCode
from grader.cli.signature import Argument


def merge(
    folders: Annotated[list[Path], Argument(metavar="DIR...", help="What `batch --shard` wrote, part by part.")],
    *,
    out: Out,
    anonymous: Anonymous = False,
    compare: Compare = None,
) -> ExitCode:
    """Put the parts of a class together that were graded apart."""
    from grader.cli.batching import merge_class, wish_for

    return merge_class(folders, out, wish_for(compare, "grader batch", anonymous=anonymous))
