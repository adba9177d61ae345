"""What the grader says: verdicts, checks, timelines and the report, as frozen values.

* `verdict`: the closed set of verdict ids, their groups and their causal order
* `timeline`: lanes and spans of virtual time
* `safe_text`: what a learner wrote, made safe to show
* `report`: one grading, in the form that is published as JSON

Nothing here does I/O or knows a room, a screen or a file format beyond the report's own.
"""
