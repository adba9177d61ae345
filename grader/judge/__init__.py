"""The trusted room: holds the clock, the world and the checks, and speaks with one runner at a time.

* `launch`: how a runner process begins, is watched and ends
* `session`: the conversation with one runner, as the companion of the judge's loop
* `world`, `ledger`: the simulated services, what the runner sees of them, and every call they got
* `calls`: a call of the world, driven by the learner's task
* `remote`: the submission as a check sees it
* `observations`: what the judge saw of a run, and how a run can fail as a whole
"""
