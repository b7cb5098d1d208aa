"""A report as values: what stands in the JSON, and what text and CSV are written from.

A figure that cannot be known is None and has its reason beside it; it is never a zero.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, ConfigDict, model_validator

from pitterm.domain import money
from pitterm.domain.currency import Currency
from pitterm.domain.metrics import Grade, OpeningSource
from pitterm.domain.paper import PaperKind
from pitterm.domain.sessions import SessionStatus
from pitterm.domain.slips import SlipKind, SlipStatus
from pitterm.domain.telemetry import Coverage
from pitterm.domain.values import Value


class ReportKind(StrEnum):
    """What a report is about."""

    SHIFT = "shift"
    TABLE = "table"
    DAY = "day"


class _Part(Value):
    """A part of a report; the words under a key go into the schema."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class Amount(_Part):
    """Whole cents, and the same as a person reads it."""

    cents: int
    formatted: str

    @model_validator(mode="after")
    def _are_the_same(self) -> Self:
        if self.formatted != money.show(self.cents):
            raise ValueError(f"{self.cents} cents are not {self.formatted}")
        return self


def amount(cents: int) -> Amount:
    """The amount of so many cents."""
    return Amount(cents=cents, formatted=money.show(cents))


def known(cents: int | None) -> Amount | None:
    """The amount where it is known."""
    return None if cents is None else amount(cents)


class Period(_Part):
    """The time a report is about: [start, end)."""

    name: str
    """`Swing shift` or `gaming day`."""
    gaming_day: date
    start: AwareDatetime
    end: AwareDatetime


class Total(_Part):
    """A sum over tables, and how many of them are in it."""

    amount: Amount | None
    tables: int
    missing: int


class SinceCount(_Part):
    """What moved after the last count: beside the win, never in it."""

    buyins: Amount | None
    fills: Amount
    credits: Amount


class Sums(_Part):
    """The sums of a pit or of the casino; what is missing from each is said beside it."""

    name: str
    tables: int
    tables_with_opener: int
    tables_with_closer: int
    tables_rated_and_unrated: int
    fills: Amount
    credits: Amount
    est_drop_rated: Amount | None
    est_drop_unrated: Amount | None
    est_drop: Total
    tray: Total
    est_win: Total
    since_count: SinceCount
    discrepancy: Amount | None
    outside_sessions: Amount | None
    counted_drop: Amount | None
    counted_win: Total
    hold_percent: Decimal | None
    """Sum of counted wins over sum of counted drops, over the tables that have both."""
    grade: Grade


class TrayCount(_Part):
    """A count of the tray."""

    at: AwareDatetime | None
    """None for a par, which stands where nobody counted."""
    total: Amount


class RundownFigures(_Part):
    """What a session came to, as it was computed at its close or since."""

    gaming_day: date
    opener: Amount | None
    opener_source: OpeningSource
    closer: Amount | None
    fills: Amount
    credits: Amount
    est_drop: Amount | None
    coverage: Coverage
    tray: Amount | None
    est_win: Amount | None
    discrepancy: Amount | None
    counted_drop: Amount | None
    counted_win: Amount | None
    grade: Grade
    late_events: int
    computed_at: AwareDatetime
    finalized_at: AwareDatetime | None


class SessionFigures(_Part):
    """What of the period belongs to one session, or to none."""

    opened_at: AwareDatetime | None
    """None where the row stands for what belongs to no session."""
    closed_at: AwareDatetime | None
    fills: Amount
    credits: Amount
    est_drop_rated: Amount | None
    est_drop_unrated: Amount | None
    est_drop: Amount | None
    tray: Amount | None
    est_win: Amount | None
    win_from: AwareDatetime | None
    win_to: AwareDatetime | None
    rundown: RundownFigures | None

    @property
    def is_outside(self) -> bool:
        """Whether this is what stands outside any session."""
        return self.opened_at is None


class TableFigures(_Part):
    """One table in the period."""

    table: str
    pit: str | None
    opener: TrayCount | None
    opener_source: OpeningSource
    closer: TrayCount | None
    fills: Amount
    credits: Amount
    has_drop_box: bool
    """Whether a box was taken out in the period."""
    est_drop_rated: Amount | None
    est_drop_unrated: Amount | None
    est_drop: Amount | None
    est_drop_missing: str | None
    """Why there is no estimated drop; None where there is one."""
    coverage: Coverage
    coverage_words: str
    note: str
    tray: Amount | None
    est_win: Amount | None
    est_win_missing: str | None
    win_from: AwareDatetime | None
    win_to: AwareDatetime | None
    since_count: SinceCount
    discrepancy: Amount | None
    outside_sessions: Amount | None
    counted_drop: Amount | None
    counted_win: Amount | None
    counted_missing: str | None
    counted_from: AwareDatetime | None
    counted_to: AwareDatetime | None
    hold_percent: Decimal | None
    grade: Grade
    sessions: tuple[SessionFigures, ...]


class Discrepancy(_Part):
    """An opener that differs from the closer before it; a fact of its own, in no win."""

    table: str
    opener_at: AwareDatetime
    opener: Amount
    expected: Amount
    difference: Amount
    note: str | None
    is_reportable: bool
    is_regulatory: bool


class SlipInFlight(_Part):
    """A fill or credit somebody still has something to do about."""

    table: str
    kind: SlipKind
    status: SlipStatus
    slip: str | None
    """Its number; None before the cage issued it."""
    amount: Amount
    requested_at: AwareDatetime


class CountOwed(_Part):
    """A table that closed by a drop alone and has not been counted since."""

    table: str
    closed_at: AwareDatetime


class LiveTable(_Part):
    """A table whose session runs as of the report, and its count for the period's end."""

    table: str
    status: SessionStatus
    opened_at: AwareDatetime
    change_count: TrayCount | None


class LateEntry(_Part):
    """A record that came from paper, at the paper's time."""

    table: str
    kind: PaperKind
    at: AwareDatetime
    form: str | None
    """The number printed on it."""
    reason: str
    entered_at: AwareDatetime
    entered_by: str


class Signatures(_Part):
    """Who signed the shift's sheet; what was recorded for it afterwards is late."""

    outgoing: str | None
    signed_at: AwareDatetime
    incoming: str | None
    incoming_signed_at: AwareDatetime | None
    late: int


class Report(_Part):
    """The numbers of one period, of one instant of the database."""

    version: Literal[1]
    kind: ReportKind
    casino: str
    time_zone: str
    """IANA name; every time in a report is an instant with its offset in this zone."""
    currency: Currency
    """Every figure named cents counts its smallest unit."""
    period: Period
    as_of: AwareDatetime
    is_over: bool
    """Whether the period had ended when it was read; else the figures are so far."""
    pit: str | None
    """The one pit the report is about."""
    table: str | None
    """The one table the report is about."""
    grade: Grade
    sums: tuple[Sums, ...]
    """The casino first, then its pits; of a pit its own alone, of a table none."""
    tables: tuple[TableFigures, ...]
    discrepancies: tuple[Discrepancy, ...]
    live: tuple[LiveTable, ...]
    slips_in_flight: tuple[SlipInFlight, ...]
    counts_owed: tuple[CountOwed, ...]
    late_entries: tuple[LateEntry, ...]
    signatures: Signatures | None

    @property
    def zone(self) -> ZoneInfo:
        """The casino's own clock."""
        return ZoneInfo(self.time_zone)
