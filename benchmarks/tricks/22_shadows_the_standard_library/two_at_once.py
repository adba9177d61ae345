"""Brings a file json.py that the tests import."""

import asyncio


async def main():
    return ""
