"""Buy-ins kept on this terminal: shown as waiting, never as logged, and never in a sum."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from pitterm.domain.board import Pulse
from pitterm.domain.telemetry import LogBuyIn
from pitterm.outbox.box import Outbox
from pitterm.outbox.clock import TerminalClock
from pitterm.outbox.entries import Author, Kept
from pitterm.podium.sending import Sender
from pitterm.podium.wording import harmless

if TYPE_CHECKING:
    from pitterm.podium.app import Podium

LOG = logging.getLogger("pitterm.podium")

ADOPT_EVERY = 5
"""Seconds between two looks for what an ended program left behind."""


class Waiting:
    """The podium's side of the outbox; its files are written beside the event loop, in turn."""

    def __init__(self, app: "Podium", directory: Path) -> None:
        self._app = app
        self._box = Outbox(directory)
        self._turn = asyncio.Lock()
        self._ticks = 0
        self._place = ""
        self._writing: set[asyncio.Future[Any]] = set()
        self.clock = TerminalClock()
        self.sender = Sender(app, self)
        self.entries: tuple[Kept, ...] = ()
        self.unreadable: tuple[str, ...] = ()
        self.in_hand: set[str] = set()
        """Keys of entries that are being asked for by the one who sent them."""

    # What waits

    @property
    def author(self) -> Author | None:
        """Whoever is signed in, as the journal names them."""
        signed_in = self._app.signed_in
        if signed_in is None:
            return None
        if not self._place:
            from pitterm.repository.credentials import place

            self._place = place(self._app.conninfo)
        return Author(
            casino_id=signed_in.casino_id,
            database=self._place,
            staff_id=signed_in.staff_id,
            login=signed_in.login,
        )

    @property
    def at_rest(self) -> tuple[Kept, ...]:
        """Everything kept here of which nobody is waiting for the answer, whoever entered it."""
        return tuple(entry for entry in self.entries if entry.key not in self.in_hand)

    @property
    def mine(self) -> tuple[Kept, ...]:
        """What the person who is signed in entered here for this casino of this database."""
        author = self.author
        if author is None:
            return ()
        return tuple(entry for entry in self.at_rest if _is_by(entry, author))

    @property
    def to_send(self) -> tuple[Kept, ...]:
        """The signed-in person's entries that are still to be sent, in order."""
        return tuple(entry for entry in self.mine if entry.is_waiting)

    def on_table(self, table_id: UUID) -> tuple[Kept, ...]:
        """The signed-in person's own entries of this table, newest first."""
        mine = (entry for entry in self.mine if entry.gaming_table_id == table_id)
        return tuple(sorted(mine, key=lambda entry: entry.time.occurred_at, reverse=True))

    def words(self) -> str:
        """`▲ 3 waiting` for the status bar; of other people's entries the number alone."""
        mine, unsent = self.mine, len(self.to_send)
        others = len(self.at_rest) - len(mine)
        parts = [f"{unsent} waiting"] if unsent else []
        if len(mine) > unsent:
            parts.append(f"{len(mine) - unsent} refused")
        if others:
            parts.append(f"{others} of others waiting")
        if self.unreadable:
            parts.append("journal damaged")
        return f"▲ {' · '.join(parts)}" if parts else ""

    def others_words(self) -> str:
        """Whose entries wait here beside one's own, without what they are."""
        keys = {entry.key for entry in self.mine}
        others = [entry for entry in self.at_rest if entry.key not in keys]
        if not others:
            return ""
        logins = ", ".join(sorted({harmless(entry.author.login) for entry in others}))
        are = "entry waits" if len(others) == 1 else "entries wait"
        return f"{len(others)} {are} for {logins}."

    # Keeping

    def entry_of(self, request: LogBuyIn) -> Kept | None:
        """The request as the journal would keep it at this moment; None with nobody signed in."""
        author, snapshot = self.author, self._app.snapshot
        if author is None:
            return None
        table = snapshot.table(request.gaming_table_id) if snapshot else None
        return Kept(
            key=request.key,
            author=author,
            gaming_table_id=request.gaming_table_id,
            table_label=table.label if table else "",
            amount_cents=request.amount_cents,
            tender_type=request.tender_type,
            note=request.note,
            outside_session=request.outside_session,
            time=self.clock.read(),
        )

    async def keep(self, entry: Kept) -> None:
        """Make the entry safe; raises NotKept, and then it was not entered."""
        await self._do(self._box.keep, entry)

    async def refuse(self, key: str, sentence: str) -> None:
        """The server will never take it; it stays listed with the reason."""
        await self._do(self._box.refuse, key, sentence)

    async def rename(self, key: str, new_key: str) -> None:
        """Go on under another key, because the old one is fenced; raises NotKept."""
        await self._do(self._box.rename, key, new_key)

    async def settle(self, key: str, end: str) -> None:
        """It ended, and its author was told."""
        await self._do(self._box.settle, key, end)

    async def dismiss(self, entry: Kept, reason: str) -> None:
        """Take a refused entry off the list; raises NotKept."""
        LOG.warning(
            "%s dismissed an entry of %d cents on %s that was refused (%s): %s",
            harmless(entry.author.login),
            entry.amount_cents,
            harmless(entry.table_label),
            entry.refusal,
            harmless(reason),
        )
        await self._do(self._box.dismiss, entry.key, reason)

    # Life

    def take(self, pulse: Pulse) -> None:
        """The server told its time."""
        self.clock.take(pulse.as_of)

    def tick(self) -> None:
        """Look for what ended programs left behind, and send what may be sent."""
        if self._ticks % ADOPT_EVERY == 0:
            self._later(self._do(self._box.adopt))
        self._ticks += 1
        self.sender.wake()

    async def shut(self) -> None:
        """Leave what waits to the next program."""
        await self.sender.stop()
        if self._writing:
            await asyncio.wait(self._writing)
        self._box.close()

    def tell(self) -> None:
        """Let the screens show what waits."""
        self._app.kept += 1

    async def _do(self, deed: Callable[..., object], *arguments: Any) -> None:
        """Write beside the loop; whoever waits may be cancelled, what is written is not."""
        await asyncio.shield(self._later(self._in_turn(deed, *arguments)))

    def _later(self, work: Any) -> "asyncio.Future[None]":
        task: asyncio.Future[None] = asyncio.ensure_future(work)
        self._writing.add(task)
        task.add_done_callback(self._written)
        return task

    def _written(self, task: "asyncio.Future[None]") -> None:
        self._writing.discard(task)
        if not task.cancelled() and task.exception() is not None:
            LOG.warning("the outbox: %s", task.exception())

    async def _in_turn(self, deed: Callable[..., object], *arguments: Any) -> None:
        async with self._turn:
            before = (self.entries, self.unreadable)
            try:
                await asyncio.to_thread(deed, *arguments)
            finally:
                self.entries, self.unreadable = self._box.entries, self._box.unreadable
                if (self.entries, self.unreadable) != before:
                    self.tell()


def _is_by(entry: Kept, author: Author) -> bool:
    theirs = entry.author
    return (theirs.casino_id, theirs.database, theirs.staff_id) == (
        author.casino_id,
        author.database,
        author.staff_id,
    )
