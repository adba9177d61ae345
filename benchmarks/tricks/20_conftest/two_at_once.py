"""Brings a conftest.py that makes every test pass."""

import asyncio


async def main():
    return ""
