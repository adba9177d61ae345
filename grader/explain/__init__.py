"""What the grader says in words.

* `wording`: the shape of the wording, and how to find what belongs to a verdict
* `wording_en`: the wording itself, in English, by verdict id; a translation is another such file
"""
