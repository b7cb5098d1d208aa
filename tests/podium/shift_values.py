"""A recorded shift of Harbor: its periods, its numbers and its sheet."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from pitterm.domain.errors import PitError
from pitterm.domain.house import Pit
from pitterm.domain.metrics import (
    CasinoMetrics,
    Checkpoint,
    Grade,
    HourlyBuyIns,
    MarkCheckpoint,
    OpeningSource,
    PitMetrics,
    ShiftSheet,
    ShiftWindow,
    SignOff,
    SignOffShift,
    SignOn,
    SignOnShift,
    TableMetrics,
    WindowName,
)
from pitterm.domain.telemetry import Coverage
from pitterm.podium.app import Podium
from pitterm.repository.credentials import Credentials
from pitterm.repository.desk import Desk
from pitterm.repository.requests import Committed, Request
from tests.podium.recorded import RecordedPit
from tests.podium.values import (
    BOSS,
    CASINO,
    DAY_START,
    FLOOR,
    GAMING_DAY,
    MAIN,
    NOW,
    SALON,
    SHIFT_START,
    make_id,
)

SHIFT_END = SHIFT_START + timedelta(hours=9)
HOURS = (40_000, None, 125_000, 60_000, 10_000, None, 90_000, 200_000)
WINDOWS = (
    (WindowName.SHIFT, "swing", SHIFT_START, SHIFT_END, 0),
    (WindowName.PREVIOUS, "day", DAY_START, SHIFT_START, 0),
    (WindowName.LAST_WEEK, "swing", SHIFT_START, SHIFT_END, 7),
    (WindowName.DAY, None, DAY_START, DAY_START + timedelta(days=1), 0),
)


def make_windows() -> list[ShiftWindow]:
    """The swing shift, the day shift before it, last week's swing and the gaming day."""
    return [
        ShiftWindow(
            name=name,
            shift_name=shift_name,
            gaming_day=GAMING_DAY - timedelta(days=days),
            window_start=start - timedelta(days=days),
            window_end=end - timedelta(days=days),
        )
        for name, shift_name, start, end, days in WINDOWS
    ]


def make_table_metrics(label: str = "BJ-01", pit: Pit = MAIN, **changes: Any) -> TableMetrics:
    """A table counted at 10:02 and 12:00 in the evening's shift, $500 up."""
    return TableMetrics.model_validate(
        {
            "table_id": make_id(f"table {label}"),
            "table_label": label,
            "pit_id": pit.id,
            "window_start": SHIFT_START,
            "window_end": SHIFT_END,
            "opening_snapshot_id": make_id(f"opener {label}"),
            "opening_snapshot_at": SHIFT_START + timedelta(minutes=2),
            "opening_bankroll_total_cents": 2_000_000,
            "closing_snapshot_id": make_id(f"closer {label}"),
            "closing_snapshot_at": SHIFT_START + timedelta(hours=4),
            "closing_bankroll_total_cents": 1_950_000,
            "fills_total_cents": 500_000,
            "credits_total_cents": 0,
            "drop_custody_present": False,
            "estimated_drop_rated_cents": 200_000,
            "estimated_drop_grind_cents": 325_000,
            "estimated_drop_buyins_cents": 525_000,
            "telemetry_quality": Coverage.GOOD,
            "telemetry_notes": "",
            "win_loss_inventory_cents": -50_000,
            "win_loss_estimated_cents": 50_000,
            "metric_grade": Grade.ESTIMATE,
            "missing_opening_snapshot": False,
            "missing_closing_snapshot": False,
            "opening_source": OpeningSource.OPENING_COUNT,
            "coverage_type": "full",
            "win_from": SHIFT_START + timedelta(minutes=2),
            "win_to": SHIFT_START + timedelta(hours=4),
            "since_count_buyins_cents": 200_000,
            "since_count_fills_cents": 500_000,
            "since_count_credits_cents": 0,
            "discrepancy_cents": 0,
            "outside_session_cents": None,
            "counted_drop_cents": None,
            "counted_win_cents": None,
            "counted_from": None,
            "counted_to": None,
            "hold_percent": None,
            **changes,
        }
    )


