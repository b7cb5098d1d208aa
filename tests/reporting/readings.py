"""A Swing shift of Harbor as the database tells it, for reports that need no database."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from pitterm.domain.currency import US_DOLLAR
from pitterm.domain.metrics import (
    CasinoMetrics,
    PitMetrics,
    Rundown,
    SessionMetrics,
    ShiftSheet,
    ShiftWindow,
    TableMetrics,
    WindowName,
)
from pitterm.reporting import Readings

START = datetime(2026, 1, 15, 22, tzinfo=UTC)
"""14:00 in Los Angeles."""
END = START + timedelta(hours=8)
_NAMES = UUID(int=0)
PIT = uuid5(_NAMES, "pit")
NOTHING_OPEN: dict[str, Any] = {
    part: [] for part in ("live", "slips_in_flight", "counts_owed", "discrepancies", "late_entries")
}
BOSS, RELIEF = uuid5(_NAMES, "boss"), uuid5(_NAMES, "relief")
WINDOW = ShiftWindow(
    name=WindowName.SHIFT,
    shift_name="Swing",
    gaming_day=date(2026, 1, 15),
    window_start=START,
    window_end=END,
)


def a_late_entry(**other: Any) -> dict[str, Any]:
    """A count from a form, as a sheet lists it."""
    return {
        "table_label": "BJ-01",
        "record_kind": "count",
        "occurred_at": at(18).isoformat(),
        "entered_at": at(19.5).isoformat(),
        "entered_by": "Rosa Delgado",
        "reason": "The server was away",
        "paper_number": "4471",
        **other,
    }


def at(hours: float) -> datetime:
    """An instant of that day by the casino's own clock: 14 is 14:00."""
    return START + timedelta(hours=hours - 14)


def table_id(label: str) -> UUID:
    return uuid5(_NAMES, label)


def a_table(label: str = "BJ-01", **known: Any) -> TableMetrics:
    """A table nobody counted or logged anything at, but for what is given."""
    return TableMetrics(
        **{
            "table_id": table_id(label),
            "table_label": label,
            "pit_id": PIT,
            "window_start": START,
            "window_end": END,
            "fills_total_cents": 0,
            "credits_total_cents": 0,
            "drop_custody_present": False,
            "telemetry_quality": "NONE",
            "telemetry_notes": "nothing logged",
            "metric_grade": "ESTIMATE",
            "missing_opening_snapshot": True,
            "missing_closing_snapshot": True,
            "opening_source": "none",
            "coverage_type": "none",
            "since_count_fills_cents": 0,
            "since_count_credits_cents": 0,
            **dict.fromkeys(_UNKNOWN_OF_A_TABLE),
            **known,
        }
    )


def a_counted_table(label: str = "BJ-02", **known: Any) -> TableMetrics:
    """Opened at 14:30 with 20,000, won 500 by 16:00, and took 2,000 more since."""
    return a_table(
        label,
        **{
            "opening_snapshot_id": uuid5(_NAMES, "opener"),
            "opening_snapshot_at": at(14.5),
            "opening_bankroll_total_cents": 2_000_000,
            "closing_snapshot_id": uuid5(_NAMES, "closer"),
            "closing_snapshot_at": at(16),
            "closing_bankroll_total_cents": 1_950_000,
            "estimated_drop_grind_cents": 300_000,
            "estimated_drop_buyins_cents": 300_000,
            "telemetry_quality": "GOOD_COVERAGE",
            "telemetry_notes": "rated + unrated",
            "win_loss_inventory_cents": -50_000,
            "win_loss_estimated_cents": 50_000,
            "missing_opening_snapshot": False,
            "missing_closing_snapshot": False,
            "opening_source": "opening_count",
            "coverage_type": "full",
            "win_from": at(14.5),
            "win_to": at(16),
            "since_count_buyins_cents": 200_000,
            "discrepancy_cents": -10_000,
            **known,
        },
    )


def a_session(label: str = "BJ-02", **known: Any) -> SessionMetrics:
    """The counted table's session."""
    return SessionMetrics(
        **{
            "table_id": table_id(label),
            "table_session_id": uuid5(_NAMES, f"session of {label}"),
            "opened_at": at(14.5),
            "closed_at": at(21),
            "fills_total_cents": 0,
            "credits_total_cents": 0,
            "estimated_drop_rated_cents": None,
            "estimated_drop_grind_cents": 300_000,
            "estimated_drop_buyins_cents": 300_000,
            "win_loss_inventory_cents": -50_000,
            "win_loss_estimated_cents": 50_000,
            "win_from": at(14.5),
            "win_to": at(16),
            **known,
        }
    )


def a_rundown(label: str = "BJ-02", **known: Any) -> Rundown:
    """What that session came to."""
    return Rundown(
        **{
            "id": uuid5(_NAMES, f"rundown of {label}"),
            "gaming_table_id": table_id(label),
            "table_session_id": uuid5(_NAMES, f"session of {label}"),
            "gaming_day": date(2026, 1, 15),
            "opening_bankroll_total_cents": 2_000_000,
            "closing_bankroll_total_cents": 1_900_000,
            "opening_source": "opening_count",
            "fills_total_cents": 0,
            "credits_total_cents": 0,
            "estimated_drop_rated_cents": None,
            "estimated_drop_grind_cents": 300_000,
            "estimated_drop_buyins_cents": 300_000,
            "telemetry_quality": "GOOD_COVERAGE",
            "win_loss_inventory_cents": -100_000,
            "win_loss_estimated_cents": 200_000,
            "win_from": at(14.5),
            "win_to": at(21),
            "discrepancy_cents": -10_000,
            "counted_drop_cents": 310_000,
            "counted_win_cents": 210_000,
            "metric_grade": "FINAL",
            "late_events": 2,
            "computed_at": at(21),
            "finalized_at": at(23),
            "finalized_by_staff_id": BOSS,
            **known,
        }
    )


