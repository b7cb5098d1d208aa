"""Builders of the pit's values for tests: a small house called Harbor at ten in the evening."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from pitterm.domain.alerts import (
    AcknowledgeAlert,
    Acknowledgement,
    Alert,
    AlertClass,
    AlertKind,
)
from pitterm.domain.board import Availability, Pulse, RecentEntry, Snapshot, TableView
from pitterm.domain.board import Figures as FiguresRow
from pitterm.domain.chips import total_cents
from pitterm.domain.custody import (
    CountType,
    CustodySignature,
    CustodyVoid,
    DropEvent,
    InventorySnapshot,
    LogCount,
    LogDrop,
    VoidCount,
    VoidDrop,
)
from pitterm.domain.house import House, Pit, Shift
from pitterm.domain.sessions import CloseReason, SessionStatus, TableSession
from pitterm.domain.staff import Role, SignedIn, StaffMember
from pitterm.domain.telemetry import BuyIn, Coverage, TelemetryKind, Tender

_NAMES = UUID("6f1f4a52-3c8e-4d0b-9a66-5b7c1c9d2e10")

NOW = datetime(2026, 1, 16, 6, 14, 5, tzinfo=UTC)
"""Ten past ten in the evening of 15 January in Los Angeles, in the swing shift."""
GAMING_DAY = date(2026, 1, 15)
DAY_START = datetime(2026, 1, 15, 14, 0, tzinfo=UTC)
SHIFT_START = datetime(2026, 1, 15, 22, 0, tzinfo=UTC)
DENOMINATIONS = (500_000, 100_000, 50_000, 10_000, 2_500, 500, 100)
QUICK_AMOUNTS = (2_500, 5_000, 7_500, 10_000, 20_000, 30_000, 50_000, 100_000)
TRAY = {500_000: 1, 100_000: 5, 50_000: 4, 10_000: 50, 2_500: 80, 500: 100, 100: 50}
"""A tray of $17,550."""


def make_id(name: str) -> UUID:
    """The same id for the same name, in every run."""
    return uuid5(_NAMES, name)


CASINO = make_id("casino Harbor")
MAIN = Pit(id=make_id("pit Main"), name="Main", position=1)
SALON = Pit(id=make_id("pit Salon"), name="Salon", position=2)


def make_colleague(name: str, role: Role, *, is_active: bool = True) -> StaffMember:
    """A member of staff, whose id follows from the name."""
    return StaffMember(id=make_id(f"staff {name}"), name=name, role=role, is_active=is_active)


BOSS = make_colleague("Mira Boss", Role.PIT_BOSS)
FLOOR = make_colleague("Flo Floor", Role.FLOOR_SUPERVISOR)
DEALER = make_colleague("Dan Dealer", Role.DEALER)
SECURITY = make_colleague("Sam Security", Role.SECURITY)
GONE = make_colleague("Gil Gone", Role.DEALER, is_active=False)
AUDITOR = make_colleague("Ada Auditor", Role.AUDITOR)
COUNTER = make_colleague("Cato Counter", Role.COUNT_TEAM)
CASHIER = make_colleague("Kim Cage", Role.CASHIER)
STAFF = (BOSS, FLOOR, DEALER, SECURITY, GONE, AUDITOR)


def make_signed_in(colleague: StaffMember = BOSS, login: str = "boss") -> SignedIn:
    """This colleague, signed in."""
    return SignedIn(
        staff_id=colleague.id,
        casino_id=CASINO,
        login=login,
        name=colleague.name,
        role=colleague.role,
    )


def make_house(**changes: Any) -> House:
    """The house of Harbor with its usual settings."""
    return House.model_validate(
        {
            "casino_name": "Harbor",
            "time_zone": "America/Los_Angeles",
            "gaming_day_start": "06:00",
            "quick_amounts_cents": QUICK_AMOUNTS,
            "unusual_amount_cents": 1_000_000,
            "opening_count_required": False,
            "closing_count_required": True,
            "idle_lock_seconds": 180,
            "undo_seconds": 120,
            "same_amount_seconds": 60,
            "pits": (MAIN, SALON),
            "shifts": (
                Shift(id=make_id("grave"), name="grave", starts_at="22:00"),
                Shift(id=make_id("day"), name="day", starts_at="06:00"),
                Shift(id=make_id("swing"), name="swing", starts_at="14:00"),
            ),
            "staff": STAFF,
            **changes,
        }
    )


def make_figures(**changes: Any) -> FiguresRow:
    """A window in which $75 unrated and $50 rated was seen and the tray counted twice."""
    return FiguresRow.model_validate(
        {
            "window_start": DAY_START,
            "window_end": DAY_START + timedelta(days=1),
            "rated_cents": 5_000,
            "unrated_cents": 7_500,
            "est_drop_cents": 12_500,
            "coverage": Coverage.GOOD,
            "fills_cents": 0,
            "credits_cents": 0,
            "tray_cents": 37_500,
            "est_win_cents": 50_000,
            "win_from": datetime(2026, 1, 15, 18, 2, tzinfo=UTC),
            "win_to": datetime(2026, 1, 15, 20, 0, tzinfo=UTC),
            "since_count_buyins_cents": 2_500,
            "since_count_fills_cents": 0,
            "since_count_credits_cents": 0,
            **changes,
        }
    )


def make_entry(amount_cents: int = 2_500, **changes: Any) -> RecentEntry:
    """An unrated cash entry of the pit boss, twenty seconds old; a reversal when negative."""
    number = changes.pop("number", 1)
    return RecentEntry.model_validate(
        {
            "id": make_id(f"entry {number}"),
            "amount_cents": amount_cents,
            "kind": TelemetryKind.REVERSAL if amount_cents < 0 else TelemetryKind.UNRATED,
            "tender": Tender.CASH,
            "occurred_at": NOW - timedelta(seconds=20),
            "created_at": NOW - timedelta(seconds=20),
            "actor_id": BOSS.id,
            "actor_name": BOSS.name,
            "reverses_id": None,
            "is_reversed": False,
            "outside_session": False,
            **changes,
        }
    )


def make_table(
    label: str = "BJ-01", spot: int = 1, status: SessionStatus | None = None, **changes: Any
) -> TableView:
    """A blackjack table of the main pit; with a status, as a session of that status leaves it."""
    return TableView.model_validate(
        {
            "id": make_id(f"table {label}"),
            "label": label,
            "spot": spot,
            "pit_id": MAIN.id,
            "pit_name": MAIN.name,
            "game": "Blackjack",
            "min_bet_cents": 2_500,
            "max_bet_cents": 50_000,
            "par_cents": 2_000_000,
            "availability": Availability.ACTIVE,
            "denominations_cents": DENOMINATIONS,
            "session_id": None,
            "session_status": None,
            "session_version": None,
            "session_gaming_day": None,
            "opening_count_due": False,
            "session_is_empty": False,
            "opened_at": None,
            "opened_by_name": None,
            "rundown_started_at": None,
            "opener_id": None,
            "opener_total_cents": None,
            "opener_at": None,
            "expected_opener_cents": None,
            "last_closed_at": None,
            "owes_count": False,
            "last_count_type": None,
            "last_count_at": None,
            "last_count_total_cents": None,
            "slips_in_flight": 0,
            "oldest_slip_at": None,
            "day": make_figures(),
            "shift": None,
            "session": None,
            **(_live(label, status) if status is not None else {}),
            **changes,
        }
    )


def _live(label: str, status: SessionStatus) -> dict[str, Any]:
    opened_at = NOW - timedelta(hours=2, minutes=14)
    live: dict[str, Any] = {
        "session_id": make_id(f"session {label}"),
        "session_status": status,
        "session_version": 1,
        "session_gaming_day": GAMING_DAY,
        "opened_at": opened_at,
        "opened_by_name": BOSS.name,
    }
    if status is SessionStatus.OPEN:
        return live | {"opening_count_due": True, "session_is_empty": True}
    live |= {
        "opener_id": make_id(f"opener {label}"),
        "opener_total_cents": 1_800_000,
        "opener_at": opened_at,
        "last_count_type": CountType.OPEN,
        "last_count_at": opened_at,
        "last_count_total_cents": 1_800_000,
    }
    if status is SessionStatus.RUNDOWN:
        live["rundown_started_at"] = NOW - timedelta(minutes=6)
    return live


def make_count(
    snapshot_type: CountType = CountType.CLOSE,
    chipset: dict[int, int] | None = None,
    label: str = "BJ-01",
    **changes: Any,
) -> InventorySnapshot:
    """A count of the tray made two minutes ago, by the pit boss with the dealer."""
    chips = TRAY if chipset is None else chipset
    number = changes.pop("number", 1)
    return InventorySnapshot.model_validate(
        {
            "id": make_id(f"count {snapshot_type} {label} {number}"),
            "gaming_table_id": make_id(f"table {label}"),
            "table_session_id": make_id(f"session {label}"),
            "snapshot_type": snapshot_type,
            "chipset": chips,
            "total_cents": total_cents(chips),
            "note": None,
            "counted_at": NOW - timedelta(minutes=2),
            "gaming_day": GAMING_DAY,
            "recorded_by_staff_id": BOSS.id,
            "counted_with_staff_id": DEALER.id,
            "shift_boundary": None,
            **changes,
        }
    )


def make_drop(label: str = "BJ-01", **changes: Any) -> DropEvent:
    """Box B-17 taken out a minute ago, witnessed by security."""
    number = changes.pop("number", 1)
    return DropEvent.model_validate(
        {
            "id": make_id(f"drop {label} {number}"),
            "gaming_table_id": make_id(f"table {label}"),
            "table_session_id": make_id(f"session {label}"),
            "drop_box_id": "B-17",
            "seal_no": "S-4471",
            "box_in_id": None,
            "box_in_seal_no": None,
            "removed_at": NOW - timedelta(minutes=1),
            "gaming_day": GAMING_DAY,
            "removed_by_staff_id": BOSS.id,
            "witnessed_by_staff_id": SECURITY.id,
            "note": None,
            **changes,
        }
    )


def make_session(
    label: str = "BJ-01", status: SessionStatus = SessionStatus.ACTIVE, **changes: Any
) -> TableSession:
    """The session row of a table, as an RPC returns it."""
    is_closed = status is SessionStatus.CLOSED
    return TableSession.model_validate(
        {
            "id": make_id(f"session {label}"),
            "casino_id": CASINO,
            "gaming_table_id": make_id(f"table {label}"),
            "gaming_day": GAMING_DAY,
            "status": status,
            "opening_count_required": status is SessionStatus.OPEN,
            "close_reason": CloseReason.COUNTED if is_closed else None,
            "opened_at": NOW - timedelta(hours=2, minutes=14),
            "opened_by_staff_id": BOSS.id,
            "rundown_started_at": None,
            "rundown_started_by_staff_id": None,
            "closed_at": NOW if is_closed else None,
            "closed_by_staff_id": BOSS.id if is_closed else None,
            "opening_inventory_snapshot_id": None,
            "closing_inventory_snapshot_id": None,
            "drop_event_id": None,
            "notes": None,
            "version": 1,
            **changes,
        }
    )


def make_buy_in(amount_cents: int = 2_500, label: str = "BJ-01", **changes: Any) -> BuyIn:
    """An unrated cash entry as an RPC returns it."""
    number = changes.pop("number", 1)
    return BuyIn.model_validate(
        {
            "id": make_id(f"entry {number}"),
            "gaming_table_id": make_id(f"table {label}"),
            "amount_cents": amount_cents,
            "telemetry_kind": TelemetryKind.UNRATED,
            "tender_type": Tender.CASH,
            "occurred_at": NOW,
            "created_at": NOW,
            "actor_id": BOSS.id,
            "visit_id": None,
            "rating_slip_id": None,
            "reverses_id": None,
            "adjusts_id": None,
            "note": None,
            **changes,
        }
    )


def make_void(**changes: Any) -> CustodyVoid:
    """A void of BJ-01's closing count, witnessed by the dealer."""
    return CustodyVoid.model_validate(
        {
            "id": make_id("void 1"),
            "gaming_table_id": make_id("table BJ-01"),
            "inventory_snapshot_id": make_count().id,
            "drop_event_id": None,
            "replacing_snapshot_id": None,
            "replacing_drop_event_id": None,
            "reason": "two stacks were missed",
            "voided_at": NOW,
            "voided_by_staff_id": BOSS.id,
            "witnessed_by_staff_id": DEALER.id,
            **changes,
        }
    )


