"""Brings a pytest.ini that loads a plugin."""

import asyncio


async def main():
    return ""
