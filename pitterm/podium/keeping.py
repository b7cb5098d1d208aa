"""A buy-in on its way, journalled as soon as its answer is late: no end of ours loses it."""

import asyncio
import logging
from typing import TYPE_CHECKING

from pitterm.domain.errors import NotApplied, OutcomeLost, PitError, Unexpected, Unreachable
from pitterm.domain.telemetry import LogBuyIn
from pitterm.outbox.faults import NotKept

if TYPE_CHECKING:
    from pitterm.podium.waiting import Waiting
    from pitterm.repository.requests import Request

LOG = logging.getLogger("pitterm.podium")

SLOW_SECONDS = 1.0
"""An answer that takes longer may never come."""


class Keeping:
    """Follows one request; whatever is not a buy-in of the signed-in person is left alone."""

    def __init__(self, waiting: "Waiting", request: "Request", *, is_own: bool) -> None:
        self._waiting = waiting
        self._entry = None
        # What comes from paper has its paper: it is entered again, and never queued.
        if is_own and isinstance(request, LogBuyIn) and request.paper is None:
            self._entry = waiting.entry_of(request)
        self._is_noted = False
        self._noting: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        if self._entry is not None:
            waiting.in_hand.add(self._entry.key)
            self._timer = asyncio.get_running_loop().call_later(SLOW_SECONDS, self.note)

    def note(self) -> None:
        """Nobody knows what became of it: write it down, to ask again after a crash."""
        if self._entry is not None and self._noting is None:
            self._noting = asyncio.create_task(self._note())

    async def ends(self, fault: PitError | None) -> bool:
        """Its end is known here; True where it was never sent and waits instead."""
        if self._entry is None:
            return False
        self._stop_timer()
        if self._noting is not None:
            await self._noting
        return await self._end(self._entry.key, fault)

    def release(self) -> None:
        """Nobody waits for its answer any more."""
        self._stop_timer()
        if self._entry is not None:
            self._waiting.in_hand.discard(self._entry.key)
            self._waiting.tell()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    async def _end(self, key: str, fault: PitError | None) -> bool:
        if isinstance(fault, Unreachable):
            return await self._keep()
        if not self._is_noted or isinstance(fault, (OutcomeLost, Unexpected)):
            return False
        if isinstance(fault, NotApplied):
            await self._waiting.refuse(key, str(fault))
        else:
            await self._waiting.settle(key, f"refused at once: {fault}" if fault else "applied")
        return False

    async def _note(self) -> None:
        if self._entry is None:
            return
        try:
            await self._waiting.keep(self._entry.model_copy(update={"is_asked": True}))
        except NotKept as error:
            LOG.warning("an entry on its way was not noted: %s", error.why)
        else:
            self._is_noted = True

    async def _keep(self) -> bool:
        if self._entry is None:
            return False
        try:
            await self._waiting.keep(self._entry)
        except NotKept as error:
            LOG.warning("an entry that was not sent could not be kept: %s", error.why)
            return False
        return True
