"""Waits in a pool of threads, with blocking code.

Expected: not-single-threaded
Payload: not tried: Python's own door is closed in the runner itself, confined or not
"""

from concurrent.futures import ThreadPoolExecutor

from world import download_blocking


async def main():
    try:
        with ThreadPoolExecutor() as pool:
            return pool.submit(download_blocking).result()
    except RuntimeError:
        return "no"
