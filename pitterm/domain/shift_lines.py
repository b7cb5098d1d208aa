"""One line of a shift: a table, a pit or the casino, with the same figures by the same names."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from pitterm.domain import money
from pitterm.domain.metrics import CasinoMetrics, Grade, PitMetrics, SumMetrics, TableMetrics
from pitterm.domain.values import Value

NO_PIT = "no pit"


class Level(StrEnum):
    """What a line stands for."""

    CASINO = "casino"
    PIT = "pit"
    TABLE = "table"


class Present(Value):
    """How many of a sum's tables have each figure; the sum leaves the others out."""

    tables: int
    with_entries: int
    with_good_coverage: int
    with_estimate: int
    counted: int


class ShiftLine(Value):
    """Figures in cents of one window; None is a figure that cannot be known, never a zero."""

    level: Level
    id: UUID | None
    """The pit's or the table's; None for the casino and for the tables in no pit."""
    pit_id: UUID | None
    name: str
    est_drop_cents: int | None
    est_win_cents: int | None
    tray_cents: int | None
    win_from: datetime | None = None
    win_to: datetime | None = None
    last_count_at: datetime | None = None
    opening_words: str = ""
    """What stood for the first count of a table, where that was no opening count."""
    fills_cents: int
    credits_cents: int
    since_buyins_cents: int | None
    since_fills_cents: int
    since_credits_cents: int
    discrepancy_cents: int | None
    outside_cents: int | None
    counted_drop_cents: int | None
    counted_win_cents: int | None
    counted_from: datetime | None = None
    counted_to: datetime | None = None
    hold_percent: Decimal | None
    grade: Grade
    coverage_words: str
    present: Present | None = None
    """Of a sum only."""

    @property
    def key(self) -> str:
        """The line's own name in a list that holds all levels."""
        return f"{self.level} {self.id or ''}".strip()


def table_line(row: TableMetrics) -> ShiftLine:
    """A table's line."""
    source = row.opening_source
    return ShiftLine(
        level=Level.TABLE,
        id=row.table_id,
        pit_id=row.pit_id,
        name=row.table_label,
        est_drop_cents=row.estimated_drop_buyins_cents,
        est_win_cents=row.win_loss_estimated_cents,
        tray_cents=row.win_loss_inventory_cents,
        win_from=row.win_from,
        win_to=row.win_to,
        last_count_at=row.closing_snapshot_at or row.opening_snapshot_at,
        opening_words="" if source.value == "opening_count" else source.words,
        fills_cents=row.fills_total_cents,
        credits_cents=row.credits_total_cents,
        since_buyins_cents=row.since_count_buyins_cents,
        since_fills_cents=row.since_count_fills_cents,
        since_credits_cents=row.since_count_credits_cents,
        discrepancy_cents=row.discrepancy_cents,
        outside_cents=row.outside_session_cents,
        counted_drop_cents=row.counted_drop_cents,
        counted_win_cents=row.counted_win_cents,
        counted_from=row.counted_from,
        counted_to=row.counted_to,
        hold_percent=row.hold_percent,
        grade=row.metric_grade,
        coverage_words=row.telemetry_quality.words,
    )


def pit_line(row: PitMetrics) -> ShiftLine:
    """A pit's line, or that of the tables in none."""
    return _sum_line(row, Level.PIT, row.pit_id, row.pit_name or NO_PIT)


def casino_line(row: CasinoMetrics, name: str) -> ShiftLine:
    """The casino's line under its name."""
    return _sum_line(row, Level.CASINO, None, name)


