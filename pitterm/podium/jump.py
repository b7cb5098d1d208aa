"""How digits become spots, and how a held digit is told from a typed one."""

SECOND_DIGIT_SECONDS = 0.6
SAME_DIGIT_SECONDS = 1.0
"""A digit that logged an entry and comes again so soon was tapped twice or held."""
HELD_KEY_SECONDS = 0.06
"""Keyboards repeat a held key faster than this; fingers do not type one twice so fast."""


class SpotKeys:
    """Digits typed one after the other: the first means a spot, a quick second makes `12`."""

    def __init__(self) -> None:
        self._first: str | None = None
        self._at = float("-inf")

    def press(self, digit: str, at: float) -> int | None:
        """The spot meant at this monotonic second; None for a leading zero."""
        if self._first is not None and at - self._at <= SECOND_DIGIT_SECONDS:
            spot = int(self._first + digit)
            self._first = None
            return spot
        if digit == "0":
            self._first = None
            return None
        self._first, self._at = digit, at
        return int(digit)

    def forget(self) -> None:
        """Start afresh, because another key came between."""
        self._first = None


class HeldDigit:
    """The digit that logged an entry, watched for being held or tapped twice."""

    def __init__(self) -> None:
        self._digit: str | None = None
        self._started_at = self._at = float("-inf")

    def start(self, digit: str, at: float) -> None:
        """Begin watching the digit that closed the bar."""
        self._digit, self._started_at, self._at = digit, at, at

    def is_repeat(self, digit: str, at: float) -> bool:
        """Whether this press belongs to the entry just logged and is no jump."""
        if digit != self._digit:
            self._digit = None
            return False
        gap, self._at = at - self._at, at
        return at - self._started_at <= SAME_DIGIT_SECONDS or gap < HELD_KEY_SECONDS
