"""The platforms by name."""

from grader.platforms.errors import UnknownPlatform
from grader.platforms.gradescope import GRADESCOPE
from grader.platforms.platform import Platform

PLATFORMS: dict[str, Platform] = {platform.name: platform for platform in (GRADESCOPE,)}


def names() -> tuple[str, ...]:
    """Every platform's name, in the order of the documentation."""
    return tuple(PLATFORMS)


def find(name: str) -> Platform:
    """The platform of that name; raises `UnknownPlatform`."""
    try:
        return PLATFORMS[name]
    except KeyError:
        raise UnknownPlatform(name, names()) from None