def _sum_line(row: SumMetrics, level: Level, pit_id: UUID | None, name: str) -> ShiftLine:
    present = Present(
        tables=row.tables,
        with_entries=row.tables_with_telemetry,
        with_good_coverage=row.tables_with_good_coverage,
        with_estimate=row.tables_with_estimate,
        counted=row.tables_counted,
    )
    return ShiftLine(
        level=level,
        id=pit_id,
        pit_id=pit_id,
        name=name,
        est_drop_cents=row.estimated_drop_buyins_total_cents,
        est_win_cents=row.win_loss_estimated_total_cents,
        tray_cents=row.win_loss_inventory_total_cents,
        fills_cents=row.fills_total_cents,
        credits_cents=row.credits_total_cents,
        since_buyins_cents=row.since_count_buyins_total_cents,
        since_fills_cents=row.since_count_fills_total_cents,
        since_credits_cents=row.since_count_credits_total_cents,
        discrepancy_cents=row.discrepancy_total_cents,
        outside_cents=row.outside_session_total_cents,
        counted_drop_cents=row.counted_drop_total_cents,
        counted_win_cents=row.counted_win_total_cents,
        hold_percent=row.hold_percent,
        grade=row.metric_grade,
        coverage_words=_coverage(present),
        present=present,
    )


def _coverage(present: Present) -> str:
    if not present.with_entries:
        return "nothing logged"
    if not present.with_good_coverage:
        return "rated only (at least)"
    return f"{present.with_good_coverage} of {present.tables} rated+unrated"


def between(start: datetime | None, end: datetime | None, zone: ZoneInfo) -> str:
    """`10:02 → 12:00` on the house's clock; empty without both."""
    if start is None or end is None:
        return ""
    return f"{clock(start, zone)} → {clock(end, zone)}"


def clock(moment: datetime, zone: ZoneInfo) -> str:
    """`10:02` on the house's clock."""
    return f"{moment.astimezone(zone):%H:%M}"


def win_words(line: ShiftLine, zone: ZoneInfo) -> str:
    """The estimated result with the counts it stands between, or why there is none."""
    if line.present is not None:
        known = f"{line.present.with_estimate} of {line.present.tables}"
        return f"{money.show_change(line.est_win_cents)} · {known}"
    counts = between(line.win_from, line.win_to, zone)
    if line.est_win_cents is not None:
        return f"{money.show_change(line.est_win_cents)} · {counts}"
    if line.tray_cents is not None:
        return f"{money.NO_FIGURE} tray {money.show_change(line.tray_cents)} · {counts}"
    if line.last_count_at is not None:
        return f"{money.NO_FIGURE} no count since {clock(line.last_count_at, zone)}"
    return f"{money.NO_FIGURE} no count"


def hold_words(line: ShiftLine) -> str:
    """`44.44 %`, or `—`."""
    return money.NO_FIGURE if line.hold_percent is None else f"{line.hold_percent:.2f} %"


def counted_words(line: ShiftLine, zone: ZoneInfo) -> str:
    """The counted drop and win with their period, or why a table has none."""
    if line.counted_drop_cents is None and line.counted_win_cents is None:
        return "" if line.present else f"counted {money.NO_FIGURE}, no released count"
    period = between(line.counted_from, line.counted_to, zone)
    return (
        f"counted drop {money.show(line.counted_drop_cents)}"
        f" · counted win {money.show_change(line.counted_win_cents)}"
        f" · hold {hold_words(line)}{' · ' + period if period else ''}"
    )


def missing_words(line: ShiftLine) -> str:
    """How many of a sum's tables stand in it; empty for a table."""
    present = line.present
    if present is None:
        return ""
    return (
        f"est. drop from {present.with_entries} of {present.tables} tables,"
        f" est. win/loss from {present.with_estimate}, counted {present.counted}"
    )


def asides(line: ShiftLine) -> list[str]:
    """What stands beside the results and is in none of them."""
    words = []
    moved = {
        "buy-ins": line.since_buyins_cents,
        "fills": line.since_fills_cents,
        "credits": line.since_credits_cents,
    }
    since = ", ".join(f"{name} {money.show(cents)}" for name, cents in moved.items() if cents)
    if since:
        words.append(f"since the count: {since}")
    if line.discrepancy_cents:
        words.append(f"discrepancy {money.show_change(line.discrepancy_cents)}")
    if line.outside_cents:
        words.append(f"outside any session {money.show(line.outside_cents)}")
    if line.opening_words:
        words.append(f"begins with: {line.opening_words}")
    return words
