"""Which change of shift a count of the tray can stand for."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta, tzinfo

from pitterm.domain.board import Pulse, TableView
from pitterm.domain.house import Shift, ShiftChange
from pitterm.domain.values import Value

REACH_BACK = timedelta(hours=4)
REACH_AHEAD = timedelta(hours=1)
"""The walk from table to table takes time, so a change count may come early or late."""


def nearest_change(
    pulse: Pulse,
    shifts: Iterable[Shift],
    zone: tzinfo,
    now: datetime,
    next_hours: ShiftChange | None = None,
) -> ShiftChange | None:
    """The shift start closest to now within reach; None when none is."""
    changes = _coming(shifts, zone, now, next_hours)
    if pulse.shift_started_at is not None:
        changes.append(ShiftChange(name=pulse.shift_name or "shift", at=pulse.shift_started_at))
    near = [change for change in changes if now - REACH_BACK < change.at <= now + REACH_AHEAD]
    return min(near, key=lambda change: abs(change.at - now), default=None)


def _coming(
    shifts: Iterable[Shift], zone: tzinfo, now: datetime, next_hours: ShiftChange | None
) -> list[ShiftChange]:
    """The next start of each shift; where other hours begin, none of these starts any more."""
    changes = [_next_start(shift, zone, now) for shift in shifts]
    if next_hours is None or next_hours.at <= now:
        return changes
    return [*(change for change in changes if change.at < next_hours.at), next_hours]


def _next_start(shift: Shift, zone: tzinfo, now: datetime) -> ShiftChange:
    local = now.astimezone(zone)
    starts_at = time.fromisoformat(shift.starts_at)
    start = datetime.combine(local.date(), starts_at, zone).astimezone(UTC)
    if start <= now:
        tomorrow = local.date() + timedelta(days=1)
        start = datetime.combine(tomorrow, starts_at, zone).astimezone(UTC)
    return ShiftChange(name=shift.name, at=start)


class ChangeCounts(Value):
    """A shift change, and the live tables that no count stands for it on yet."""

    name: str
    at: datetime
    is_near: bool
    """Whether its counts can be made, or be missing, at all."""
    missing: tuple[str, ...]
    """Their labels."""


def change_counts(
    pulse: Pulse,
    shifts: Iterable[Shift],
    zone: tzinfo,
    now: datetime,
    tables: Iterable[TableView],
    next_hours: ShiftChange | None = None,
) -> tuple[ChangeCounts, ...]:
    """The last change while tables miss its count, then the next one."""
    standing = tuple(tables)
    found: list[ChangeCounts] = []
    if pulse.shift_started_at is not None:
        last = ShiftChange(name=pulse.shift_name or "shift", at=pulse.shift_started_at)
        missing = _uncounted(standing, last.at)
        if missing:
            found.append(ChangeCounts(name=last.name, at=last.at, is_near=True, missing=missing))
    coming = min(_coming(shifts, zone, now, next_hours), key=lambda change: change.at, default=None)
    if coming is not None:
        is_near = coming.at <= now + REACH_AHEAD
        missing = _uncounted(standing, coming.at) if is_near else ()
        found.append(ChangeCounts(name=coming.name, at=coming.at, is_near=is_near, missing=missing))
    return tuple(found)


def _uncounted(tables: Iterable[TableView], at: datetime) -> tuple[str, ...]:
    """Tables that were in play before this change and are not counted for it."""
    return tuple(
        table.label
        for table in tables
        if table.is_live
        and not table.opening_count_due
        and table.opened_at is not None
        and table.opened_at < at
        and (table.change_counted_for is None or table.change_counted_for < at)
    )
