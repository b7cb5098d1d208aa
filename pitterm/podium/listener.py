"""The feed's reader: one worker that turns what the server sends into the App's picture."""

import asyncio
from typing import TYPE_CHECKING

from pitterm import journal
from pitterm.domain.board import Pulse, Snapshot
from pitterm.terminal.picture import Picture

if TYPE_CHECKING:
    from textual.worker import Worker

    from pitterm.podium.app import Podium
    from pitterm.repository.credentials import Credentials
    from pitterm.repository.feed import Lost

PAUSE_SECONDS = 2.0
"""Between a feed that failed in an unforeseen way and the next one."""


class Listener:
    """Follows one person's feed for ever; only a refusal by the server ends it."""

    def __init__(self, app: "Podium") -> None:
        self._app = app
        self._worker: Worker[None] | None = None
        self.picture = Picture(app.monotonic)
        self._house_read: str | None = None
        """The version of the house's settings as last read; None where they are to be read."""
        self._is_reading_house = False

    def start(self, credentials: "Credentials") -> None:
        """Begin to listen as this person."""
        self._worker = self._app.run_worker(
            self._follow(credentials), name="feed", group="feed", exit_on_error=False
        )

    def stop(self) -> None:
        """Stop listening and drop the picture, because this person leaves."""
        if self._worker is not None:
            self._worker.cancel()
        self._worker = self._house_read = None
        self.picture.forget()
        self._app.snapshot = None
        self.judge()

    def judge(self) -> None:
        """Say on the App how live the picture is at this moment."""
        self._app.link = self.picture.link

    async def _follow(self, credentials: "Credentials") -> None:
        while True:
            try:
                async for news in self._app.wiring.watch(credentials):
                    if self._is_turned_away(news):
                        return
            except Exception as error:
                journal.crash_reference(error)
            self.picture.lose()
            self.judge()
            await asyncio.sleep(PAUSE_SECONDS)

    def _is_turned_away(self, news: "Snapshot | Pulse | Lost") -> bool:
        if isinstance(news, (Snapshot, Pulse)):
            if isinstance(news, Snapshot):
                self._take(news)
            else:
                self.picture.take(news)
            pulse = news.pulse if isinstance(news, Snapshot) else news
            self._app.waiting.take(pulse)
            self.judge()
            self._follow_house(pulse)
            return self._app.door.is_someone_else(pulse)
        self.picture.lose()
        self.judge()
        if news.is_refused:
            self._app.run_worker(self._app.door.leave(news.reason), group="door")
        return news.is_refused

    def _take(self, snapshot: Snapshot) -> None:
        before = self.picture.pulse
        is_back = self.picture.is_old
        is_new_day = before is not None and before.gaming_day != snapshot.pulse.gaming_day
        is_rebuilt = _is_rebuilt(self._app.snapshot, snapshot)
        self.picture.take(snapshot)
        self._app.snapshot = snapshot
        if is_back or is_new_day or is_rebuilt:
            self._house_read = None

    def _follow_house(self, pulse: Pulse) -> None:
        """Read the house again when it may have changed; what is under way is left to end."""
        if pulse.house_version != self._house_read and not self._is_reading_house:
            self._is_reading_house = True
            reading = self._read_house(pulse.house_version)
            self._app.run_worker(reading, group="house", exit_on_error=False)

    async def _read_house(self, version: str) -> None:
        self._house_read = version
        try:
            if not await self._app.refresh_house():
                self._house_read = None
        finally:
            self._is_reading_house = False


def _is_rebuilt(before: Snapshot | None, after: Snapshot) -> bool:
    """Whether other tables stand in the pits, so that the house has changed too."""
    if before is None:
        return False
    stood = {table.id: table for table in before.tables}
    for table in after.tables:
        was = stood.pop(table.id, None)
        if was is not table and (was is None or was.pit_id != table.pit_id):
            return True
    return bool(stood)
