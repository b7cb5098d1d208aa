"""Chip custody: counts of the tray and drop boxes, and the requests that record them."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from pitterm.domain.paper import OnPaper
from pitterm.domain.text import LABEL_LIMIT, NOTES_LIMIT
from pitterm.domain.values import Row, Value


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
    counted_early: bool = False
    """Whether a buy-in, fill or credit of its session came after this closing count."""
    is_signed: bool = False
    """Whether the second person signed, as far as signatures were read with it."""


class DropEvent(Row):
    """A row of `pit.table_drop_event`: a box taken out; custody only, it knows no amount."""

    id: UUID
    gaming_table_id: UUID
    table_session_id: UUID | None
    drop_box_id: str
    seal_no: str
    box_in_id: str | None
    box_in_seal_no: str | None
    removed_at: datetime
    gaming_day: date
    removed_by_staff_id: UUID
    witnessed_by_staff_id: UUID
    note: str | None
    is_signed: bool = False
    """Whether the witness signed, as far as signatures were read with it."""


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
    paper: OnPaper | None = None
    key: str


class LogDrop(Value):
    """Record that a drop box left the table, with its seal and its witness."""

    gaming_table_id: UUID
    drop_box_id: str = Field(min_length=1, max_length=LABEL_LIMIT)
    seal_no: str = Field(min_length=1, max_length=LABEL_LIMIT)
    witnessed_by: UUID
    box_in_id: str | None = Field(default=None, min_length=1, max_length=LABEL_LIMIT)
    box_in_seal_no: str | None = Field(default=None, min_length=1, max_length=LABEL_LIMIT)
    note: str | None = Field(default=None, max_length=NOTES_LIMIT)
    paper: OnPaper | None = None
    key: str


class CustodyVoid(Row):
    """A row of `pit.custody_void`: a count or drop record that was wrong, and what replaces it."""

    id: UUID
    gaming_table_id: UUID
    inventory_snapshot_id: UUID | None
    drop_event_id: UUID | None
    replacing_snapshot_id: UUID | None
    replacing_drop_event_id: UUID | None
    reason: str
    voided_at: datetime
    voided_by_staff_id: UUID
    witnessed_by_staff_id: UUID


class VoidCount(Value):
    """Void a wrong count with a second person; one that opened or closed a session is replaced."""

    inventory_snapshot_id: UUID
    reason: str = Field(min_length=1, max_length=NOTES_LIMIT)
    witnessed_by: UUID
    replacement: dict[int, int] | None = None
    key: str


class VoidDrop(Value):
    """Void a wrong drop record with a second person; one that closed a session is replaced."""

    drop_event_id: UUID
    reason: str = Field(min_length=1, max_length=NOTES_LIMIT)
    witnessed_by: UUID
    replacement_box_id: str | None = Field(default=None, min_length=1, max_length=LABEL_LIMIT)
    replacement_seal_no: str | None = Field(default=None, min_length=1, max_length=LABEL_LIMIT)
    key: str


class RecordKind(StrEnum):
    """What a second person may sign."""

    COUNT = "count"
    DROP = "drop"
    VOID = "void"
    SLIP_VOID = "slip_void"


class CustodySignature(Row):
    """A row of `pit.custody_signature`: the second person's own signature."""

    id: UUID
    record_kind: RecordKind
    record_id: UUID
    staff_id: UUID
    signed_at: datetime


class SignRecord(Value):
    """Sign, over one's own login, a record in which one was named as second person."""

    record_kind: RecordKind
    record_id: UUID
    key: str


class BoxToCount(Row):
    """A box that left a table and whose count is not released; `id` is its drop event."""

    id: UUID
    gaming_table_id: UUID
    table_label: str
    drop_box_id: str
    seal_no: str
    removed_at: datetime
    gaming_day: date
    round: int
    """1, and one more each time two entries differed."""
    entries: int
    """How many have counted it in this round: 0, 1 or 2, and 2 agree."""
    i_entered: bool
    """Whether the asking person entered one of this round."""


class DropCountEntry(Row):
    """A row of `pit.drop_count_entry` as its author may read it."""

    id: UUID
    drop_event_id: UUID
    round: int
    amount_cents: int
    entered_by_staff_id: UUID
    entered_at: datetime


class EnterDropCount(Value):
    """What one counter found in a box; 0 is an empty box."""

    drop_event_id: UUID
    amount_cents: int = Field(ge=0, le=100_000_000_000)
    key: str


class DropCount(Row):
    """A row of `pit.drop_count`: the counted drop, released."""

    id: UUID
    drop_event_id: UUID
    amount_cents: int | None
    """None in the answer to the release itself, which could still be rolled back."""
    released_by_staff_id: UUID
    released_at: datetime


class ReleaseDropCount(Value):
    """Release what two people found alike."""

    drop_event_id: UUID
    key: str
