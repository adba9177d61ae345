"""One page that explains a grading: a single file that loads nothing, runs nothing, and prints.

* `page`: from a report to the text of the page, under a policy that forbids all but its own style
* `views`: what the page says of the report and of each exercise, in words that are safe to show
* `picture`: a timeline as places on one `axis`, in percent across and pixels down
* `templates/`: how it looks; whatever stands in them is escaped unless it is the page's own

Bars keep their meaning without colour: each kind has its own outline or filling, and says what it is on hover and on
focus. What a picture shows is also there in sentences.
"""
