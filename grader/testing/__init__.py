"""The pytest plugin for checks: `pytest -p grader.testing.plugin exercises/…`.

Public for authors of checks: the fixtures `submission`, `world` and `clock`, and the markers `points`, `criterion`,
`verdict` and `hidden` (`plugin`).

* `job`: what is being graded, and the limits that its manifest sets
* `world_view`: the world as a check sees it, with its ledger
* `plain_run`: one run of the entry, which the unwritten checks read
* `findings`: what the observations of a run say, as verdicts
* `unwritten`: the checks that every exercise has
* `check`: what a check is worth and how it ended
* `harness`: a pytest session that runs checks again and again, for one submission after the other
"""
