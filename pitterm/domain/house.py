"""What holds for the whole casino: its settings, pits, shifts, mixes and colleagues."""

from datetime import datetime, timedelta
from uuid import UUID

from pydantic import Field

from pitterm.domain.currency import US_DOLLAR, Currency
from pitterm.domain.staff import StaffMember
from pitterm.domain.values import Row, Value


class Pit(Row):
    """A group of tables run from one podium."""

    id: UUID
    name: str
    position: int


class Shift(Row):
    """A named division of the gaming day; its start is local wall-clock time."""

    id: UUID
    name: str
    starts_at: str


class ShiftChange(Row):
    """The start of a shift, by its name."""

    name: str
    at: datetime


class ChipMix(Row):
    """One of the house's usual mixes for a game's fills: shares of the amount in percent."""

    id: UUID
    game: str
    name: str
    position: int
    shares: dict[int, int]
    """`{denomination_cents: percent}`, 100 in all."""


class House(Value):
    """What holds for the whole casino: its settings, pits, shifts and colleagues."""

    casino_name: str
    time_zone: str
    currency: Currency = US_DOLLAR
    gaming_day_start: str
    quick_amounts_cents: tuple[int, ...] = Field(max_length=8)
    unusual_amount_cents: int
    opening_count_required: bool
    """A table opens as OPEN and waits for its opening count before play."""
    closing_count_required: bool
    idle_lock_seconds: int
    undo_seconds: int
    same_amount_seconds: int
    pits: tuple[Pit, ...]
    shifts: tuple[Shift, ...]
    staff: tuple[StaffMember, ...]
    next_hours: ShiftChange | None = None
    """When other hours begin, and the shift that then runs; these hold until that instant."""
    mixes: tuple[ChipMix, ...] = ()
    count_signature: bool = False
    """The second person of a count signs on the spot."""
    alert_slip_seconds: int = 900
    alert_opening_count_seconds: int = 900
    alert_change_count_seconds: int = 1800
    """How long the walk may take before a missing change count is an alert."""
    alert_rundown_seconds: int = 1800
    alert_no_entry_seconds: int = 0
    """0: silence is no alert."""
    alert_need_cents: int = 1_000_000
    """0: no need is an alert."""
    alert_wall_count_seconds: int = 7200
    """How old a count may be for the wall to sum the estimated win."""

    @property
    def slip_late_after(self) -> timedelta:
        """How long a slip may be in flight before it is an alert."""
        return timedelta(seconds=self.alert_slip_seconds)
