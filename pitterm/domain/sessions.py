"""A table session: one run of a table from open to close, and the requests that move it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from pydantic import Field, model_validator

from pitterm.domain.paper import OnPaper
from pitterm.domain.text import NOTES_LIMIT
from pitterm.domain.values import Row, Value


class SessionStatus(StrEnum):
    """Where a session stands; live is everything but CLOSED."""

    OPEN = "OPEN"
    ACTIVE = "ACTIVE"
    RUNDOWN = "RUNDOWN"
    CLOSED = "CLOSED"


class CloseReason(StrEnum):
    """How a session ended: with a count, with a drop alone (it owes a count), or cancelled."""

    COUNTED = "counted"
    DROP_ONLY = "drop_only"
    CANCELLED = "cancelled"


class TableSession(Row):
    """A row of `pit.table_session`; times are the database's clock."""

    id: UUID
    casino_id: UUID
    gaming_table_id: UUID
    gaming_day: date
    status: SessionStatus
    opening_count_required: bool
    close_reason: CloseReason | None
    opened_at: datetime
    opened_by_staff_id: UUID
    rundown_started_at: datetime | None
    rundown_started_by_staff_id: UUID | None
    closed_at: datetime | None
    closed_by_staff_id: UUID | None
    opening_inventory_snapshot_id: UUID | None
    closing_inventory_snapshot_id: UUID | None
    drop_event_id: UUID | None
    notes: str | None
    version: int
    """Counts the row's changes; a request may name the one its author saw."""

    @property
    def is_live(self) -> bool:
        """Whether the table is still running under this session."""
        return self.status is not SessionStatus.CLOSED


class OpenTable(Value):
    """Start a session on a table that has none."""

    gaming_table_id: UUID
    paper: OnPaper | None = None
    key: str


class ActivateSession(Value):
    """Let play begin on a session that waited for its opening count."""

    table_session_id: UUID
    opening_inventory_snapshot_id: UUID
    note: str | None = Field(default=None, max_length=NOTES_LIMIT)
    paper: OnPaper | None = None
    key: str
    expected_version: int | None = None


class StartRundown(Value):
    """Begin the closing procedures; play, fills and buy-ins may go on."""

    table_session_id: UUID
    paper: OnPaper | None = None
    key: str
    expected_version: int | None = None


class ResumeSession(Value):
    """Take a rundown back, with the reason."""

    table_session_id: UUID
    reason: str = Field(min_length=1, max_length=NOTES_LIMIT)
    paper: OnPaper | None = None
    key: str
    expected_version: int | None = None


class CancelSession(Value):
    """End a session in which nothing was recorded, with the reason."""

    table_session_id: UUID
    reason: str = Field(min_length=1, max_length=NOTES_LIMIT)
    paper: OnPaper | None = None
    key: str
    expected_version: int | None = None


class CloseSession(Value):
    """End a session with its artifact: a closing count, a drop, or both."""

    table_session_id: UUID
    drop_event_id: UUID | None = None
    closing_inventory_snapshot_id: UUID | None = None
    notes: str | None = Field(default=None, max_length=NOTES_LIMIT)
    paper: OnPaper | None = None
    key: str
    expected_version: int | None = None

    @model_validator(mode="after")
    def _has_an_artifact(self) -> Self:
        if self.drop_event_id is None and self.closing_inventory_snapshot_id is None:
            raise ValueError("missing_closing_artifact")
        return self
