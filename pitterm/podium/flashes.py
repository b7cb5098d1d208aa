"""What stands in the one line in which the podium answers."""

from typing import Literal, NamedTuple

Severity = Literal["done", "refused", "notice"]

GLYPHS: dict[Severity, str] = {"done": "✓", "refused": "✕", "notice": "·"}


class Flash(NamedTuple):
    """A sentence and how it ended; a flash with a higher number is newer."""

    sentence: str
    severity: Severity
    number: int
