"""Amounts by hour as a row of marks, high for much and a dot for an hour without any."""

from collections.abc import Sequence

BLOCKS = "▁▂▃▄▅▆▇█"
ASCII = "_-~=+*%#"
"""The same steps where blocks would be hard to tell apart without colour."""
WIDTH = 9


def sparks(amounts: Sequence[int | None], *, is_plain: bool, width: int = WIDTH) -> str:
    """Marks of at most `width` cells, the highest for the highest amount; hours may share one."""
    together = hours_together(len(amounts), width)
    groups = [amounts[at : at + together] for at in range(0, len(amounts), together)]
    sums = [_sum(group) for group in groups]
    highest = max((cents for cents in sums if cents is not None), default=0)
    return "".join(_mark(cents, highest, ASCII if is_plain else BLOCKS) for cents in sums)


def hours_together(hours: int, width: int = WIDTH) -> int:
    """How many hours share a mark."""
    return max(1, -(-hours // width))


def _sum(group: Sequence[int | None]) -> int | None:
    known = [cents for cents in group if cents is not None]
    return sum(known) if known else None


def _mark(cents: int | None, highest: int, steps: str) -> str:
    if cents is None:
        return "·" if steps == BLOCKS else "."
    if highest <= 0 or cents <= 0:
        return steps[0]
    return steps[min(len(steps) - 1, cents * len(steps) // highest)]
