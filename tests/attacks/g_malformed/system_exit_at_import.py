"""Exits when it is imported.

Expected: exited
Payload: useless
"""

raise SystemExit(0)
