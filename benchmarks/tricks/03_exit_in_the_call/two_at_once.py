"""Exits with code 0 when it is called."""

import os


async def main():
    os._exit(0)
