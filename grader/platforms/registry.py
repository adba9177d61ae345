"""The platforms by name."""

from grader.platforms.artemis import ARTEMIS
from grader.platforms.autolab import AUTOLAB
from grader.platforms.canvas import CANVAS
from grader.platforms.classroom50 import CLASSROOM50
from grader.platforms.codegrade import CODEGRADE
from grader.platforms.coderunner import CODERUNNER
from grader.platforms.codio import CODIO
from grader.platforms.coursera import COURSERA
from grader.platforms.errors import UnknownPlatform
from grader.platforms.exercism import EXERCISM
from grader.platforms.github_actions import GITHUB_ACTIONS
from grader.platforms.gradescope import GRADESCOPE
from grader.platforms.inginious import INGINIOUS
from grader.platforms.junit import JUNIT
from grader.platforms.openedx import OPENEDX
from grader.platforms.platform import Platform
from grader.platforms.prairielearn import PRAIRIELEARN
from grader.platforms.submitty import SUBMITTY
from grader.platforms.vpl import VPL

_IN_ORDER = (
    GRADESCOPE,
    CLASSROOM50,
    GITHUB_ACTIONS,
    PRAIRIELEARN,
    AUTOLAB,
    CODIO,
    SUBMITTY,
    INGINIOUS,
    CODEGRADE,
    ARTEMIS,
    VPL,
    CODERUNNER,
    OPENEDX,
    COURSERA,
    EXERCISM,
    CANVAS,
    JUNIT,
)
_BY_NAME: dict[str, Platform] = {platform.name: platform for platform in _IN_ORDER}


def names() -> tuple[str, ...]:
    """Every platform's name, in the order of the documentation."""
    return tuple(_BY_NAME)


def find(name: str) -> Platform:
    """The platform of that name; raises `UnknownPlatform`."""
    try:
        return _BY_NAME[name]
    except KeyError:
        raise UnknownPlatform(name, names()) from None
