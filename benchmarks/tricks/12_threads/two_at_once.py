"""Uses threads in the place of coroutines."""

import threading
import time

from world import download_blocking


def numbers():
    for number in range(10):
        print(number)
        time.sleep(0.25)


async def main():
    thread = threading.Thread(target=numbers)
    thread.start()
    page = download_blocking()
    thread.join()
    return page
