"""The steps of an axis, from which each picture takes the smallest that it has room for."""

from collections.abc import Iterator


def round_steps() -> Iterator[float]:
    """0.001, 0.002, 0.005, … with quarters where they are what people think in."""
    for exponent in range(-6, 12):
        for factor in (1, 2, 5):
            yield 0.25 if (factor, exponent) == (2, -1) else factor * 10.0**exponent
