"""The numbers of a period: per session, table, pit and casino, with their counts and grade."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import Field

from pitterm.domain.telemetry import Coverage
from pitterm.domain.text import NOTES_LIMIT
from pitterm.domain.values import Row, Value


class Grade(StrEnum):
    """How far a result may be trusted."""

    ESTIMATE = "ESTIMATE"
    COUNTED = "COUNTED"
    FINAL = "FINAL"


class OpeningSource(StrEnum):
    """What stands for the first count of a table's run."""

    OPENING_COUNT = "opening_count"
    PRIOR_COUNT = "prior_count"
    EARLIEST = "earliest_in_window"
    PAR = "par"
    NONE = "none"

    @property
    def words(self) -> str:
        """The source as the screen says it."""
        return {
            OpeningSource.OPENING_COUNT: "opening count",
            OpeningSource.PRIOR_COUNT: "previous closer, not counted again",
            OpeningSource.EARLIEST: "earliest count, partial",
            OpeningSource.PAR: "par, not counted",
            OpeningSource.NONE: "no count",
        }[self]


class TableMetrics(Row):
    """A row of `rpc_shift_table_metrics`: one table in one window; None is never a zero."""

    table_id: UUID
    table_label: str
    pit_id: UUID | None
    window_start: datetime
    window_end: datetime
    opening_snapshot_id: UUID | None
    opening_snapshot_at: datetime | None
    opening_bankroll_total_cents: int | None
    closing_snapshot_id: UUID | None
    closing_snapshot_at: datetime | None
    closing_bankroll_total_cents: int | None
    fills_total_cents: int
    credits_total_cents: int
    drop_custody_present: bool
    estimated_drop_rated_cents: int | None
    estimated_drop_grind_cents: int | None
    estimated_drop_buyins_cents: int | None
    telemetry_quality: Coverage
    telemetry_notes: str
    win_loss_inventory_cents: int | None
    win_loss_estimated_cents: int | None
    metric_grade: Grade
    missing_opening_snapshot: bool
    missing_closing_snapshot: bool
    opening_source: OpeningSource
    coverage_type: str
    win_from: datetime | None
    win_to: datetime | None
    since_count_buyins_cents: int | None
    since_count_fills_cents: int
    since_count_credits_cents: int
    discrepancy_cents: int | None
    outside_session_cents: int | None
    counted_drop_cents: int | None
    counted_win_cents: int | None
    counted_from: datetime | None
    counted_to: datetime | None
    hold_percent: Decimal | None


class SumMetrics(Row):
    """The sums over tables that pit and casino rows share, with how many tables have each."""

    window_start: datetime
    window_end: datetime
    tables: int
    tables_with_opening: int
    tables_with_closing: int
    tables_with_telemetry: int
    tables_with_good_coverage: int
    tables_with_estimate: int
    """Tables with an estimated win; the sum leaves the others out and says so."""
    tables_counted: int
    """Tables with a counted win."""
    fills_total_cents: int
    credits_total_cents: int
    estimated_drop_rated_total_cents: int | None
    estimated_drop_grind_total_cents: int | None
    estimated_drop_buyins_total_cents: int | None
    win_loss_inventory_total_cents: int | None
    win_loss_estimated_total_cents: int | None
    since_count_buyins_total_cents: int | None
    since_count_fills_total_cents: int
    since_count_credits_total_cents: int
    discrepancy_total_cents: int | None
    outside_session_total_cents: int | None
    counted_drop_total_cents: int | None
    counted_win_total_cents: int | None
    hold_percent: Decimal | None
    """Sum of wins over sum of drops of the tables that have both; never a mean."""
    metric_grade: Grade


class PitMetrics(SumMetrics):
    """A row of `rpc_shift_pit_metrics`; the tables in no pit are a row of their own."""

    pit_id: UUID | None
    pit_name: str | None


class CasinoMetrics(SumMetrics):
    """The row of `rpc_shift_casino_metrics`."""

    casino_id: UUID


