"""What a conversation about a table stands on: who is at the desk, the house, the picture."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from pitterm.domain.board import TableView
from pitterm.domain.custody import InventorySnapshot
from pitterm.domain.errors import NotApplied, PitError, Refused, Unreachable
from pitterm.domain.house import House
from pitterm.domain.staff import SignedIn
from pitterm.podium.dialogs.paper_time import time_again
from pitterm.podium.dialogs.sheet import Sheet
from pitterm.podium.flows.asking_time import ask_when
from pitterm.podium.paper.late import Late

if TYPE_CHECKING:
    from pitterm.podium.app import Podium
    from pitterm.repository.credentials import Credentials
    from pitterm.repository.desk import Desk
    from pitterm.repository.requests import Committed, Request

Answer = TypeVar("Answer")
R = TypeVar("R")

CATCH_UP_SECONDS = 2.0
"""Longer than the feed takes to read a change it was told of."""


class Sitting:
    """One conversation, of this moment or from paper.

    Raises Unreachable where nobody is signed in any more.
    """

    def __init__(self, app: "Podium", late: Late | None = None) -> None:
        if app.desk is None or app.house is None or app.signed_in is None:
            raise Unreachable("Sign in first.")
        self.app = app
        self.desk: Desk = app.desk
        self.house: House = app.house
        self.signed_in: SignedIn = app.signed_in
        self.late = late
        """The paper it enters; None for what happens at this moment."""

    async def ask(self, dialog: Sheet[Answer]) -> Answer:
        """Ask in a dialog, which says what paper this comes from."""
        dialog.late = self.late
        answer: Answer = await self.app.push_screen_wait(dialog)
        return answer

    def intent(self) -> "Intent":
        """One thing this conversation means to record."""
        return Intent(self.app, self.late)

    async def reads_again(self, complaint: str) -> bool:
        """Whether its author reads the form again after a refusal, to try once more."""
        if self.late is None:
            return False
        paper = await self.app.push_screen_wait(time_again(self.late, complaint))
        self.late.take(paper)
        return paper is not None

    async def step(self, title: str) -> "Sitting | None":
        """The conversation about one step of several, which on paper has a time of its own."""
        if self.late is None:
            return self
        known = self.late.paper.model_copy(update={"paper_number": None})
        late = await ask_when(self.app, title, known)
        return Sitting(self.app, late) if late else None

    def latest(self, table: TableView) -> TableView:
        """The table as the picture has it at this moment."""
        snapshot = self.app.snapshot
        return (snapshot.table(table.id) if snapshot else None) or table

    async def catch_up(self, table: TableView) -> None:
        """Give the feed a moment to paint what made this view of the table stale."""
        with suppress(TimeoutError):
            async with asyncio.timeout(CATCH_UP_SECONDS):
                while self.latest(table).session_version == table.session_version:
                    await asyncio.sleep(0.05)

    async def expected_opener(self, table_id: UUID) -> InventorySnapshot | None:
        """The previous closer."""
        return await self.app.wiring.read_expected_opener(self.desk, table_id)

    async def unused_opening_count(self, table_id: UUID) -> InventorySnapshot | None:
        """The opening count that waits for its session."""
        return await self.app.wiring.read_unused_opening_count(self.desk, table_id)


class Intent:
    """One thing somebody means to record, with its key.

    The key stays the same while the request may already stand in the books or may simply be sent
    again; once the server has refused it or fenced it, the next try is a new intent.
    """

    def __init__(self, app: "Podium", late: Late | None = None) -> None:
        from pitterm.repository.keys import new_key

        self._app = app
        self._new_key = new_key
        self.key = new_key()
        self.late = late
        self.complaint = ""
        """Why it is not recorded yet, for the dialog that asks again."""
        self.fault: PitError | None = None
        """What the last try came to, where it was not recorded."""

    async def send(
        self,
        request: "Request",
        kind: type[R],
        done: "Callable[[Committed], str]",
        *,
        signer: "Credentials | None" = None,
    ) -> R | None:
        """Send it, over the signer's login where there is one; None when it was not recorded."""
        late = self.late
        if late is not None:
            request, done = late.put_on(request), late.said(done)
        result = await self._app.write(request, done, self._refused, signer=signer)
        if late is not None and result is not None:
            self._app.catch_up.recorded(late.paper.occurred_at)
        return result if isinstance(result, kind) else None

    @property
    def code(self) -> str:
        """The catalogue's code of the last refusal; empty where the server did not refuse."""
        return self.fault.code if isinstance(self.fault, Refused) else ""

    @property
    def is_stale(self) -> bool:
        """Whether the session has changed since its author looked."""
        return self.code == "stale_version"

    def _refused(self, error: PitError) -> None:
        self.complaint, self.fault = str(error), error
        if isinstance(error, (Refused, NotApplied)):
            self.key = self._new_key()
