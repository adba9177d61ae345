"""Raises what a test raises to be skipped."""

import unittest


async def main():
    raise unittest.SkipTest("no reason")
