"""The marks of whoever is signed in, on one board."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from pitterm.domain.board import TableView
from pitterm.podium.rounds import WALKED, walk

if TYPE_CHECKING:
    from pitterm.podium.app import Podium
    from pitterm.podium.commands import Command


class Marking:
    """Turns marks on and off, and says why a key is grey for all marked tables."""

    def __init__(self, podium: "Podium") -> None:
        self._podium = podium

    @property
    def ids(self) -> frozenset[UUID]:
        """The marked tables that are in the picture."""
        staff_id, snapshot = self._staff_id, self._podium.snapshot
        marks = self._podium.rounds.marked(staff_id)
        if not marks or snapshot is None:
            return frozenset()
        return marks & {table.id for table in snapshot.tables}

    def turn(self, table: TableView | None) -> None:
        """Mark the table, or unmark it."""
        if table is not None and self._staff_id is not None:
            self._podium.rounds.turn(self._staff_id, table.id)

    def turn_all(self, table_ids: Iterable[UUID]) -> None:
        """Mark all of these, or unmark them when all are marked."""
        if self._staff_id is not None:
            self._podium.rounds.turn_all(self._staff_id, table_ids)

    def clear(self) -> None:
        """Unmark every table."""
        if self._staff_id is not None:
            self._podium.rounds.clear(self._staff_id)

    def walks(self, command: "Command") -> bool:
        """Whether this command is done to the marked tables."""
        return command.action in WALKED and bool(self.ids)

    def refusal(self, command: "Command", selected: TableView | None) -> str | None:
        """Why a command is grey: for every marked table where it walks them, else for this one."""
        snapshot = self._podium.snapshot
        if snapshot is None or not self.walks(command):
            return self._podium.refusal(command, selected)
        if self._podium.catching_up is not None:
            return "A round has one moment for all its tables; from paper go table by table."
        tables = walk(snapshot, self.ids)
        reasons = [self._podium.refusal(command, table) for table in tables]
        return None if None in reasons else reasons[0]

    @property
    def _staff_id(self) -> UUID | None:
        signed_in = self._podium.signed_in
        return signed_in.staff_id if signed_in else None