def make_signature(request: Any) -> CustodySignature:
    """The dealer's signature under the record of this request."""
    return CustodySignature(
        id=make_id(f"signature {request.record_id}"),
        record_kind=request.record_kind,
        record_id=request.record_id,
        staff_id=DEALER.id,
        signed_at=NOW,
    )


def answer_to(request: Any) -> Any:
    """The row an RPC answers this request with, as plausible as a recording can make it."""
    match request:
        case LogCount():
            return make_count(
                request.snapshot_type,
                request.chipset,
                str(request.gaming_table_id),
                gaming_table_id=request.gaming_table_id,
                counted_with_staff_id=request.counted_with,
            )
        case LogDrop():
            return make_drop(
                str(request.gaming_table_id),
                gaming_table_id=request.gaming_table_id,
                drop_box_id=request.drop_box_id,
                witnessed_by_staff_id=request.witnessed_by,
            )
        case VoidCount() | VoidDrop():
            return make_void(reason=request.reason, witnessed_by_staff_id=request.witnessed_by)
        case AcknowledgeAlert():
            return Acknowledgement(
                alert_key=request.alert_key, acknowledged_at=NOW, note=request.note
            )
        case _:
            return make_session()


def make_pulse(change_number: int = 1, **changes: Any) -> Pulse:
    """The server's proof of life in the swing shift."""
    return Pulse.model_validate(
        {
            "casino_id": CASINO,
            "casino_name": "Harbor",
            "time_zone": "America/Los_Angeles",
            "change_number": change_number,
            "as_of": NOW,
            "gaming_day": GAMING_DAY,
            "gaming_day_started_at": DAY_START,
            "shift_name": "swing",
            "shift_started_at": SHIFT_START,
            **changes,
        }
    )