UNCOUNTED: dict[str, Any] = {
    "closing_snapshot_id": None,
    "closing_snapshot_at": None,
    "closing_bankroll_total_cents": None,
    "win_loss_inventory_cents": None,
    "win_loss_estimated_cents": None,
    "win_from": None,
    "win_to": None,
    "missing_closing_snapshot": True,
}
SILENT: dict[str, Any] = {
    "estimated_drop_rated_cents": None,
    "estimated_drop_grind_cents": None,
    "estimated_drop_buyins_cents": None,
    "telemetry_quality": Coverage.NONE,
    "win_loss_estimated_cents": None,
}


def make_tables() -> list[TableMetrics]:
    """Tables that are counted, not counted, silent, released, and off by a hundred."""
    return [
        make_table_metrics("BJ-01"),
        make_table_metrics("BJ-02", **UNCOUNTED, opening_source=OpeningSource.PRIOR_COUNT),
        make_table_metrics("BJ-03", **SILENT),
        make_table_metrics(
            "BJ-04",
            win_loss_estimated_cents=-115_000,
            discrepancy_cents=-10_000,
            telemetry_quality=Coverage.LOW,
            estimated_drop_grind_cents=None,
            outside_session_cents=2_500,
        ),
        make_table_metrics(
            "BA-01",
            SALON,
            counted_drop_cents=900_000,
            counted_win_cents=400_000,
            counted_from=SHIFT_START,
            counted_to=SHIFT_START + timedelta(hours=6),
            hold_percent=Decimal("44.44"),
            metric_grade=Grade.COUNTED,
        ),
    ]


def _sums(**changes: Any) -> dict[str, Any]:
    return {
        "window_start": SHIFT_START,
        "window_end": SHIFT_END,
        "tables": 4,
        "tables_with_opening": 4,
        "tables_with_closing": 3,
        "tables_with_telemetry": 3,
        "tables_with_good_coverage": 2,
        "tables_with_estimate": 2,
        "tables_counted": 0,
        "fills_total_cents": 2_000_000,
        "credits_total_cents": 0,
        "estimated_drop_rated_total_cents": 600_000,
        "estimated_drop_grind_total_cents": 650_000,
        "estimated_drop_buyins_total_cents": 1_250_000,
        "win_loss_inventory_total_cents": -150_000,
        "win_loss_estimated_total_cents": -65_000,
        "since_count_buyins_total_cents": 600_000,
        "since_count_fills_total_cents": 1_500_000,
        "since_count_credits_total_cents": 0,
        "discrepancy_total_cents": -10_000,
        "outside_session_total_cents": 2_500,
        "counted_drop_total_cents": None,
        "counted_win_total_cents": None,
        "hold_percent": None,
        "metric_grade": Grade.ESTIMATE,
        **changes,
    }


def make_pit_metrics(pit: Pit | None = MAIN, **changes: Any) -> PitMetrics:
    """A pit of four tables, of which two can be estimated."""
    whose = {"pit_id": pit.id if pit else None, "pit_name": pit.name if pit else None}
    return PitMetrics.model_validate(_sums(**whose, **changes))


def make_casino_metrics(**changes: Any) -> CasinoMetrics:
    """The casino's five tables."""
    return CasinoMetrics.model_validate(
        _sums(
            casino_id=CASINO,
            tables=5,
            tables_with_telemetry=4,
            tables_with_good_coverage=3,
            tables_with_estimate=3,
            tables_counted=1,
            estimated_drop_buyins_total_cents=1_775_000,
            win_loss_estimated_total_cents=-15_000,
            counted_drop_total_cents=900_000,
            counted_win_total_cents=400_000,
            hold_percent=Decimal("44.44"),
            **changes,
        )
    )


