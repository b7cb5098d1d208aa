"""Which time zones a casino may have, and when its gaming day may start in them."""

import difflib
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

# Names that mean whatever the machine they are read on means by them.
_NO_PLACE = {"localtime", "Factory"}
_YEARS_AHEAD = 3
_STEP = timedelta(hours=6)
_NIGHT = (time(1), time(4))
"""Between these a clock that is changed is changed nearly everywhere."""


def why_not_zone(name: str) -> str | None:
    """Why a casino cannot be in this zone; its name must be spelt as everybody spells it."""
    known = _zones()
    if name in known:
        return None
    for spelt in known:
        if spelt.lower() == name.lower():
            return f"There is no time zone {name}; its name is {spelt}."
    near = difflib.get_close_matches(name, known, n=1)
    return f"There is no time zone {name}" + (f"; mean {near[0]}?" if near else ".")


@cache
def _zones() -> frozenset[str]:
    """Reading the list takes a tenth of a second."""
    return frozenset(available_timezones() - _NO_PLACE)


def why_not_start(zone: str, start: time) -> str | None:
    """Why a gaming day cannot start then: on two nights a year it is twice, or not at all."""
    changes = clock_changes(zone)
    if not changes:
        return None
    is_in_the_night = _NIGHT[0] <= start < _NIGHT[1]
    if not is_in_the_night and not any(_is_within(start, *window) for window in changes):
        return None
    return (
        f"A gaming day cannot start at {start:%H:%M} in {zone}: where the clock is changed, the"
        " night it changes has that hour twice or not at all. Take 04:00 or later."
    )


@cache
def clock_changes(zone: str) -> tuple[tuple[time, time], ...]:
    """The local times, from and to, that the zone's coming clock changes skip or repeat."""
    return tuple(dict.fromkeys(_changes(ZoneInfo(zone), datetime.now(UTC))))


def _changes(zone: ZoneInfo, now: datetime) -> Iterator[tuple[time, time]]:
    at = now.replace(minute=0, second=0, microsecond=0)
    end = at + timedelta(days=366 * _YEARS_AHEAD)
    before = at.astimezone(zone).utcoffset() or timedelta()
    while at < end:
        at += _STEP
        after = at.astimezone(zone).utcoffset() or timedelta()
        if after != before:
            moment = _moment(zone, at - _STEP, at).replace(tzinfo=None)
            first, last = sorted((moment + before, moment + after))
            yield first.time(), last.time()
            before = after


def _moment(zone: ZoneInfo, early: datetime, late: datetime) -> datetime:
    """The first minute with the later offset."""
    offset = late.astimezone(zone).utcoffset()
    while late - early > timedelta(minutes=1):
        middle = early + timedelta(minutes=(late - early) // timedelta(minutes=2))
        if middle.astimezone(zone).utcoffset() == offset:
            late = middle
        else:
            early = middle
    return late


def _is_within(moment: time, first: time, last: time) -> bool:
    """A stretch may begin before midnight and end after it."""
    if first <= last:
        return first <= moment < last
    return moment >= first or moment < last
