"""Offers a class whose objects claim to be equal to everything.

Expected: not-a-coroutine
Payload: useless
"""

class main:
    def __eq__(self, other):
        return True

    __hash__ = None