def make_pits() -> list[PitMetrics]:
    """Main and the salon."""
    salon = make_pit_metrics(
        SALON,
        tables=1,
        tables_with_telemetry=1,
        tables_with_good_coverage=1,
        tables_with_estimate=1,
        tables_counted=1,
        estimated_drop_buyins_total_cents=525_000,
        win_loss_estimated_total_cents=50_000,
        discrepancy_total_cents=0,
        outside_session_total_cents=None,
        counted_drop_total_cents=900_000,
        counted_win_total_cents=400_000,
        hold_percent=Decimal("44.44"),
        metric_grade=Grade.COUNTED,
    )
    return [make_pit_metrics(), salon]


def make_checkpoint(number: int = 1, **changes: Any) -> Checkpoint:
    """A moment the pit boss marked an hour ago."""
    return Checkpoint.model_validate(
        {
            "id": make_id(f"checkpoint {number}"),
            "made_at": NOW - timedelta(hours=number),
            "made_by_staff_id": BOSS.id,
            "note": None,
            **changes,
        }
    )


def make_hourly() -> list[HourlyBuyIns]:
    """Buy-ins of BJ-01 over the shift, with two hours without any."""
    return [
        HourlyBuyIns(
            table_id=make_id("table BJ-01"),
            hour_start=SHIFT_START + timedelta(hours=hour),
            amount_cents=amount,
            entries=3,
        )
        for hour, amount in enumerate(HOURS)
        if amount is not None
    ]


def _plain(row: Any) -> dict[str, Any]:
    plain: dict[str, Any] = row.model_dump(mode="json")
    return plain


def make_sheet_body(**changes: Any) -> dict[str, Any]:
    """A sheet's JSON with something in every list."""
    at = SHIFT_START.isoformat()
    table = {"table_id": str(make_id("table BJ-01")), "table_label": "BJ-01"}
    return {
        "casino": _plain(make_casino_metrics()),
        "pit": None,
        "tables": [_plain(row) for row in make_tables()],
        "live": [
            {
                **table,
                "status": "ACTIVE",
                "opened_at": at,
                "change_count_at": SHIFT_END.isoformat(),
                "change_count_cents": 1_755_000,
            },
            {
                **table,
                "table_label": "BJ-02",
                "status": "RUNDOWN",
                "opened_at": at,
                "change_count_at": None,
                "change_count_cents": None,
            },
        ],
        "slips_in_flight": [
            {
                "slip_id": str(make_id("slip")),
                "table_label": "BJ-02",
                "kind": "fill",
                "status": "ISSUED",
                "slip_label": "FILL-2026-000123",
                "amount_cents": 850_000,
                "requested_at": at,
            }
        ],
        "counts_owed": [{**table, "table_label": "BJ-06", "closed_at": at}],
        "discrepancies": [
            {
                "table_label": "BJ-04",
                "opener_at": at,
                "opener_cents": 1_790_000,
                "expected_cents": 1_800_000,
                "discrepancy_cents": -10_000,
                "note": "one black chip under the tray [b]",
                "is_reportable": True,
                "is_regulatory": True,
            }
        ],
        "big_entries": [
            {
                "id": str(make_id("big")),
                "table_label": "BA-01",
                "amount_cents": 1_200_000,
                "occurred_at": at,
                "actor_name": FLOOR.name,
                "tender": "cash",
            }
        ],
        "boxes_not_recorded": [{"table_label": "BJ-06", "closed_at": at}],
        **changes,
    }


LATE = {
    "kind": "reversal",
    "table_label": "BJ-01",
    "amount_cents": -10_000,
    "occurred_at": (SHIFT_END - timedelta(minutes=10)).isoformat(),
    "recorded_at": (SHIFT_END + timedelta(minutes=10)).isoformat(),
    "actor_name": FLOOR.name,
}


