"""For those who write exercises: a proof of each, and a scaffold for a new one.

* `problem`: what is wrong, where, and what to do
* `check`: everything below, for one exercise after the other
* `answers`: the submissions that come with an exercise, and the verdict that each must get
* `readable`: whether the files can be read at all
* `folders`, `texts`, `check_file`, `check_text`, `concepts`: what can be read
* `world_text`, `world_run`, `world_names`: the manners of a world
* `gradings`: what grading the answers says of the exercise; the only way from here to the engine
* `by_hand`: stub and reference as a learner starts them
* `mutants`: wrong answers derived from the reference
* `workers`: several exercises at once
* `interpreters`: the other Pythons of the machine
* `exchange`: proofs as JSON, and the same check under another interpreter
* `scaffold`: a new exercise, from the files in `blank/`
"""
