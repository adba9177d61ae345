"""Raises what a test raises to be skipped.

Expected: raised, import-error
Payload: useless
"""

import unittest


async def main():
    raise unittest.SkipTest("no reason")
