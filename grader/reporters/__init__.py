"""One report, one reporter for each audience; all of them only read.

* `json`: programs: the exact form
* `schema`: programs too: what `docs/report.schema.json` is written from
* `junit`: continuous integration and platforms
* `markdown`: the summary page of a CI run
* `html/`: whoever wants to see it: one page, in one file
* `terminal/`: the learner
* `in_words`, `notices`, `round_steps`: what several of them say or draw alike

Adding one: a module with a function from `Report` to the text it writes. Whatever a learner can put into a report
(names, messages, source lines) goes through `model.safe_text` and the format's own quoting.
"""
