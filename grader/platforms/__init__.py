"""One report, one adapter for each platform that courses use.

* `registry`: the platforms by name; `platform`: what each of them is; `surroundings`: what it may know of a machine
* `cases`, `hidden`: a report as the list that almost every platform wants, without what only hidden checks know
* `shares`, `texts`, `typed_json`, `delivery`: points, lengths, checked JSON and whole files, the same for all
* one file a platform: its format as types, its limits, and how it is told that nothing was graded

Adding one: a module with a `Platform`, a line in the registry, a page in `docs/platforms/`, and a validator in
`tests/platforms/` that no one here wrote, or one written from the platform's own words.
"""

from grader.platforms.errors import PlatformError, UnknownPlatform
from grader.platforms.platform import Platform
from grader.platforms.registry import find, names
from grader.platforms.surroundings import Surroundings

__all__ = ["Platform", "PlatformError", "Surroundings", "UnknownPlatform", "find", "names"]
