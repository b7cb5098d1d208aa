"""What the podium answers, and how it is marked."""

from typing import Literal, NamedTuple

Severity = Literal["done", "refused", "notice"]

GLYPHS: dict[Severity, str] = {"done": "✓", "refused": "✕", "notice": "·"}


class Flash(NamedTuple):
    """A sentence and how it ended; a flash with a higher number is newer."""

    sentence: str
    severity: Severity
    number: int
