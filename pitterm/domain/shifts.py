"""Which change of shift a count of the tray can stand for."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta, tzinfo

from pitterm.domain.board import Pulse, Shift
from pitterm.domain.values import Value

REACH_BACK = timedelta(hours=4)
REACH_AHEAD = timedelta(hours=1)
"""The walk from table to table takes time, so a change count may come early or late."""


class ShiftChange(Value):
    """The start of a shift, by its name."""

    name: str
    at: datetime


def nearest_change(
    pulse: Pulse, shifts: Iterable[Shift], zone: tzinfo, now: datetime
) -> ShiftChange | None:
    """The shift start closest to now within reach; None when none is."""
    changes = [_next_start(shift, zone, now) for shift in shifts]
    if pulse.shift_started_at is not None:
        changes.append(ShiftChange(name=pulse.shift_name or "shift", at=pulse.shift_started_at))
    near = [change for change in changes if now - REACH_BACK < change.at <= now + REACH_AHEAD]
    return min(near, key=lambda change: abs(change.at - now), default=None)


def _next_start(shift: Shift, zone: tzinfo, now: datetime) -> ShiftChange:
    local = now.astimezone(zone)
    starts_at = time.fromisoformat(shift.starts_at)
    start = datetime.combine(local.date(), starts_at, zone).astimezone(UTC)
    if start <= now:
        tomorrow = local.date() + timedelta(days=1)
        start = datetime.combine(tomorrow, starts_at, zone).astimezone(UTC)
    return ShiftChange(name=shift.name, at=start)
