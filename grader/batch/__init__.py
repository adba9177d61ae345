"""A whole class: who handed in what, graded once each, and a gradebook at the end.

* `layouts`: which file or folder is whose, in a plain folder and in the downloads of common platforms
* `roster`: the students there should be, and the names they are known by
* `plan`: what counts now: for each student and exercise the hash of what was handed in
* `ledger`: what was graded, in SQLite; killed at any moment, nothing is lost and nothing graded twice
* `tasks`: what goes to a judge and what comes back
* `worker`: a judge that stays warm, in a process of its own
* `judges`: the supervisor of those processes on this machine
* `cluster`: the same on other machines, by Dask; `bundle`: the definitions that travel there
* `run`: from a plan to a ledger that is complete
* `grades`: the table of the class, with what the instructor overrode
* `overrides`: what the instructor set
* `files`: that table as CSV, for people and for gradebooks
* `student_reports`: a report for each student, which names nobody else
* `class_page`: the page about the class
* `summary`: all of these, from a ledger
* `merge`: one ledger from several shards
* `in_use`: one run at a time in a folder
* `changes`: what differs from an earlier grading

A submission is run only by a worker. Nothing here is sent anywhere but to workers that the instructor started.
"""
