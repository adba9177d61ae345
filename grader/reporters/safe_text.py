"""Where reporters find what the model keeps for everyone who shows a learner's text."""

from grader.model.safe_text import MAX_CHARACTERS, safe_cell, safe_line, safe_text

__all__ = ["MAX_CHARACTERS", "safe_cell", "safe_line", "safe_text"]
