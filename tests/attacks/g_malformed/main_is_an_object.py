"""Offers an object that is called, and whose answer is not what it seems.

Expected: too-fast, not-a-coroutine, leaked-task
Payload: useless
"""

class Main:
    def __call__(self):
        return "page"


main = Main()
