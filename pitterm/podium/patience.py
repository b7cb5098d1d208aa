"""How a terminal slows down whoever guesses a password, login by login."""

from collections.abc import Awaitable, Callable
from math import ceil
from typing import TypeVar

from pitterm.domain.errors import LoginRefused
from pitterm.domain.text import harmless

T = TypeVar("T")

FREE_TRIES = 1
"""A slip of the finger waits for nothing."""
LONGEST_WAIT_SECONDS = 30.0
"""A colleague who types nonsense keeps nobody out for longer than this."""
FORGIVEN_AFTER_SECONDS = 600.0
MOST_LOGINS = 100
"""The longest quiet one is forgotten first."""


class TooSoon(LoginRefused):
    """The next password of this login has to wait; none was sent."""

    def __init__(self, login: str, failures: int, seconds: float) -> None:
        super().__init__(f"{failures} wrong passwords in a row for {harmless(login)}")
        self.next_step = f"Try again in {ceil(seconds)} s."


class Patience:
    """Wrong passwords of each login at this terminal, and when the next one may be tried."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._failures: dict[str, tuple[int, float]] = {}

    async def ask(self, login: str, answer: Callable[[], Awaitable[T]]) -> T:
        """What the server answers to this login's password, asked when its time has come.

        Raises TooSoon before that, and whatever the server refuses with.
        """
        failures, last_at = self._of(login)
        left = last_at + wait_after(failures) - self._monotonic()
        if left > 0:
            raise TooSoon(login, failures, left)
        try:
            result = await answer()
        except LoginRefused:
            self._fail(login)
            raise
        self._failures.pop(login, None)
        return result

    def _of(self, login: str) -> tuple[int, float]:
        failures, last_at = self._failures.get(login, (0, 0.0))
        if self._monotonic() - last_at >= FORGIVEN_AFTER_SECONDS:
            return 0, 0.0
        return failures, last_at

    def _fail(self, login: str) -> None:
        failures, _ = self._of(login)
        self._failures.pop(login, None)
        if len(self._failures) >= MOST_LOGINS:
            del self._failures[next(iter(self._failures))]
        self._failures[login] = failures + 1, self._monotonic()


def wait_after(failures: int) -> float:
    """Seconds the next password waits after so many wrong ones in a row."""
    if failures <= FREE_TRIES:
        return 0.0
    # The power of a night's tries is more than a float can hold.
    return min(LONGEST_WAIT_SECONDS, 2.0 ** min(failures - FREE_TRIES, 8))
