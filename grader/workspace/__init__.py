"""The folder that a learner works in, beside the exercises themselves.

* `files`: writing whole files or none, and never over anybody's work
* `progress`: `.onethread/progress.json`, what passed so far
* `placing`: the kit's files into a folder where somebody may have worked
* `results`: `.onethread/results/`, so that an unchanged file need not be graded again

All in `.onethread/` can be deleted at any time: grading brings it back.
"""
