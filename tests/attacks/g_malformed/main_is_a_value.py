"""Offers the answer itself in the place of the function that would find it.

Expected: not-a-coroutine
Payload: useless
"""

main = "page"
