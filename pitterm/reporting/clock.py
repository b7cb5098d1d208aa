"""Instants on the casino's clock, with the offset that held then."""

from datetime import datetime, timezone
from zoneinfo import ZoneInfo


def local(moment: datetime, zone: ZoneInfo) -> datetime:
    """The instant with a fixed offset: Python subtracts two times of one zone by the wall clock."""
    there = moment.astimezone(zone)
    offset = there.utcoffset()
    return there if offset is None else there.replace(tzinfo=timezone(offset), fold=0)


def local_if_known(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """The instant where there is one."""
    return None if moment is None else local(moment, zone)