def make_floor() -> tuple[TableView, ...]:
    """Twelve spots in the main pit and two in the salon, in every state."""
    states = {
        1: SessionStatus.ACTIVE,
        2: SessionStatus.OPEN,
        3: SessionStatus.RUNDOWN,
        4: None,
        5: SessionStatus.ACTIVE,
    }
    main = [make_table(f"BJ-{spot:02d}", spot, states.get(spot)) for spot in range(1, 13)]
    salon = [
        make_table(f"BA-{spot:02d}", spot, pit_id=SALON.id, pit_name=SALON.name, game="Baccarat")
        for spot in (1, 2)
    ]
    return (*main, *salon)


def make_snapshot(*tables: TableView, change_number: int = 1, **pulse: Any) -> Snapshot:
    """A picture of these tables, or of the whole small floor."""
    return Snapshot(pulse=make_pulse(change_number, **pulse), tables=tables or make_floor())


def make_alert(
    kind: AlertKind = AlertKind.SLIP_LATE, label: str = "BJ-01", **changes: Any
) -> Alert:
    """An alert of this table that began eighteen minutes ago and nobody has acknowledged."""
    attention = {AlertKind.NO_ENTRY, AlertKind.NEED_HIGH, AlertKind.POSSIBLE_DOUBLE}
    return Alert.model_validate(
        {
            "key": f"{kind}:{make_id(f'table {label}')}:1",
            "kind": kind,
            "alert_class": AlertClass.ATTENTION if kind in attention else AlertClass.CUSTODY,
            "since": NOW - timedelta(minutes=18),
            "amount_cents": None,
            "acknowledged_at": None,
            "acknowledged_by_name": None,
            "note": None,
            **changes,
        }
    )
