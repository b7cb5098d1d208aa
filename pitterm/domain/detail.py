"""One table's records: its sessions with what they came to, and a timeline of everything."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pitterm.domain.actions import is_undoable
from pitterm.domain.metrics import Rundown
from pitterm.domain.paper import LateEntry
from pitterm.domain.sessions import TableSession
from pitterm.domain.staff import SEES_FIGURES, SEES_SLIPS, Role
from pitterm.domain.telemetry import TelemetryKind, Tender
from pitterm.domain.values import Row, Value

PAGE = 200
"""Rows of a timeline that are read at once."""


class TimelineKind(StrEnum):
    """What kind of record a row of the timeline is."""

    MOVE = "move"
    """A transition of the session."""
    COUNT = "count"
    DROP = "drop"
    SLIP = "slip"
    """One step of a fill or credit."""
    ENTRY = "entry"
    VOID = "void"
    RELEASE = "release"
    """The counted drop of a box."""


class TimelineRow(Row):
    """One thing that happened at a table; what its kind does not have is None."""

    kind: TimelineKind
    what: str
    """The transition, the type of count, the slip's step, the kind of entry or of voided record."""
    id: UUID
    """The record; the steps of a slip share theirs."""
    at: datetime
    """When it was recorded."""
    counts_at: datetime | None
    """When an entry counts, which is its original's time for a reversal."""
    session_id: UUID | None
    actor_id: UUID
    second_id: UUID | None
    signed_at: datetime | None
    """When the second person signed; until then that person is only named."""
    amount_cents: int | None
    stands: bool
    """False once it was voided, withdrawn or reversed."""
    is_artifact: bool
    """Whether a session opened or closed with it, so that it is replaced, not removed."""
    note: str | None
    chipset: dict[int, int] | None
    label: str | None
    """The slip's number."""
    box: str | None
    seal: str | None
    box_in: str | None
    seal_in: str | None
    tender: Tender | None
    refers_to: UUID | None
    """What it reverses, adjusts or voids, or the drop whose box was counted."""
    late: LateEntry | None = None
    """Set where it came from paper; the people of such a record are only named."""

    @property
    def key(self) -> str:
        """The row's own name in a list."""
        return f"{self.kind} {self.id} {self.what}"

    @property
    def is_reversible(self) -> bool:
        """Whether it is an entry that may be reversed."""
        if self.kind is not TimelineKind.ENTRY:
            return False
        return is_undoable(TelemetryKind(self.what), is_reversed=not self.stands)


class SessionRecord(Value):
    """A session and, once it was closed and may be seen, what it came to."""

    session: TableSession
    rundown: Rundown | None


class TableDetail(Value):
    """The newest sessions of a table, and the timeline of one of them or of the whole table."""

    sessions: tuple[SessionRecord, ...]
    timeline: tuple[TimelineRow, ...]
    is_cut: bool
    """Whether older rows were left unread."""


def unseen(role: Role) -> str | None:
    """What of a table's records this role is not shown, and why; None for who sees all."""
    if role in SEES_FIGURES:
        return None
    kept = "counts, entries, steps of the session and figures"
    if role not in SEES_SLIPS:
        kept = f"fills, credits, {kept}"
    return f"Your role sees the status only; {kept} are not shown."
