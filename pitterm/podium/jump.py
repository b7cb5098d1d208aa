"""How digits become spots, and how a held digit is told from a typed one."""

SECOND_DIGIT_SECONDS = 0.6
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
    """The digit that logged an entry, watched for its own repeats."""

    def __init__(self) -> None:
        self._digit: str | None = None
        self._at = float("-inf")
        self._repeats = 0

    def start(self, digit: str, at: float) -> None:
        """Begin watching the digit that closed the bar."""
        self._digit, self._at, self._repeats = digit, at, 0

    def is_repeat(self, digit: str, at: float) -> bool:
        """Whether this press is a keyboard repeating, not a finger jumping."""
        if digit != self._digit:
            self._digit = None
            return False
        gap, self._at = at - self._at, at
        self._repeats += 1
        return self._repeats > 1 and gap < HELD_KEY_SECONDS
