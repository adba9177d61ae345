"""Ends the process when it is imported.

Expected: exited
Payload: useless
"""

import os

os._exit(0)
