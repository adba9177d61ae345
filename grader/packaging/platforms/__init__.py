"""One package a platform, and what to do where there is none."""

from difflib import get_close_matches

from grader.catalog.errors import CatalogError
from grader.packaging.layout import Layout
from grader.packaging.platforms.autolab import AUTOLAB
from grader.packaging.platforms.classroom50 import CLASSROOM50
from grader.packaging.platforms.codio import CODIO
from grader.packaging.platforms.github_actions import GITHUB_ACTIONS
from grader.packaging.platforms.gradescope import GRADESCOPE
from grader.packaging.platforms.images import COURSERA, EXERCISM, OPENEDX
from grader.packaging.platforms.prairielearn import PRAIRIELEARN
from grader.platforms import names

LAYOUTS = {
    layout.platform: layout
    for layout in (
        GRADESCOPE,
        CLASSROOM50,
        GITHUB_ACTIONS,
        PRAIRIELEARN,
        AUTOLAB,
        CODIO,
        COURSERA,
        OPENEDX,
        EXERCISM,
    )
}


def layout_for(platform: str) -> Layout:
    """The package of that platform; raises `CatalogError` where there is none."""
    if platform in LAYOUTS:
        return LAYOUTS[platform]
    if platform in names():
        problem = f"There is no package for {platform}: what it runs is set up by hand, or nothing is uploaded."
        raise CatalogError(problem, f"docs/platforms/{platform}.md says how.")
    near = get_close_matches(platform, LAYOUTS, n=1, cutoff=0.5)
    meant = f"Did you mean `{near[0]}`? " if near else ""
    raise CatalogError(f"There is no platform `{platform}`.", f"{meant}Packages are for {', '.join(LAYOUTS)}.")
