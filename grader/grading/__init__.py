"""One submission of one or more exercises to one report.

* `request`: what is asked
* `engine`: the grading as a whole, from the first runner to the report
* `in_session`: the plain run and the checks of each exercise, in one pytest session
* `weighing`: a report in the points of a course
* `points`: what each check is worth, from what the stub passes
* `result`: an `ExerciseResult` from the outcomes of its checks
* `ideal`: the reference's timeline, kept beside the exercise
"""

from grader.grading.engine import GraderFailure, NotIsolated, doctor_facts, grade, grade_each
from grader.grading.request import GradingRequest

__all__ = ["GraderFailure", "GradingRequest", "NotIsolated", "doctor_facts", "grade", "grade_each"]
