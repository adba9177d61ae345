"""Three photos, one after the other: wait 2 s for the negative, then compute for 1 s. Together 9 s.

Your task: first write down how long it can take on one thread (PREDICTION). Then make it take just that.
"""

from world import PHOTOS, burn, download_blocking

PREDICTION = 9.0  # seconds that main() will take when you are done


def develop(negative: str) -> str:
    """Compute the picture from its negative; takes 1 s of the processor."""
    burn(1.0)
    return negative[::-1]


def picture(photo: str) -> str:
    """Fetch a negative and develop it."""
    negative = download_blocking(photo)
    print(f"{photo}: the negative is here")
    result = develop(negative)
    print(f"{photo}: developed")
    return result


def main() -> list[str]:
    """Return the three pictures."""
    return [picture(photo) for photo in PHOTOS]


if __name__ == "__main__":
    print(main())
