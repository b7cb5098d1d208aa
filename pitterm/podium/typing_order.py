"""Keys that arrive faster than the focus follows, taken one after the other."""

from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual.dom import DOMNode
from textual.events import Key

if TYPE_CHECKING:
    from textual.app import App

PATIENCE_SECONDS = 0.3
"""A key whose widget vanished under it holds the next one back for this long."""

STALLED_AFTER = 10
"""Patiences that a widget which is merely slow is waited for; a busy machine is no excuse."""


class TypingOrder:
    """Gives a key to the focused widget only when the key before it has run its whole course.

    Textual hands keys out at once, so that of `boss`, Tab and a password typed in one burst all
    would land in the first field.
    """

    def __init__(self, app: "App[None]", deliver: Callable[[Key], Awaitable[None]]) -> None:
        self._app = app
        self._deliver = deliver
        self._waiting: deque[Key] = deque()
        self._number = 0
        self._is_under_way = False
        self._reached: DOMNode | None = None

    async def take(self, key: Key) -> None:
        """Deliver this key now, or after those before it."""
        self._waiting.append(key)
        if not self._is_under_way:
            await self._next()

    async def _next(self) -> None:
        if not self._waiting:
            return
        self._is_under_way = True
        self._number += 1
        target = self._app.focused or self._app.screen
        await self._deliver(self._waiting.popleft())
        number = self._number
        self._be_patient(number, STALLED_AFTER)
        await self._follow(number, target, target)

    def _be_patient(self, number: int, times: int) -> None:
        self._app.set_timer(PATIENCE_SECONDS, lambda: self._look_after(number, times - 1))

    async def _look_after(self, number: int, times: int) -> None:
        """Go on without a key whose widget is gone or stalled; one that is slow keeps its turn."""
        if number != self._number or not self._is_under_way:
            return
        if times and self._reached is not None and self._reached.is_attached:
            self._be_patient(number, times)
        else:
            await self._done(number)

    async def _follow(
        self, number: int, node: DOMNode | None, again_from: DOMNode | None = None
    ) -> None:
        """Queue behind the key in every widget it bubbles through, up to the App.

        The App runs what the key is bound to, so a second walk follows what came of that.
        """
        following = node if node is not None and node is not self._app else None
        self._reached = following
        if following is None:
            if again_from is None:
                self._app.call_later(self._done, number)
            else:
                self._app.call_later(self._follow, number, again_from)
        elif not following.call_later(self._follow, number, following.parent, again_from):
            self._app.call_later(self._done, number)

    async def _done(self, number: int) -> None:
        if number == self._number and self._is_under_way:
            self._is_under_way = False
            await self._next()
