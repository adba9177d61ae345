"""Computes for ever, already when it is imported.

Expected: hung
Payload: useless
"""

while True:
    pass
