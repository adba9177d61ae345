"""From a trace to a picture of time.

* `build`: the timeline of a trace: all of the following put together (`build_timeline`)
* `lanes`: what each task did, named as its learner would name it, below the task that made it
* `critical`: what the total time waited for (`critical_path`)
* `overlap`: which of these waits had no need to come one after the other
* `folding`: lanes and spans that show nothing new, told as one, so that a thousand tasks stay a picture
"""

from grader.timeline.build import build_timeline
from grader.timeline.critical import critical_path

__all__ = ["build_timeline", "critical_path"]
