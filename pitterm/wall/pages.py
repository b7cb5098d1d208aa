"""Pages of tiles: one pit a page, a big pit on several, however many there are."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from pitterm.domain.board import Availability, Snapshot, TableView

_WIDE = 110
"""From this width on there are four columns."""
_ROOMY_HEIGHT = 20
_GAP = 2


class Grid(NamedTuple):
    """How many tiles stand on a page, and how big each is."""

    columns: int
    rows: int
    tile_width: int
    tile_lines: int
    """Two, or three where there is room; a blank line follows each."""

    @property
    def size(self) -> int:
        """Tiles on a page."""
        return self.columns * self.rows


class Page(NamedTuple):
    """The tables of one pit that are shown together."""

    pit_name: str
    tables: tuple[TableView, ...]


def grid_of(width: int, height: int) -> Grid:
    """The grid of an area of this many cells."""
    columns = 4 if width >= _WIDE else 3
    lines = 3 if height >= _ROOMY_HEIGHT else 2
    tile_width = (width - _GAP * (columns - 1)) // columns
    return Grid(columns, max(1, (height + 1) // (lines + 1)), max(1, tile_width), lines)


def tables_of(snapshot: Snapshot, pit: str | None) -> tuple[TableView, ...]:
    """The tables on the floor, of one pit where it is named, in the order of the floor.

    A table off the floor stays in sight while something about it is unsettled.
    """
    return tuple(
        table
        for table in snapshot.tables
        if (pit is None or (table.pit_name or "").casefold() == pit.casefold())
        and (
            table.availability is Availability.ACTIVE
            or table.is_live
            or table.owes_count
            or table.alerts
        )
    )


def pages_of(tables: Sequence[TableView], size: int) -> list[Page]:
    """Every page in its order; never none, so that the rotation has somewhere to stand."""
    pages = []
    for name, group in groupby(tables, key=lambda table: table.pit_name or "no pit"):
        pit = tuple(group)
        pages += [Page(name, pit[start : start + size]) for start in range(0, len(pit), size)]
    return pages or [Page("", ())]
