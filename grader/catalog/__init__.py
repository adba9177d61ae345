"""Which exercises there are, what each declares, and what a learner handed in for it.

* `manifest`: `exercise.toml` as a typed value, or an error that says what to write instead
* `course`: `course.toml`, what a class is graded by
* `toml_file`: reading either of the two
* `exercise`: one exercise: its place, its number, its files
* `texts`: the parts of README.md and hints.md that screens show
* `catalog`: all exercises in order; selecting them by name
* `sources`: the folders that exercises come from
* `submission`: reading one file that a learner wrote
* `handed_in`: finding those files in a folder or an archive
* `archive`: the files inside a zip or tar, when it is safe to look
* `fingerprint`: hashes of what is graded by, for reports and for reusing results
* `errors`: the one exception of this package

Nothing here runs a learner's file or writes one.
"""
