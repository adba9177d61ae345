"""Is empty but for its title.

Expected: missing-entry
Payload: useless
"""


