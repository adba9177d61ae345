"""What the grader says in words.

* `diagnosis`: why a verdict was given, from a `case`
* `diagnoses`: the misconceptions that are recognised, by verdict; `code` and `flow` are what they ask of file and trace
* `causes`, `causes_en`: the words of each misconception, by its id
* `wording`: the shape of the wording, and how to find what belongs to a verdict
* `wording_en`: the wording itself, in English, by verdict id; a translation is another such file
"""
