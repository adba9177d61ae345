"""From a trace to lanes: what each task did, named as its learner would name it (`build`)."""

from grader.timeline.build import build_timeline

__all__ = ["build_timeline"]
