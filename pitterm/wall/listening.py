"""The wall's ear: it follows the feed for weeks, whatever ends it."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import TYPE_CHECKING

from pitterm import journal
from pitterm.domain.board import Pulse, Snapshot
from pitterm.domain.errors import PitError, Unexpected
from pitterm.terminal.picture import Picture
from pitterm.wall.masking import without_names

if TYPE_CHECKING:
    from pitterm.repository.feed import Lost, Sighting
    from pitterm.wall.app import Wall
    from pitterm.wall.recording import Recorder

Watch = Callable[[], "AsyncGenerator[Sighting, None]"]

PAUSE_SECONDS = 2.0
"""Between a feed that failed in an unforeseen way and the next one."""
REFUSED_SECONDS = 60.0
"""Between two tries of a login the server refuses: its password may come back."""


class Ear:
    """Turns what the server sends into the wall's picture, masked before anybody holds it."""

    def __init__(
        self,
        wall: "Wall",
        watch: Watch,
        picture: Picture,
        *,
        mask_money: bool,
        recorder: "Recorder | None",
        may_end: bool,
    ) -> None:
        self._wall = wall
        self._watch = watch
        self._picture = picture
        self._mask_money = mask_money
        self._recorder = recorder
        self._may_end = may_end
        self.trouble = ""
        """Why there is no newer picture, in the server's own sentence."""
        self.has_ended = False
        """A replay came to its end."""

    async def listen(self) -> None:
        """Follow the feed for ever; a refusal is fatal only before the first picture."""
        while True:
            pause = PAUSE_SECONDS
            try:
                async with aclosing(self._watch()) as stream:
                    async for news in stream:
                        if self._is_refusal(news):
                            pause = REFUSED_SECONDS
            except PitError as error:
                self._lose(str(error))
            except Exception as error:
                self._lose(str(Unexpected(journal.crash_reference(error))))
            if self._may_end:
                self.has_ended = True
                return
            self._picture.lose()
            await asyncio.sleep(pause)

    def _is_refusal(self, news: "Sighting") -> bool:
        if isinstance(news, Snapshot):
            news = without_names(news, mask_money=self._mask_money)
        if self._recorder is not None:
            self._recorder.note(news)
        if isinstance(news, Snapshot):
            self.trouble = ""
            self._picture.take(news)
            self._wall.snapshot = news
            return False
        if isinstance(news, Pulse):
            self._picture.take(news)
            return False
        return self._hear_loss(news)

    def _hear_loss(self, loss: "Lost") -> bool:
        self._lose(loss.reason)
        if not loss.is_refused or self._may_end:
            return False
        if self._picture.pulse is None:
            self._wall.leave_refused(loss.reason, is_of_another_version=loss.is_of_another_version)
        what, _, _ = loss.reason.partition(". ")
        self.trouble = f"{what.rstrip('.')}, tried each minute"
        return True

    def _lose(self, reason: str) -> None:
        self.trouble = reason
        self._picture.lose()
        self._wall.look()