class SessionMetrics(Row):
    """A row of `rpc_session_metrics`: what of a window belongs to one session of a table.

    A row without `table_session_id` is what stands outside any session. Entries, fills and credits
    of a table's rows add up to its shift row.
    """

    table_id: UUID
    table_session_id: UUID | None
    opened_at: datetime | None
    closed_at: datetime | None
    fills_total_cents: int
    credits_total_cents: int
    estimated_drop_rated_cents: int | None
    estimated_drop_grind_cents: int | None
    estimated_drop_buyins_cents: int | None
    win_loss_inventory_cents: int | None
    win_loss_estimated_cents: int | None
    win_from: datetime | None
    win_to: datetime | None


class WindowName(StrEnum):
    """The windows a shift screen stands side by side."""

    SHIFT = "shift"
    PREVIOUS = "previous"
    LAST_WEEK = "last_week"
    DAY = "day"


class ShiftWindow(Row):
    """A row of `rpc_get_shift_windows`: a period with its name."""

    name: WindowName
    shift_name: str | None
    gaming_day: date
    window_start: datetime
    window_end: datetime


class HourlyBuyIns(Row):
    """A row of `rpc_get_hourly_buyins`: box tenders logged at a table in one hour of the clock."""

    table_id: UUID
    hour_start: datetime
    amount_cents: int
    entries: int


class Rundown(Row):
    """A row of `pit.table_rundown`: what a session came to, final once somebody said so."""

    id: UUID
    gaming_table_id: UUID
    table_session_id: UUID
    gaming_day: date
    opening_bankroll_total_cents: int | None
    closing_bankroll_total_cents: int | None
    opening_source: OpeningSource
    fills_total_cents: int
    credits_total_cents: int
    estimated_drop_rated_cents: int | None
    estimated_drop_grind_cents: int | None
    estimated_drop_buyins_cents: int | None
    telemetry_quality: Coverage
    win_loss_inventory_cents: int | None
    win_loss_estimated_cents: int | None
    win_from: datetime | None
    win_to: datetime | None
    discrepancy_cents: int | None
    counted_drop_cents: int | None
    counted_win_cents: int | None
    metric_grade: Grade
    late_events: int
    computed_at: datetime
    finalized_at: datetime | None
    finalized_by_staff_id: UUID | None


class FinalizeRundown(Value):
    """Say that a closed session's figures are final."""

    table_session_id: UUID
    key: str


class Checkpoint(Row):
    """A row of `pit.shift_checkpoint`: a moment somebody marked."""

    id: UUID
    made_at: datetime
    made_by_staff_id: UUID
    note: str | None


class MarkCheckpoint(Value):
    """Mark this moment, so that what comes after can be told apart."""

    note: str | None = Field(default=None, max_length=NOTES_LIMIT)
    key: str


class ShiftSheet(Row):
    """The row of `rpc_get_shift_sheet`: the sheet of a shift as it stands, and as it was signed.

    `sheet` and `signed_sheet` have the keys of docs/numbers.md; `late` lists what was recorded for
    the window after it was signed.
    """

    pit_id: UUID | None
    window_start: datetime
    window_end: datetime
    sheet: dict[str, Any]
    sign_off_id: UUID | None
    signed_sheet: dict[str, Any] | None
    outgoing_staff_id: UUID | None
    signed_at: datetime | None
    incoming_staff_id: UUID | None
    incoming_signed_at: datetime | None
    late: list[dict[str, Any]]


class SignOff(Row):
    """A row of `pit.shift_sign_off`."""

    id: UUID
    pit_id: UUID | None
    window_start: datetime
    window_end: datetime
    outgoing_staff_id: UUID
    signed_at: datetime


class SignOn(Row):
    """A row of `pit.shift_sign_on`."""

    id: UUID
    shift_sign_off_id: UUID
    incoming_staff_id: UUID
    signed_at: datetime


class SignOffShift(Value):
    """Sign a shift's sheet as the one who goes; a pit boss signs a pit, not the casino."""

    window_start: datetime
    window_end: datetime
    pit_id: UUID | None = None
    note: str | None = Field(default=None, max_length=NOTES_LIMIT)
    key: str


class SignOnShift(Value):
    """Sign the same sheet as the one who comes."""

    shift_sign_off_id: UUID
    key: str
