"""Rounds: the tables a person marked, and what one key does to all of them in turn."""

from collections.abc import Iterable
from uuid import UUID

from pitterm.domain.actions import Action
from pitterm.domain.board import Snapshot, TableView

MARK = "▪"
WALKED = (Action.OPEN, Action.COUNT, Action.DROP)
"""What is done to every marked table instead of the selected one."""


class Rounds:
    """Marks stay with whoever made them, for as long as the podium runs."""

    def __init__(self) -> None:
        self._marks: dict[UUID, set[UUID]] = {}

    def marked(self, staff_id: UUID | None) -> frozenset[UUID]:
        """The tables this person marked."""
        return frozenset(self._marks.get(staff_id, ())) if staff_id else frozenset()

    def turn(self, staff_id: UUID, table_id: UUID) -> bool:
        """Mark the table, or unmark it; True when it is marked afterwards."""
        marks = self._marks.setdefault(staff_id, set())
        marks.symmetric_difference_update({table_id})
        return table_id in marks

    def turn_all(self, staff_id: UUID, table_ids: Iterable[UUID]) -> bool:
        """Mark all of these, or unmark them when all were; True when they are marked afterwards."""
        marks, wanted = self._marks.setdefault(staff_id, set()), set(table_ids)
        is_marking = not wanted <= marks
        if is_marking:
            marks |= wanted
        else:
            marks -= wanted
        return is_marking

    def drop(self, staff_id: UUID, table_id: UUID) -> None:
        """Unmark a table, because it is done."""
        self._marks.get(staff_id, set()).discard(table_id)

    def clear(self, staff_id: UUID) -> None:
        """Unmark everything of this person."""
        self._marks.pop(staff_id, None)


def walk(snapshot: Snapshot, marked: frozenset[UUID]) -> tuple[TableView, ...]:
    """The marked tables in the order they are walked past: by pit, then by spot."""
    tables = (table for table in snapshot.tables if table.id in marked)
    return tuple(sorted(tables, key=lambda table: (table.pit_name or "\uffff", table.spot)))
