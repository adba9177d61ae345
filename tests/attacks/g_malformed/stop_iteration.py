"""Raises what ends loops.

Expected: raised
Payload: useless
"""

def main():
    raise StopIteration("page")