def make_sheet(**changes: Any) -> ShiftSheet:
    """The casino's sheet, which nobody has signed."""
    return ShiftSheet.model_validate(
        {
            "pit_id": None,
            "window_start": SHIFT_START,
            "window_end": SHIFT_END,
            "sheet": make_sheet_body(),
            "sign_off_id": None,
            "signed_sheet": None,
            "outgoing_staff_id": None,
            "signed_at": None,
            "incoming_staff_id": None,
            "incoming_signed_at": None,
            "late": [],
            **changes,
        }
    )


def signed(by: Any = BOSS, at: datetime = SHIFT_END, **changes: Any) -> dict[str, Any]:
    """What the outgoing signature adds to a sheet."""
    return {
        "sign_off_id": make_id("sign-off"),
        "signed_sheet": make_sheet_body(),
        "outgoing_staff_id": by.id,
        "signed_at": at,
        **changes,
    }


class RecordedShift:
    """Plays a shift's reads and answers its requests over a recorded pit."""

    def __init__(self, pit: RecordedPit) -> None:
        self.pit = pit
        self.windows = make_windows()
        self.tables = make_tables()
        self.pits = make_pits()
        self.casino = make_casino_metrics()
        self.checkpoints: list[Checkpoint] = []
        self.sheet = make_sheet()
        self.fails_with: PitError | None = None
        self.refuses_signer_with: PitError | None = None
        self.asked: list[tuple[str, tuple[Any, ...]]] = []
        self.signers: list[str] = []

    def podium(self, **options: Any) -> Podium:
        """A podium on this shift, at its login."""
        podium = self.pit.podium(**options)
        podium.wiring = replace(
            podium.wiring, read=self._read, perform=self._perform, perform_as=self._perform_as
        )
        return podium

    async def _read(self, _desk: Desk, name: str, *arguments: Any) -> Any:
        self.asked.append((name, arguments))
        if self.fails_with is not None:
            raise self.fails_with
        if name == "read_shift_sheet":
            pit_id = arguments[2]
            pits = [row for row in self.pits if pit_id is not None and row.pit_id == pit_id]
            body = self.sheet.sheet
            if pits:
                body = {**body, "casino": None, "pit": _plain(pits[0])}
            return self.sheet.model_copy(update={"pit_id": pit_id, "sheet": body})
        if name in self.pit.reads:
            return await self.pit._read(_desk, name, *arguments)
        return {
            "read_shift_windows": self.windows,
            "read_casino_metrics": self.casino,
            "read_pit_metrics": self.pits,
            "read_table_metrics": self.tables,
            "read_hourly_buyins": make_hourly(),
            "read_checkpoints": self.checkpoints,
        }[name]

    async def _perform(
        self, desk: Desk, request: Request, on_unknown: Callable[[], None] | None
    ) -> Committed:
        if not isinstance(request, MarkCheckpoint | SignOffShift):
            return await self.pit._perform(desk, request, on_unknown)
        self.pit.sent.append(request)
        if isinstance(request, MarkCheckpoint):
            self.checkpoints.insert(0, make_checkpoint(0))
            return self.checkpoints[0]
        self.sheet = make_sheet(**signed())
        return SignOff(
            id=make_id("sign-off"),
            pit_id=request.pit_id,
            window_start=request.window_start,
            window_end=request.window_end,
            outgoing_staff_id=BOSS.id,
            signed_at=SHIFT_END,
        )

    async def _perform_as(
        self, signer: Credentials, request: Request, _on_unknown: Callable[[], None] | None
    ) -> Committed:
        self.signers.append(signer.login)
        if self.refuses_signer_with is not None:
            raise self.refuses_signer_with
        assert isinstance(request, SignOnShift)
        self.pit.sent.append(request)
        incoming = {"incoming_staff_id": FLOOR.id, "incoming_signed_at": SHIFT_END}
        self.sheet = self.sheet.model_copy(update=incoming)
        return SignOn(
            id=make_id("sign-on"),
            shift_sign_off_id=request.shift_sign_off_id,
            incoming_staff_id=FLOOR.id,
            signed_at=SHIFT_END,
        )
