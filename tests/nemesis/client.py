"""A process of several people at work: `python -m tests.nemesis.client ORDERS HISTORY`."""

import asyncio
import random
import signal
import sys
import time
from collections import defaultdict, deque
from pathlib import Path
from typing import Literal
from uuid import UUID

import psycopg

from pitterm.database.demo import DEMO_PASSWORD
from pitterm.domain.custody import CountType, LogCount, LogDrop
from pitterm.domain.errors import PitError
from pitterm.domain.sessions import (
    CancelSession,
    CloseSession,
    OpenTable,
    ResumeSession,
    StartRundown,
)
from pitterm.domain.telemetry import LogBuyIn, ReverseBuyIn
from pitterm.domain.values import Value
from pitterm.repository import desk, feed
from pitterm.repository.credentials import Credentials
from pitterm.repository.keys import new_key
from pitterm.repository.requests import Request
from tests.nemesis.hands import BareHand, DeskHand, Hand, Live
from tests.nemesis.history import End, Scribe
from tests.nemesis.keeping import KeepingHand
from tests.nemesis.wire import Wire

PATIENCE_SECONDS = 1.5
"""Shorter than a podium's, so that more replies are given up that still come to be."""


Placed = tuple[str, Literal["desk", "bare", "kept"], bool]
"""Login; a desk, bare psycopg, or a desk that keeps its buy-ins first; whether its wire breaks."""


class Orders(Value):
    """What a process is told to do."""

    conninfo: str
    seed: int
    until: float
    """On the monotonic clock; what is begun then is brought to its end."""
    tables: tuple[UUID, ...]
    witnesses: tuple[UUID, ...]
    people: tuple[Placed, ...]


class Person:
    """Somebody who does whatever comes to mind to a few tables that others work at too."""

    def __init__(self, hand: Hand, orders: Orders, dice: random.Random, scribe: Scribe) -> None:
        self._hand, self._orders, self._dice, self._scribe = hand, orders, dice, scribe
        self._live: dict[UUID, Live] = {}
        self._entries: deque[UUID] = deque(maxlen=20)
        self._closers: dict[UUID, deque[tuple[str, UUID]]] = defaultdict(lambda: deque(maxlen=3))

    async def work(self) -> None:
        """Act until the time is up."""
        while time.monotonic() < self._orders.until:
            table = self._dice.choice(self._orders.tables)
            if table not in self._live or self._dice.random() < 0.2:
                try:
                    self._live[table] = await self._hand.live_session(table)
                except (PitError, psycopg.Error, OSError, TimeoutError):
                    await asyncio.sleep(self._dice.uniform(0.05, 0.3))
                    continue
            await self._do(table, self._choose(table))
        await self._hand.close()

    async def _do(self, table: UUID, request: Request) -> None:
        self._scribe.invoke(request.key, type(request).__name__)
        end, result_id, words = await self._hand.act(request)
        self._scribe.end(request.key, end, result_id, words)
        if end is End.NOT_SENT:
            await asyncio.sleep(self._dice.uniform(0.05, 0.3))
        if isinstance(request, OpenTable | CloseSession | CancelSession) or end is End.REFUSED:
            self._live.pop(table, None)
        if result_id is not None:
            self._remember(table, request, UUID(result_id))

    def _remember(self, table: UUID, request: Request, made: UUID) -> None:
        if isinstance(request, LogBuyIn):
            self._entries.append(made)
        elif isinstance(request, LogDrop):
            self._closers[table].append(("drop_event_id", made))
        elif isinstance(request, LogCount) and request.snapshot_type is CountType.CLOSE:
            self._closers[table].append(("closing_inventory_snapshot_id", made))

    def _choose(self, table: UUID) -> Request:
        dice, key = self._dice.random(), new_key()
        if dice < 0.5:
            return LogBuyIn(
                gaming_table_id=table, amount_cents=self._dice.randint(1, 100) * 500, key=key
            )
        if dice < 0.62 and self._entries:
            return ReverseBuyIn(
                telemetry_id=self._dice.choice(self._entries), reason="Nemesis", key=key
            )
        if dice < 0.7:
            return self._count(table, self._dice.choice(list(CountType)))
        if dice < 0.75:
            return self._drop(table)
        return self._move(table)

    def _move(self, table: UUID) -> Request:
        live, key = self._live[table], new_key()
        if live is None:
            return OpenTable(gaming_table_id=table, key=key)
        session, status = live
        dice = self._dice.random()
        if dice < 0.15:
            return CancelSession(table_session_id=session, reason="Nemesis", key=key)
        if dice < 0.5:
            if status == "ACTIVE" or self._dice.random() < 0.1:
                return StartRundown(table_session_id=session, key=key)
            return ResumeSession(table_session_id=session, reason="Nemesis", key=key)
        if not self._closers[table]:
            return self._count(table, CountType.CLOSE)
        field, made = self._dice.choice(self._closers[table])
        return CloseSession.model_validate({"table_session_id": session, field: made, "key": key})

    def _count(self, table: UUID, kind: CountType) -> LogCount:
        return LogCount(
            gaming_table_id=table,
            snapshot_type=kind,
            chipset={500: self._dice.randint(0, 900), 10_000: self._dice.randint(0, 90)},
            note="Nemesis",
            counted_with=self._dice.choice(self._orders.witnesses),
            key=new_key(),
        )

    def _drop(self, table: UUID) -> LogDrop:
        return LogDrop(
            gaming_table_id=table,
            drop_box_id=f"B-{self._dice.randint(1, 10**6)}",
            seal_no=f"S-{self._dice.randint(1, 10**9)}",
            witnessed_by=self._dice.choice(self._orders.witnesses),
            key=new_key(),
        )


async def work(orders: Orders, history: Path) -> None:
    """Everybody of this process at once."""
    dice, scribe = random.Random(orders.seed), Scribe(history)
    async with Wire(orders.conninfo, random.Random(dice.random())) as wire:
        people = []
        for number, (login, kind, is_wired) in enumerate(orders.people):
            conninfo = wire.conninfo if is_wired else orders.conninfo
            credentials = Credentials(conninfo, login, DEMO_PASSWORD)
            own = random.Random(dice.random())
            hand: Hand
            if kind == "kept":
                whole = Credentials(orders.conninfo, login, DEMO_PASSWORD)
                outbox = history.with_suffix(f".{number}.outbox")
                hand = KeepingHand(credentials, PATIENCE_SECONDS, own, whole, outbox)
            elif kind == "desk":
                hand = DeskHand(credentials, PATIENCE_SECONDS)
            else:
                hand = BareHand(credentials, PATIENCE_SECONDS, own)
            people.append(Person(hand, orders, own, scribe).work())
        everybody = asyncio.gather(*people)
        await asyncio.wait({everybody}, timeout=max(0.0, orders.until - time.monotonic()))
        wire.calm()
        await everybody


def main() -> None:
    """Read the orders and work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    desk.ANSWER_SECONDS = feed.ANSWER_SECONDS = PATIENCE_SECONDS  # type: ignore[attr-defined]
    orders = Orders.model_validate_json(sys.argv[1])
    asyncio.run(work(orders, Path(sys.argv[2])))


if __name__ == "__main__":
    main()
