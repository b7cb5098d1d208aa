"""Rows of metrics as the figures of a report."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from pitterm.domain.metrics import Rundown, SessionMetrics, SumMetrics, TableMetrics
from pitterm.domain.telemetry import Coverage
from pitterm.reporting.clock import local, local_if_known
from pitterm.reporting.reasons import why_no_counted_win, why_no_est_drop, why_no_est_win
from pitterm.reporting.values import (
    RundownFigures,
    SessionFigures,
    SinceCount,
    Sums,
    TableFigures,
    Total,
    TrayCount,
    amount,
    known,
)


def sums(name: str, row: SumMetrics, tables: Sequence[TableMetrics]) -> Sums:
    """The sums, with how many of their tables each holds."""
    with_tray = sum(table.win_loss_inventory_cents is not None for table in tables)
    return Sums(
        name=name,
        tables=row.tables,
        tables_with_opener=row.tables_with_opening,
        tables_with_closer=row.tables_with_closing,
        tables_rated_and_unrated=row.tables_with_good_coverage,
        fills=amount(row.fills_total_cents),
        credits=amount(row.credits_total_cents),
        est_drop_rated=known(row.estimated_drop_rated_total_cents),
        est_drop_unrated=known(row.estimated_drop_grind_total_cents),
        est_drop=_total(row.estimated_drop_buyins_total_cents, row, row.tables_with_telemetry),
        tray=_total(row.win_loss_inventory_total_cents, row, with_tray),
        est_win=_total(row.win_loss_estimated_total_cents, row, row.tables_with_estimate),
        since_count=SinceCount(
            buyins=known(row.since_count_buyins_total_cents),
            fills=amount(row.since_count_fills_total_cents),
            credits=amount(row.since_count_credits_total_cents),
        ),
        discrepancy=known(row.discrepancy_total_cents),
        outside_sessions=known(row.outside_session_total_cents),
        counted_drop=known(row.counted_drop_total_cents),
        counted_win=_total(row.counted_win_total_cents, row, row.tables_counted),
        hold_percent=row.hold_percent,
        grade=row.metric_grade,
    )


def _total(cents: int | None, row: SumMetrics, tables: int) -> Total:
    return Total(amount=known(cents), tables=tables, missing=row.tables - tables)


def table(
    row: TableMetrics, pit: str | None, sessions: tuple[SessionFigures, ...], zone: ZoneInfo
) -> TableFigures:
    """One table's figures, each missing one with its reason."""
    return TableFigures(
        table=row.table_label,
        pit=pit,
        opener=_count(row.opening_snapshot_at, row.opening_bankroll_total_cents, zone),
        opener_source=row.opening_source,
        closer=_count(row.closing_snapshot_at, row.closing_bankroll_total_cents, zone),
        fills=amount(row.fills_total_cents),
        credits=amount(row.credits_total_cents),
        has_drop_box=row.drop_custody_present,
        est_drop_rated=known(row.estimated_drop_rated_cents),
        est_drop_unrated=known(row.estimated_drop_grind_cents),
        est_drop=known(row.estimated_drop_buyins_cents),
        est_drop_missing=why_no_est_drop(row),
        coverage=row.telemetry_quality,
        coverage_words=row.telemetry_quality.words,
        note=row.telemetry_notes,
        tray=known(row.win_loss_inventory_cents),
        est_win=known(row.win_loss_estimated_cents),
        est_win_missing=why_no_est_win(row, zone),
        win_from=local_if_known(row.win_from, zone),
        win_to=local_if_known(row.win_to, zone),
        since_count=SinceCount(
            buyins=known(row.since_count_buyins_cents),
            fills=amount(row.since_count_fills_cents),
            credits=amount(row.since_count_credits_cents),
        ),
        discrepancy=known(row.discrepancy_cents),
        outside_sessions=known(row.outside_session_cents),
        counted_drop=known(row.counted_drop_cents),
        counted_win=known(row.counted_win_cents),
        counted_missing=why_no_counted_win(row),
        counted_from=local_if_known(row.counted_from, zone),
        counted_to=local_if_known(row.counted_to, zone),
        hold_percent=row.hold_percent,
        grade=row.metric_grade,
        sessions=sessions,
    )


def session(row: SessionMetrics, rundown: Rundown | None, zone: ZoneInfo) -> SessionFigures:
    """What of the period belongs to the session, and what the session came to as a whole."""
    return SessionFigures(
        opened_at=local_if_known(row.opened_at, zone),
        closed_at=local_if_known(row.closed_at, zone),
        fills=amount(row.fills_total_cents),
        credits=amount(row.credits_total_cents),
        est_drop_rated=known(row.estimated_drop_rated_cents),
        est_drop_unrated=known(row.estimated_drop_grind_cents),
        est_drop=known(row.estimated_drop_buyins_cents),
        tray=known(row.win_loss_inventory_cents),
        est_win=known(row.win_loss_estimated_cents),
        win_from=local_if_known(row.win_from, zone),
        win_to=local_if_known(row.win_to, zone),
        rundown=_rundown(rundown, zone) if rundown else None,
    )


def _rundown(row: Rundown, zone: ZoneInfo) -> RundownFigures:
    return RundownFigures(
        gaming_day=row.gaming_day,
        opener=known(row.opening_bankroll_total_cents),
        opener_source=row.opening_source,
        closer=known(row.closing_bankroll_total_cents),
        fills=amount(row.fills_total_cents),
        credits=amount(row.credits_total_cents),
        est_drop=known(row.estimated_drop_buyins_cents),
        coverage=Coverage(row.telemetry_quality),
        tray=known(row.win_loss_inventory_cents),
        est_win=known(row.win_loss_estimated_cents),
        discrepancy=known(row.discrepancy_cents),
        counted_drop=known(row.counted_drop_cents),
        counted_win=known(row.counted_win_cents),
        grade=row.metric_grade,
        late_events=row.late_events,
        computed_at=local(row.computed_at, zone),
        finalized_at=local_if_known(row.finalized_at, zone),
    )


def _count(at: datetime | None, cents: int | None, zone: ZoneInfo) -> TrayCount | None:
    return None if cents is None else TrayCount(at=local_if_known(at, zone), total=amount(cents))
