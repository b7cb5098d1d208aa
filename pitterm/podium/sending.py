"""Sending what waited: in order, one at a time, under its author's own sign-in."""

import asyncio
import contextlib
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from pitterm import journal
from pitterm.domain import money
from pitterm.domain.errors import Busy, OutcomeUnknown, PitError, Refused, Unreachable
from pitterm.domain.link import LinkState
from pitterm.domain.telemetry import BuyIn, LogLateBuyIn
from pitterm.outbox.entries import Kept
from pitterm.podium.wording import harmless, show_time, zone

if TYPE_CHECKING:
    from pitterm.podium.app import Podium
    from pitterm.podium.waiting import Waiting
    from pitterm.repository.desk import Desk

LOG = logging.getLogger("pitterm.podium")

SOON_SECONDS, LATER_SECONDS = 1.0, 30.0
"""Until the next try, after a line that broke and after a fault nobody planned for."""
AHEAD = timedelta(minutes=1)
"""An estimate of the server's clock that runs ahead of it by less waits for it."""


class Sender:
    """One task at most; an entry leaves the journal only when its end is known."""

    def __init__(self, app: "Podium", waiting: "Waiting") -> None:
        self._app = app
        self._waiting = waiting
        self._task: asyncio.Task[None] | None = None
        self._rests_until = float("-inf")

    def wake(self) -> None:
        """Begin to send, where the line stands and something may be sent."""
        app = self._app
        is_sending = self._task is not None and not self._task.done()
        is_resting = app.monotonic() < self._rests_until
        if app.desk is None or app.link is not LinkState.LIVE or is_sending or is_resting:
            return
        if self._next() is not None:
            self._task = asyncio.create_task(self._send_all(app.desk))

    async def stop(self) -> None:
        """Send nothing more as this person; what is under way is asked for again under its key."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    def _next(self) -> Kept | None:
        entry = next(iter(self._waiting.to_send), None)
        if entry is None:
            return None
        ahead = entry.time.occurred_at - self._waiting.clock.read().occurred_at
        return None if timedelta(0) < ahead <= AHEAD else entry

    async def _send_all(self, desk: "Desk") -> None:
        try:
            while self._app.desk is desk and (entry := self._next()) is not None:
                await self._send(desk, entry)
        except (OutcomeUnknown, Unreachable, Busy):
            self._rest(SOON_SECONDS)
        except PitError as error:
            LOG.warning("what waits was not sent: %s", error)
            self._rest(LATER_SECONDS)
        except Exception as error:
            journal.crash_reference(error)
            self._rest(LATER_SECONDS)

    async def _send(self, desk: "Desk", entry: Kept) -> None:
        app, waiting = self._app, self._waiting
        try:
            if entry.is_asked:
                row = await app.wiring.resolve_buyin(desk, entry.key)
                if row is None:
                    from pitterm.repository.keys import new_key

                    await waiting.rename(entry.key, new_key())
                    return
            else:
                row = await app.wiring.send_late_buyin(desk, _request(entry))
        except Refused as refusal:
            row = await self._applied_all_the_same(desk, entry, refusal)
        if row is None:
            return
        await waiting.settle(entry.key, "applied")
        if app.desk is desk:
            app.flash(f"Logged {self.words(entry)}, entered while the database was away")

    async def _applied_all_the_same(
        self, desk: "Desk", entry: Kept, refusal: Refused
    ) -> BuyIn | None:
        """Fence the refused key: an attempt still on its way must not apply after the refusal."""
        try:
            row = await self._app.wiring.resolve_buyin(desk, entry.key)
        except Refused as also:
            if also.code != "idempotency_conflict":
                raise
            row = None
        if row is not None:
            return row
        await self._waiting.refuse(entry.key, str(refusal))
        if self._app.desk is desk:
            sentence = f"{self.words(entry)}: not logged. {refusal} It stays listed here."
            self._app.flash(sentence, severity="refused", stays=True)
        return None

    def words(self, entry: Kept) -> str:
        """`$25 on BJ-01 at 21:14`."""
        house = self._app.house
        at = f" at {show_time(entry.time.occurred_at, zone(house.time_zone))}" if house else ""
        return f"{money.show(entry.amount_cents)} on {harmless(entry.table_label)}{at}"

    def _rest(self, seconds: float) -> None:
        self._rests_until = self._app.monotonic() + seconds


def _request(entry: Kept) -> LogLateBuyIn:
    """The same request however often it is sent: the key stands for all of it."""
    note = entry.note
    if entry.time.jumped_seconds and note is None:
        note = (
            f"The terminal's clock was set by {entry.time.jumped_seconds:+.0f} s while the database"
            " was away; this time is by the clock it cannot set."
        )
    return LogLateBuyIn(
        gaming_table_id=entry.gaming_table_id,
        amount_cents=entry.amount_cents,
        tender_type=entry.tender_type,
        note=note,
        outside_session=entry.outside_session,
        occurred_at=entry.time.occurred_at,
        key=entry.key,
    )
