"""A time of the past as somebody reads it off a form: `01:25`, its day understood."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pitterm.domain.times import instants_at

_TYPED = re.compile(
    r"(?:(?P<day>[A-Za-z]{3,9}|\d{4}-\d{2}-\d{2})[ ,]+)?(?P<hour>\d{1,2})[:.]?(?P<minute>\d{2})"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOW = "Type a time like 01:25, with a weekday or a date such as 2026-01-15 in front if need be."


class Reading(NamedTuple):
    """The instants a typed time can mean, the earlier one first; none with why not."""

    instants: tuple[datetime, ...]
    fault: str = ""

    @property
    def is_ambiguous(self) -> bool:
        """Whether the clock showed it twice, so that only a person can say which it was."""
        return len(self.instants) > 1


def read_time(typed: str, now: datetime, house_zone: ZoneInfo) -> Reading:
    """The last time before `now` at which the house's clock showed what is typed."""
    found = _TYPED.fullmatch(typed.strip())
    if found is None or int(found["hour"]) > 23 or int(found["minute"]) > 59:
        return Reading((), _HOW)
    days = _days(found["day"], now.astimezone(house_zone).date())
    if days is None:
        return Reading((), _HOW)
    at = time(int(found["hour"]), int(found["minute"]))
    return _latest(days, at, now, house_zone)


def type_time(moment: datetime, house_zone: ZoneInfo, today: date) -> str:
    """The moment as `read_time` takes it: `01:25`, `Fri 23:50`, or with its date a week later."""
    local = moment.astimezone(house_zone)
    if local.date() == today:
        return f"{local:%H:%M}"
    is_this_week = timedelta(0) < today - local.date() < timedelta(days=7)
    return f"{local:%a %H:%M}" if is_this_week else f"{local:%Y-%m-%d %H:%M}"


def write_time(moment: datetime, house_zone: ZoneInfo, today: date) -> str:
    """The same; the hour an autumn night has twice says which of the two, as `01:25 PDT`."""
    local = moment.astimezone(house_zone)
    is_twice = len(instants_at(local.replace(tzinfo=None, fold=0), house_zone)) > 1
    which = f" {local:%Z}" if is_twice else ""
    return f"{type_time(moment, house_zone, today)}{which}"


def _days(named: str | None, today: date) -> Iterable[date] | None:
    """The days to look on, the likeliest first; None where the day is no day."""
    if not named:
        return (today, today - timedelta(days=1))
    if named[0].isdigit():
        try:
            return (date.fromisoformat(named),)
        except ValueError:
            return None
    weekday = named[:3].lower()
    if weekday not in _WEEKDAYS:
        return None
    back = (today.weekday() - _WEEKDAYS.index(weekday)) % 7
    return (today - timedelta(days=back), today - timedelta(days=back + 7))


def _latest(days: Iterable[date], at: time, now: datetime, house_zone: ZoneInfo) -> Reading:
    here = now.astimezone(house_zone).replace(tzinfo=None)
    for day in days:
        local = datetime.combine(day, at)
        instants = instants_at(local, house_zone)
        if not instants and local <= here:
            return Reading((), f"The clock skipped {at:%H:%M} on {day:%a} {day.day} {day:%b}.")
        past = tuple(instant for instant in instants if instant <= now)
        if past:
            return Reading(past)
    return Reading((), f"{at:%H:%M} is still to come; only what has happened is on paper.")
