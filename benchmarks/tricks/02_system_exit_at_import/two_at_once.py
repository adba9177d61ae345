"""Raises SystemExit when it is imported."""

raise SystemExit(0)
