"""A buy-in as the journal keeps it: for whom, on which table, how much and when."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from pitterm.domain.money import MAX_AMOUNT_CENTS
from pitterm.domain.telemetry import Tender
from pitterm.domain.text import NOTES_LIMIT
from pitterm.domain.values import Value

Moment = Annotated[
    AwareDatetime, Field(ge=datetime(2000, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))
]
"""A time every zone can show."""


class Author(Value):
    """Who may send an entry, and where to: one person of one casino in one database."""

    casino_id: UUID
    database: str
    staff_id: UUID
    login: str


class TerminalTime(Value):
    """What this terminal's clocks said of a moment."""

    occurred_at: Moment
    """The estimate of the server's clock; the entry counts at this time."""
    terminal_clock: AwareDatetime
    steady_seconds: float
    """Since the machine started, sleep included; nobody can set it."""
    boot_id: str
    jumped_seconds: float = 0.0
    """How far the terminal's clock was set since the server was last heard."""


class Kept(Value):
    """One entry that is not in the books yet; no password, no name of a player."""

    key: str = Field(pattern=r"^[!-~]{1,128}$")
    author: Author
    gaming_table_id: UUID
    table_label: str
    amount_cents: int = Field(gt=0, le=MAX_AMOUNT_CENTS)
    tender_type: Tender | None = None
    note: str | None = Field(default=None, max_length=NOTES_LIMIT)
    outside_session: bool = False
    time: TerminalTime
    is_asked: bool = False
    """Whether it was sent and nobody knows what became of it."""
    refusal: str | None = None
    """Why the server will never take it; it stays until its author has seen why."""

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be sent or asked for."""
        return self.refusal is None
