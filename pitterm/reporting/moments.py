"""A time somebody types for a report, on the casino's clock unless it says otherwise."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pitterm.domain.errors import PitError
from pitterm.domain.times import instants_at

_FIRST_YEAR, _LAST_YEAR = 1900, 2200


class NoSuchTime(PitError):
    """The time cannot be placed on the casino's clock."""

    exit_code = 2


def parse_moment(typed: str) -> datetime:
    """`2026-01-15T14:00`, with seconds and offset where they are given.

    Raises NoSuchTime; without an offset the result is naive.
    """
    try:
        return datetime.fromisoformat(typed.strip())
    except ValueError:
        raise NoSuchTime(
            f"{typed!r} is no time", "Give one such as 2026-01-15T14:00 or 2026-01-15T14:00-08:00."
        ) from None


def parse_day(typed: str) -> date:
    """`2026-01-15`; raises NoSuchTime."""
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise NoSuchTime(f"{typed!r} is no date", "Give one such as 2026-01-15.") from None


def on_house_clock(moment: datetime, zone: ZoneInfo) -> datetime:
    """The instant in UTC; an hour the clock skips or has twice is asked about, never guessed.

    Raises NoSuchTime.
    """
    if moment.tzinfo is not None:
        return _in_utc(moment)
    _check_year(moment)
    instants = instants_at(moment, zone)
    if not instants:
        raise NoSuchTime(
            f"The clock skips {moment:%Y-%m-%d %H:%M} that night", "Give a time before or after."
        )
    if len(instants) == 1:
        return instants[0]
    offsets = " or ".join(_offset(each.astimezone(zone)) for each in instants)
    raise NoSuchTime(f"{moment:%Y-%m-%d %H:%M} comes twice that night", f"Put {offsets} behind it.")


def noon_of(day: date, day_start: str, zone: ZoneInfo) -> datetime:
    """An instant well inside a gaming day that starts at `HH:MM`, in UTC; raises NoSuchTime."""
    return day_start_of(day, day_start, zone) + timedelta(hours=12)


def day_start_of(day: date, day_start: str, zone: ZoneInfo) -> datetime:
    """The instant a gaming day begins that starts at `HH:MM`, in UTC; raises NoSuchTime."""
    return _in_utc(datetime.combine(day, time.fromisoformat(day_start), zone))


def _offset(moment: datetime) -> str:
    return moment.isoformat()[-6:]


def _in_utc(moment: datetime) -> datetime:
    _check_year(moment)
    return moment.astimezone(UTC)


def _check_year(moment: datetime) -> None:
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise NoSuchTime(f"{moment:%Y-%m-%d} is no day of a casino", "Give another.")
