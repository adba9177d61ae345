"""Durations, numbers and counts in words, the same wherever they are shown."""


def number(value: float) -> str:
    """A number without needless zeros: `2`, `0.25`, `4.5`; at most microseconds."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def seconds(value: float) -> str:
    """A duration: `2 s`, `0.25 s`, `4.5 s`."""
    return f"{number(value)} s"


def count(amount: int, one: str, many: str | None = None) -> str:
    """A count of things: `1 exercise`, `5 exercises`."""
    return f"{amount} {one if amount == 1 else many or one + 's'}"
