"""Prints the expected lines and waits for nothing."""

import asyncio


async def main() -> str:  # cause: call-missing
    print("fetching the page")
    for number in range(10):
        print(number)
    print("the page is here")
    return "<h1>Harbour news</h1>"  # cause


if __name__ == "__main__":
    print(asyncio.run(main()))
