"""What a learner sees.

* `screen`: how wide, with which glyphs, and how the learner calls commands
* `timeline`: a timeline in plain text, on one axis
* `verdict`: one exercise in full: why, where, the picture of time, the four lights
* `overview`: all exercises at a glance, and where to go next
* `results`: several exercises of one grading: a mark for each, and the totals
* `plain`: all of these in sentences
* `reading`: README, hints and solutions

Each gives lines of `rich.text.Text`, made for a width; `screen.print_lines` puts them on a console. Colours are the
terminal's own sixteen without black and white, so that they stay readable on any background; nothing is said by colour
alone.
"""
