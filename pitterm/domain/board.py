"""The board: everything the podium paints, as one immutable picture of one instant."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from pydantic import field_validator

from pitterm.domain.alerts import Alert
from pitterm.domain.currency import US_DOLLAR, Currency
from pitterm.domain.custody import CountType
from pitterm.domain.sessions import SessionStatus
from pitterm.domain.staff import Role
from pitterm.domain.telemetry import Coverage, TelemetryKind, Tender
from pitterm.domain.values import Row, Value


class Availability(StrEnum):
    """Whether a table is on the floor at all; not its session."""

    INACTIVE = "inactive"
    ACTIVE = "active"
    CLOSED = "closed"


class Figures(Row):
    """What one table did in one window; None is a figure that cannot be known, never a zero."""

    window_start: datetime
    window_end: datetime
    rated_cents: int | None
    unrated_cents: int | None
    est_drop_cents: int | None
    """Observed buy-ins that go into the box; an estimate."""
    coverage: Coverage
    fills_cents: int
    """Brought from the cage in the window, by the time it counts."""
    credits_cents: int
    tray_cents: int | None
    """The inventory result between the window's counts, fills and credits taken out."""
    est_win_cents: int | None
    """Tray result plus the estimated drop of the same segments."""
    win_from: datetime | None
    win_to: datetime | None
    since_count_buyins_cents: int | None
    """Logged after the last count; beside the win, never in it."""
    since_count_fills_cents: int
    since_count_credits_cents: int


class RecentEntry(Row):
    """One of the last entries of a table, newest first."""

    id: UUID
    amount_cents: int
    kind: TelemetryKind
    tender: Tender
    occurred_at: datetime
    created_at: datetime
    actor_id: UUID
    actor_name: str
    reverses_id: UUID | None
    is_reversed: bool
    outside_session: bool
    from_finance: bool = False
    """Finance recorded it, so that the pit reverses it with a reason only."""


class TableView(Row):
    """One gaming table as the signed-in person may see it; figures are None where they may not."""

    id: UUID
    label: str
    spot: int
    pit_id: UUID | None
    pit_name: str | None
    game: str
    min_bet_cents: int
    max_bet_cents: int
    par_cents: int | None
    availability: Availability
    denominations_cents: tuple[int, ...]
    session_id: UUID | None
    session_status: SessionStatus | None
    """The live session's status; None without one."""
    session_version: int | None
    session_gaming_day: date | None
    opening_count_due: bool
    """The session waits for its opening count and may not take buy-ins."""
    session_is_empty: bool
    """Nothing but an opening count was recorded, so the session may still be cancelled."""
    opened_at: datetime | None
    opened_by_name: str | None
    rundown_started_at: datetime | None
    opener_id: UUID | None
    opener_total_cents: int | None
    opener_at: datetime | None
    expected_opener_cents: int | None
    """The previous closer, while the next opener is still to come."""
    last_closed_at: datetime | None
    owes_count: bool
    """The last session closed by a drop alone and its count is still to come."""
    last_count_type: CountType | None
    last_count_at: datetime | None
    last_count_total_cents: int | None
    slips_in_flight: int
    oldest_slip_at: datetime | None
    """When the oldest slip in flight was requested."""
    day: Figures | None
    shift: Figures | None
    session: Figures | None
    recent_entries: tuple[RecentEntry, ...] = ()
    """Newest first; empty also for whoever may not see figures (`day` is None then)."""
    alerts: tuple[Alert, ...] = ()
    """Custody first, then the oldest."""
    change_counted_for: datetime | None = None
    """The latest shift or day change that a count of this table stands for."""
    next_alert_at: datetime | None = None
    """From then on the row has one alert more by the clock alone; None where none is to come."""

    @field_validator("recent_entries", mode="before")
    @classmethod
    def _none_are_seen(cls, entries: object) -> object:
        return () if entries is None else entries

    @property
    def is_live(self) -> bool:
        """Whether a session is running."""
        return self.session_id is not None

    @property
    def need_cents(self) -> int | None:
        """Par minus the last count: above zero suggests a fill."""
        if self.par_cents is None or self.last_count_total_cents is None:
            return None
        return self.par_cents - self.last_count_total_cents


class Pulse(Row):
    """The server's proof of life: its clock, its change number and the day it stands in."""

    casino_id: UUID
    casino_name: str
    time_zone: str
    currency: Currency = US_DOLLAR
    change_number: int
    as_of: datetime
    gaming_day: date
    gaming_day_started_at: datetime
    shift_name: str | None
    shift_started_at: datetime | None
    alert_wall_count_seconds: int = 7200
    """The casino's own limit where the server says it; a display reads no other setting."""
    house_version: str = ""
    """Another one means that the house's settings are to be read again; empty says nothing."""
    staff_name: str = ""
    staff_role: Role | None = None
    """Whom the server takes this login for at this moment; None says nothing."""
    answered_in_seconds: float = 0.0
    """From question to answer, on the terminal's clock: a proof is as old as its question."""


class Snapshot(Value):
    """All tables at one instant of the database's clock."""

    pulse: Pulse
    tables: tuple[TableView, ...]

    def table(self, table_id: UUID) -> TableView | None:
        """The table with this id, if it is in the picture."""
        return next((table for table in self.tables if table.id == table_id), None)


def status_word(table: TableView) -> str:
    """The status as every screen says it, glyph first, so that no colour is needed."""
    if table.session_status is None:
        if table.owes_count:
            return "○ CLOSED ▲ count owed"
        return "○ CLOSED" if table.availability is Availability.ACTIVE else "· OFF FLOOR"
    if table.session_status is SessionStatus.OPEN:
        return "◌ OPEN · COUNT DUE"
    if table.session_status is SessionStatus.RUNDOWN:
        return "◐ RUNDOWN"
    return "● ACTIVE"


def show_age(age: timedelta) -> str:
    """`0:42` hours and minutes; a clock that jumped back shows as zero, never as negative."""
    minutes = max(0, int(age.total_seconds())) // 60
    return f"{minutes // 60}:{minutes % 60:02d}"
