"""A time somebody types for a report, on the casino's clock unless it says otherwise."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pitterm.domain.errors import PitError

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
    first, second = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return _in_utc(first)
    if _in_utc(first).astimezone(zone).replace(tzinfo=None) != moment:
        raise NoSuchTime(
            f"The clock skips {moment:%Y-%m-%d %H:%M} that night", "Give a time before or after."
        )
    offsets = " or ".join(f"{each:%z}"[:3] + ":" + f"{each:%z}"[3:] for each in (first, second))
    raise NoSuchTime(f"{moment:%Y-%m-%d %H:%M} comes twice that night", f"Put {offsets} behind it.")


def noon_of(day: date, day_start: str, zone: ZoneInfo) -> datetime:
    """An instant well inside a gaming day that starts at `HH:MM`, in UTC; raises NoSuchTime."""
    start = _in_utc(datetime.combine(day, time.fromisoformat(day_start), zone))
    return start + timedelta(hours=12)


def _in_utc(moment: datetime) -> datetime:
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise NoSuchTime(f"{moment:%Y-%m-%d} is no day of a casino", "Give another.")
    return moment.astimezone(UTC)
