"""How the pages become a site: nox -s docs."""

from grader import __version__

project = "onethread"
author = "the onethread authors"
version = release = __version__

extensions = ["myst_parser"]
exclude_patterns = ["images"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "onethread"
