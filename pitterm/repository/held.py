"""The picture a terminal keeps, with what each change would otherwise look for in every table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from pitterm.domain.board import Pulse, Snapshot, TableView


@dataclass(frozen=True)
class Held:
    """On a large floor a change costs what changed, and not a look at each table."""

    picture: Snapshot
    _places: Mapping[UUID, int]
    _next_alert_at: datetime | None
    """The first alert that begins by the clock, at any table."""

    @classmethod
    def of(cls, picture: Snapshot) -> Self:
        """A picture that was read whole."""
        places = {table.id: place for place, table in enumerate(picture.tables)}
        return cls(picture, places, _first_alert(picture.tables))

    def overlaid(self, changes: Snapshot) -> Self | None:
        """With these tables as they are at a later number; None where more is different."""
        if window(self.picture.pulse) != window(changes.pulse):
            return None
        tables = list(self.picture.tables)
        before = []
        for table in changes.tables:
            place = self._places.get(table.id)
            if place is None:
                return None
            before.append(tables[place])
            tables[place] = table
        update = {"pulse": changes.pulse, "tables": tuple(tables)}
        next_alert_at = _first(self._next_alert_at, _first_alert(changes.tables))
        if self._next_alert_at is not None and _first_alert(before) == self._next_alert_at:
            next_alert_at = _first_alert(tables)
        return type(self)(self.picture.model_copy(update=update), self._places, next_alert_at)

    def dated(self, pulse: Pulse) -> Self:
        """The same tables, proven by a later pulse."""
        picture = self.picture.model_copy(update={"pulse": pulse})
        return type(self)(picture, self._places, self._next_alert_at)

    def due(self, as_of: datetime) -> tuple[UUID, ...]:
        """The tables on which an alert has begun by the clock since they were read."""
        if self._next_alert_at is None or self._next_alert_at > as_of:
            return ()
        return tuple(
            table.id
            for table in self.picture.tables
            if table.next_alert_at is not None and table.next_alert_at <= as_of
        )


def window(pulse: Pulse) -> tuple[object, ...]:
    """What every row of a picture rests on: another day, shift or role changes all of them."""
    return (pulse.gaming_day, pulse.shift_started_at, pulse.staff_role)


def _first_alert(tables: Iterable[TableView]) -> datetime | None:
    begins = (table.next_alert_at for table in tables)
    return min((at for at in begins if at is not None), default=None)


def _first(one: datetime | None, other: datetime | None) -> datetime | None:
    if one is None or other is None:
        return one or other
    return min(one, other)
