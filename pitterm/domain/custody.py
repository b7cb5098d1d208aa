"""Chip custody: counts of the tray and drop boxes, and the requests that record them."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from pitterm.domain.sessions import NOTES_LIMIT
from pitterm.domain.values import Row, Value

LABEL_LIMIT = 64
"""Characters a box, seal, label or login may have."""


class CountType(StrEnum):
    """Why the tray is counted; `rundown` is a spot or shift-change count and moves no state."""

    OPEN = "open"
    RUNDOWN = "rundown"
    CLOSE = "close"


class InventorySnapshot(Row):
    """A row of `pit.table_inventory_snapshot`: one count of one tray."""

    id: UUID
    gaming_table_id: UUID
    table_session_id: UUID | None
    snapshot_type: CountType
    chipset: dict[int, int]
    total_cents: int
    note: str | None
    counted_at: datetime
    gaming_day: date
    recorded_by_staff_id: UUID
    counted_with_staff_id: UUID | None
    shift_boundary: datetime | None


class DropEvent(Row):
    """A row of `pit.table_drop_event`: a box taken out; custody only, it knows no amount."""

    id: UUID
    gaming_table_id: UUID
    table_session_id: UUID | None
    drop_box_id: str
    seal_no: str
    removed_at: datetime
    gaming_day: date
    removed_by_staff_id: UUID
    witnessed_by_staff_id: UUID
    note: str | None


class Artifacts(Value):
    """What a session may be closed with, newest first."""

    counts: tuple[InventorySnapshot, ...]
    drops: tuple[DropEvent, ...]


class LogCount(Value):
    """Record a count of the tray by denomination."""

    gaming_table_id: UUID
    snapshot_type: CountType
    chipset: dict[int, int]
    note: str | None = Field(default=None, max_length=NOTES_LIMIT)
    counted_with: UUID | None = None
    shift_boundary: datetime | None = None
    key: str


class LogDrop(Value):
    """Record that a drop box left the table, with its seal and its witness."""

    gaming_table_id: UUID
    drop_box_id: str = Field(min_length=1, max_length=LABEL_LIMIT)
    seal_no: str = Field(min_length=1, max_length=LABEL_LIMIT)
    witnessed_by: UUID
    note: str | None = Field(default=None, max_length=NOTES_LIMIT)
    key: str
