"""Which part of the picture the board shows: the pit, the filter and the order."""

from uuid import UUID

from pitterm.domain.arranging import SortOrder, arrange, matches
from pitterm.domain.board import Snapshot, TableView
from pitterm.domain.house import Pit

ALL_PITS = "all pits"


class BoardView:
    """What the person chose to look at; no refresh changes it."""

    def __init__(self, pits: tuple[Pit, ...]) -> None:
        self._pits: tuple[Pit | None, ...] = (*pits, None)
        self._place = 0
        self.typed = ""
        self.order = SortOrder.SPOT

    def take_pits(self, pits: tuple[Pit, ...]) -> None:
        """Follow the floor's pits; the one on show stays on show if it is still there."""
        here = self.pit.id if self.pit else None
        self._pits = (*pits, None)
        ids = [pit.id if pit else None for pit in self._pits]
        self._place = ids.index(here) if here in ids else 0

    @property
    def pit(self) -> Pit | None:
        """The pit on show; None for all of them."""
        return self._pits[self._place]

    @property
    def pit_id(self) -> UUID | None:
        """The pit on show; None for all of them."""
        return self.pit.id if self.pit else None

    @property
    def pit_words(self) -> str:
        """The pit's name, with its place among the others."""
        if self.pit is None:
            return ALL_PITS
        return f"{self.pit.name} ({self._place + 1} of {len(self._pits) - 1})"

    def turn(self, step: int) -> None:
        """Go to another pit; after the last come all, then the first again."""
        self._place = (self._place + step) % len(self._pits)

    def sort_next(self) -> None:
        """Take the next order."""
        orders = list(SortOrder)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]

    def rows(
        self, snapshot: Snapshot, kept: UUID | None = None, *, was_here: bool = False
    ) -> tuple[TableView, ...]:
        """The tables to show; the selected one is kept although it stopped matching the filter.

        One that was selected here is kept although it moved to another pit, so that the next key
        is for no other table.
        """
        pit_id = self.pit_id
        chosen = tuple(
            table
            for table in snapshot.tables
            if (table.id == kept or matches(table, self.typed))
            and (pit_id in (None, table.pit_id) or (was_here and table.id == kept))
        )
        return arrange(chosen, None, "", self.order)

    def size(self, snapshot: Snapshot) -> int:
        """The tables of this pit, filter or not."""
        pit_id = self.pit_id
        return sum(pit_id in (None, table.pit_id) for table in snapshot.tables)

    def at_spot(self, snapshot: Snapshot, spot: int, near: TableView | None) -> TableView | None:
        """The table on this spot of the pit; with all pits on show, of the selected table's pit."""
        pit_id = self.pit.id if self.pit else (near.pit_id if near else None)
        for table in snapshot.tables:
            if table.pit_id == pit_id and table.spot == spot:
                return table
        return None