def sums_of(tables: list[TableMetrics], **known: Any) -> dict[str, Any]:
    """The sums of these tables, as the database makes them."""
    return {
        "window_start": START,
        "window_end": END,
        "tables": len(tables),
        "tables_with_opening": sum(not each.missing_opening_snapshot for each in tables),
        "tables_with_closing": sum(not each.missing_closing_snapshot for each in tables),
        "tables_with_telemetry": sum(each.telemetry_quality != "NONE" for each in tables),
        "tables_with_good_coverage": sum(
            each.telemetry_quality == "GOOD_COVERAGE" for each in tables
        ),
        "tables_with_estimate": sum(each.win_loss_estimated_cents is not None for each in tables),
        "tables_counted": sum(each.counted_win_cents is not None for each in tables),
        "hold_percent": None,
        "metric_grade": "ESTIMATE",
        **{
            f"{name[:-6]}_total_cents": _sum(tables, name)
            for name in _SUMMED
            if "total" not in name
        },
        **{name: _sum(tables, name) for name in _SUMMED if "total" in name},
        **known,
    }


def readings(
    tables: list[TableMetrics] | None = None,
    *,
    sums: dict[str, Any] | None = None,
    sheet: dict[str, Any] | None = None,
    **known: Any,
) -> Readings:
    """Harbor's Swing shift with a quiet table and a counted one."""
    rows = tables if tables is not None else [a_table(), a_counted_table()]
    found = sums_of(rows, **(sums or {}))
    lines = {**NOTHING_OPEN, **(sheet or {})}
    return Readings(
        currency=US_DOLLAR,
        **{
            "casino": "Harbor",
            "time_zone": "America/Los_Angeles",
            "as_of": END + timedelta(hours=1),
            "window": WINDOW,
            "pit_names": {PIT: "Pit 1"},
            "staff_names": {BOSS: "Rosa Delgado", RELIEF: "Marcus Webb"},
            "casino_metrics": CasinoMetrics(casino_id=PIT, **found),
            "pits": (PitMetrics(pit_id=PIT, pit_name="Pit 1", **found),),
            "tables": tuple(rows),
            "sessions": (a_session(),),
            "rundowns": (a_rundown(),),
            "sheet": a_sheet(lines),
            **known,
        },
    )


def a_sheet(lines: dict[str, Any], **known: Any) -> ShiftSheet:
    """An unsigned sheet with these lines."""
    return ShiftSheet(
        **{
            "pit_id": None,
            "window_start": START,
            "window_end": END,
            "sheet": lines,
            "sign_off_id": None,
            "signed_sheet": None,
            "outgoing_staff_id": None,
            "signed_at": None,
            "incoming_staff_id": None,
            "incoming_signed_at": None,
            "late": [],
            **known,
        }
    )


def a_discrepancy(label: str = "BJ-02", **known: Any) -> dict[str, Any]:
    """A line of the sheet as it comes from the database: times as text."""
    return {
        "table_label": label,
        "opener_at": at(14.5).isoformat(),
        "opener_cents": 2_000_000,
        "expected_cents": 2_010_000,
        "discrepancy_cents": -10_000,
        "note": None,
        "is_reportable": True,
        "is_regulatory": False,
        **known,
    }


def a_slip(label: str = "BJ-02", **known: Any) -> dict[str, Any]:
    """A fill the cage has issued."""
    return {
        "table_label": label,
        "kind": "fill",
        "status": "ISSUED",
        "slip_label": "FILL-2026-000123",
        "amount_cents": 500_000,
        "requested_at": at(15).isoformat(),
        **known,
    }


_UNKNOWN_OF_A_TABLE = (
    "opening_snapshot_id",
    "opening_snapshot_at",
    "opening_bankroll_total_cents",
    "closing_snapshot_id",
    "closing_snapshot_at",
    "closing_bankroll_total_cents",
    "estimated_drop_rated_cents",
    "estimated_drop_grind_cents",
    "estimated_drop_buyins_cents",
    "win_loss_inventory_cents",
    "win_loss_estimated_cents",
    "win_from",
    "win_to",
    "since_count_buyins_cents",
    "discrepancy_cents",
    "outside_session_cents",
    "counted_drop_cents",
    "counted_win_cents",
    "counted_from",
    "counted_to",
    "hold_percent",
)
_SUMMED = (
    "fills_total_cents",
    "credits_total_cents",
    "estimated_drop_rated_cents",
    "estimated_drop_grind_cents",
    "estimated_drop_buyins_cents",
    "win_loss_inventory_cents",
    "win_loss_estimated_cents",
    "since_count_buyins_cents",
    "since_count_fills_cents",
    "since_count_credits_cents",
    "discrepancy_cents",
    "outside_session_cents",
    "counted_drop_cents",
    "counted_win_cents",
)


def _sum(tables: list[TableMetrics], name: str) -> int | None:
    known = [cents for each in tables if (cents := getattr(each, name)) is not None]
    return sum(known) if known or "fills" in name or "credits" in name else None
