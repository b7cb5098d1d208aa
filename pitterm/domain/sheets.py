"""The sheet of a shift: what is open, what it came to, who signed, and what came later."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pitterm.domain.alerts import AlertKind
from pitterm.domain.metrics import CasinoMetrics, PitMetrics, ShiftSheet, TableMetrics
from pitterm.domain.paper import LateEntryLine
from pitterm.domain.sessions import SessionStatus
from pitterm.domain.shift_lines import ShiftLine, casino_line, pit_line, table_line
from pitterm.domain.slips import SlipKind, SlipStatus
from pitterm.domain.staff import SIGNS_SHIFTS, Role
from pitterm.domain.telemetry import Tender
from pitterm.domain.values import Row, Value


class LiveTable(Row):
    """A table in session at the end of the window, with its change count if it was taken."""

    table_id: UUID
    table_label: str
    status: SessionStatus
    opened_at: datetime
    change_count_at: datetime | None
    change_count_cents: int | None


class SlipOpen(Row):
    """A fill or credit on its way."""

    slip_id: UUID
    table_label: str
    kind: SlipKind
    status: SlipStatus
    slip_label: str | None
    amount_cents: int
    requested_at: datetime


class CountOwed(Row):
    """A table closed by a drop alone, whose count is still to come."""

    table_id: UUID
    table_label: str
    closed_at: datetime


class Discrepancy(Row):
    """An opener that differs from the previous closer."""

    table_label: str
    opener_at: datetime
    opener_cents: int
    expected_cents: int
    discrepancy_cents: int
    note: str | None
    is_reportable: bool
    is_regulatory: bool


class BigEntry(Row):
    """A buy-in above the casino's unusual amount."""

    id: UUID
    table_label: str
    amount_cents: int
    occurred_at: datetime
    actor_name: str
    tender: Tender


class BoxNotRecorded(Row):
    """A closed table whose drop box nobody has recorded."""

    table_label: str
    closed_at: datetime


class OpenAlert(Row):
    """An alert whose cause had not ended when the sheet was made."""

    table_label: str
    kind: AlertKind
    since: datetime
    acknowledged_at: datetime | None


class LateKind(StrEnum):
    """What was recorded for a shift after it was signed."""

    BUY_IN = "buy-in"
    REVERSAL = "reversal"
    ADJUSTMENT = "adjustment"
    COUNT = "count"
    SLIP = "slip"
    VOID = "void"
    MOVE = "move"
    """A move of the table's session, from paper."""
    DROP = "drop"
    """A box, from paper."""


class LateRecord(Row):
    """Something of the window that was recorded after its sheet was signed."""

    kind: LateKind
    table_label: str
    amount_cents: int | None
    occurred_at: datetime | None
    """None for a slip whose chips do not count yet."""
    recorded_at: datetime
    actor_name: str
    is_from_paper: bool = False
    paper_number: str | None = None


class SheetBody(Row):
    """What a sheet says, by the keys the database writes it with."""

    casino: CasinoMetrics | None = None
    pit: PitMetrics | None = None
    tables: tuple[TableMetrics, ...] = ()
    live: tuple[LiveTable, ...] = ()
    slips_in_flight: tuple[SlipOpen, ...] = ()
    counts_owed: tuple[CountOwed, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    big_entries: tuple[BigEntry, ...] = ()
    late_entries: tuple[LateEntryLine, ...] = ()
    boxes_not_recorded: tuple[BoxNotRecorded, ...] = ()
    alerts: tuple[OpenAlert, ...] = ()

    def sum_line(self, casino_name: str) -> ShiftLine | None:
        """The line of the pit or casino the sheet is about."""
        if self.pit is not None:
            return pit_line(self.pit)
        return casino_line(self.casino, casino_name) if self.casino is not None else None

    def table_lines(self) -> list[ShiftLine]:
        """The lines of its tables."""
        return [table_line(table) for table in self.tables]

    @property
    def open_items(self) -> int:
        """How many things a signature would leave open."""
        uncounted = sum(table.change_count_at is None for table in self.live)
        lists = (self.slips_in_flight, self.counts_owed, self.boxes_not_recorded)
        return uncounted + sum(len(each) for each in lists)


class Sheet(Value):
    """A sheet as it is shown: frozen once it is signed, with what came later under it."""

    pit_id: UUID | None
    window_start: datetime
    window_end: datetime
    body: SheetBody
    sign_off_id: UUID | None
    outgoing_staff_id: UUID | None
    signed_at: datetime | None
    incoming_staff_id: UUID | None
    incoming_signed_at: datetime | None
    late: tuple[LateRecord, ...]

    @property
    def is_signed(self) -> bool:
        """Whether the outgoing supervisor has signed it."""
        return self.sign_off_id is not None


def read(row: ShiftSheet) -> Sheet:
    """The sheet of a row: the signed one where there is one."""
    return Sheet(
        pit_id=row.pit_id,
        window_start=row.window_start,
        window_end=row.window_end,
        body=SheetBody.model_validate(row.signed_sheet or row.sheet),
        sign_off_id=row.sign_off_id,
        outgoing_staff_id=row.outgoing_staff_id,
        signed_at=row.signed_at,
        incoming_staff_id=row.incoming_staff_id,
        incoming_signed_at=row.incoming_signed_at,
        late=tuple(LateRecord.model_validate(each) for each in row.late),
    )


def why_not_sign_off(role: Role, sheet: Sheet) -> str | None:
    """Why this person may not sign the sheet as the one who goes; None when they may."""
    if sheet.is_signed:
        return "This shift is signed already."
    if role not in SIGNS_SHIFTS:
        return "A pit boss signs a pit; a shift manager or admin signs the casino."
    if role is Role.PIT_BOSS and sheet.pit_id is None:
        return "A pit boss signs a pit, not the casino; choose a pit on the shift screen."
    return None


def why_not_sign_on(sheet: Sheet) -> str | None:
    """Why nobody can sign the sheet as the one who comes; None when somebody may."""
    if not sheet.is_signed:
        return "The outgoing supervisor signs first."
    return "The incoming supervisor has signed already." if sheet.incoming_signed_at else None
