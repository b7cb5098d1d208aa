"""One gaming day in January and its shifts, by the clock of Los Angeles."""

from datetime import UTC, datetime, timedelta

DAY = datetime(2026, 1, 15, 14, tzinfo=UTC)
"""06:00 in Los Angeles."""
SWING = DAY + timedelta(hours=8)
GRAVE = DAY + timedelta(hours=16)


def at(hours: float, minutes: int = 0) -> datetime:
    """An instant of that day by the casino's own clock: 10 is 10:00."""
    return DAY + timedelta(hours=hours - 6, minutes=minutes)
