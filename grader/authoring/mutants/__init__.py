"""Wrong answers derived from the reference, to see which of them the checks refuse.

* `edits`: one change to a program, and the program with it
* `operators`: the changes that learners make by mistake
* `make`: every mutant of a reference, each once
* `survivors`: those that pass, and the reasons that DESIGN.md gives for them
"""
