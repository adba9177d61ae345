"""The command line: one verb a file.

* `main`: where it starts, and where every exception ends as one or two lines and an exit code
* `app`: the verbs, put together
* `exit_code`: what the exit codes mean
* `errors`: a request that cannot be met
* `surroundings`: what the environment says: how we were called, where to leave the closing sentence
* `console`: standard output and standard error as learners' screens
* `kit`: the catalog and the workspace that a verb works on
* `going_on`: which exercise is next, and the panel that leads there
* `grade`, `list`, `next`, `show`, `hint`, `run`, `solution`, `reset`, `init`, `doctor`: the verbs
* `grading`, with `plan`, `reuse`, `reports` and `grade_view`: what the verb `grade` does
* `author_check`, `author_new`: the verbs of those who write exercises, shown by `author_view`

A verb decides and prints; what it knows it asks of the layers below. Everything slow is imported inside the verb that
needs it, so that the quick ones stay quick.

Adding a verb: a module with one typed function that returns an `ExitCode`, a line in `app`, a row in DESIGN's table.
"""
