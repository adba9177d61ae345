"""Loops for ever and swallows whatever would end it."""

async def main():
    while True:
        try:
            while True:
                sum(range(1000))
        except BaseException:
            continue
