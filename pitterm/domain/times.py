"""How moments and ages are written on the house's clock."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=8)
def zone(name: str) -> ZoneInfo:
    """The house's time zone; an unknown name is a KeyError of the tz database."""
    return ZoneInfo(name)


def instants_at(local: datetime, house_zone: ZoneInfo) -> tuple[datetime, ...]:
    """The instants, in UTC, at which the house's clock shows a naive time somebody typed.

    There is none in the hour a spring night skips, and there are two, the earlier one first, in
    the hour an autumn night has twice: which is meant is asked, never guessed.
    """
    first, second = (local.replace(tzinfo=house_zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return (first.astimezone(UTC),)
    candidates = (first.astimezone(UTC), second.astimezone(UTC))
    if candidates[0].astimezone(house_zone).replace(tzinfo=None, fold=0) != local:
        return ()
    return candidates


def show_time(moment: datetime, house_zone: ZoneInfo, today: date | None = None) -> str:
    """`10:02` on the house's clock, with the weekday in front when it is not `today`."""
    local = moment.astimezone(house_zone)
    return f"{local:%H:%M}" if today in (None, local.date()) else f"{local:%a %H:%M}"


def show_day(day: date) -> str:
    """`Fri 21 Nov`."""
    return f"{day:%a} {day.day} {day:%b}"


def show_ago(age: timedelta) -> str:
    """`20 s`, `4 min` or `2:14 h`."""
    seconds = max(0, int(age.total_seconds()))
    if seconds < 60:
        return f"{seconds} s"
    if seconds < 3600:
        return f"{seconds // 60} min"
    return f"{seconds // 3600}:{seconds % 3600 // 60:02d} h"


def show_stopwatch(age: timedelta) -> str:
    """`00:42`, with hours in front when there are any."""
    seconds = max(0, int(age.total_seconds()))
    minutes = f"{seconds % 3600 // 60:02d}:{seconds % 60:02d}"
    return f"{seconds // 3600}:{minutes}" if seconds >= 3600 else minutes
