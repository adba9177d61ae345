"""The trusted room: holds the clock, the world and the checks, and speaks with one runner at a time.

* `launch`: where runners come from: `forked` from a template, or a `fresh` process each; `python` starts them
* `runners`: how a runner is spoken with, watched, and ends; `staying`: one that serves many runs
* `affinity`: one processor for both
* `loop`: the judge's half of the loop that both rooms are
* `session`, `wire`: the conversation with one runner
* `bridge`, `calls`: calls of the world, driven by the learner's task
* `world`, `ledger`: the simulated services, what the runner sees of them, and every call they got
* `remote`, `outcomes`: the submission as a check sees it, and what its calls came to
* `notes`, `observations`, `reasons`: what the judge saw of a run, and how a run can fail as a whole
* `traces`: what it saw, as a trace
"""
