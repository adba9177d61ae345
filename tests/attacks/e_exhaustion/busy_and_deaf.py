"""Computes for ever and catches whatever could interrupt it.

Expected: hung
Payload: useless
"""

async def main():
    while True:
        try:
            while True:
                sum(range(1000))
        except BaseException:
            continue
