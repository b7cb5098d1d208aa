"""A desk that keeps every buy-in on its terminal first, under a clock that somebody sets."""

import asyncio
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from pitterm.domain.errors import Busy, OutcomeUnknown, PitError, Refused, Unreachable
from pitterm.domain.telemetry import LogBuyIn, LogLateBuyIn
from pitterm.outbox.box import Outbox
from pitterm.outbox.clock import TerminalClock
from pitterm.outbox.entries import Author, Kept
from pitterm.outbox.faults import NotKept
from pitterm.repository.board import read_once
from pitterm.repository.credentials import Credentials
from pitterm.repository.requests import Request
from pitterm.repository.telemetry import resolve_buyin, send_late_buyin
from tests.nemesis.hands import DeskHand, Told
from tests.nemesis.history import End

_NOBODY = UUID(int=0)


class SetClock:
    """A wall clock that jumps by seconds or days, back and forth."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._off = timedelta()

    def __call__(self) -> datetime:
        if self._dice.random() < 0.2:
            self._off = timedelta(
                seconds=self._dice.choice((0, -1, 1)) * 10 ** self._dice.uniform(0, 6)
            )
        return datetime.now(UTC) + self._off


class KeepingHand(DeskHand):
    """What a podium does with a buy-in while the server is away."""

    def __init__(
        self,
        credentials: Credentials,
        patience_seconds: float,
        dice: random.Random,
        whole: Credentials,
        directory: Path,
    ) -> None:
        super().__init__(credentials, patience_seconds)
        self._dice, self._whole = dice, whole
        self._clock = TerminalClock(SetClock(dice))
        self._knows_the_time = False
        self._box = Outbox(directory)
        self._author = Author(
            casino_id=_NOBODY, database="", staff_id=_NOBODY, login=credentials.login
        )

    async def act(self, request: Request) -> Told:
        if not isinstance(request, LogBuyIn):
            return await super().act(request)
        if not self._knows_the_time or self._dice.random() < 0.1:
            await self._hear_the_time()
        if not self._knows_the_time:
            return End.NOT_SENT, None, ""
        entry = self._entry(request)
        try:
            self._box.keep(entry)
        except NotKept:
            return End.NOT_SENT, None, ""
        told = await self._send(entry)
        if told[0] is End.REFUSED:
            self._box.refuse(entry.key, told[2])
            self._box.dismiss(entry.key, "seen")
        else:
            self._box.settle(entry.key, told[0].value)
        return told

    async def close(self) -> None:
        self._box.close()
        await super().close()

    async def _hear_the_time(self) -> None:
        """The server's word, as the feed brings it; without it nothing is stamped."""
        try:
            picture = await read_once(self._whole)
        except PitError:
            return
        self._clock.take(picture.pulse.as_of)
        self._knows_the_time = True

    def _entry(self, request: LogBuyIn) -> Kept:
        return Kept(
            key=request.key,
            author=self._author,
            gaming_table_id=request.gaming_table_id,
            table_label="",
            amount_cents=request.amount_cents,
            time=self._clock.read(),
        )

    async def _send(self, entry: Kept) -> Told:
        """Again and again under its key; what is refused is fenced, for an earlier attempt."""
        late = LogLateBuyIn(
            gaming_table_id=entry.gaming_table_id,
            amount_cents=entry.amount_cents,
            occurred_at=entry.time.occurred_at,
            key=entry.key,
        )
        refusal = ""
        while True:
            try:
                if not refusal:
                    return End.APPLIED, str((await send_late_buyin(self._desk, late)).id), ""
                row = await resolve_buyin(self._desk, entry.key)
                return (
                    (End.REFUSED, None, refusal) if row is None else (End.APPLIED, str(row.id), "")
                )
            except Refused as error:
                if refusal:
                    return End.REFUSED, None, refusal
                refusal = error.code
            except (OutcomeUnknown, Unreachable, Busy):
                await asyncio.sleep(self._dice.uniform(0.05, 0.3))
            except PitError as error:
                return End.FAULT, None, repr(error)
