"""What stands in the rows of a list, as a person reads it."""

from typing import NamedTuple

from rich.text import Text
from textual import events
from textual.widgets import DataTable


class Whole(Text):
    """A cell that keeps what its column has no room for."""

    in_full: str


def row_cells(table: DataTable[Text]) -> list[str]:
    """The words of the row under the cursor; none where the list is empty."""
    if not table.is_valid_row_index(table.cursor_row):
        return []
    return _words(table.get_row_at(table.cursor_row))


class Printed(NamedTuple):
    """What a list shows, from the top."""

    headings: list[str]
    are_figures: list[bool]
    """Which columns stand at their right edge."""
    rows: list[list[str]]


def all_rows(table: DataTable[Text]) -> Printed:
    """Every row under the headings."""
    labels = [column.label for column in table.ordered_columns]
    are_figures = [label.justify == "right" for label in labels]
    rows = [_words(table.get_row_at(row)) for row in range(table.row_count)]
    return Printed(_words(labels), are_figures, rows)


def take_whole_row(table: DataTable[Text], event: events.Click) -> None:
    """Let a click anywhere in the selected row choose it, for a table's own `on_click`."""
    clicked = event.style.meta
    if clicked.get("row") == table.cursor_row and "column" in clicked:
        table.move_cursor(column=clicked["column"])


def _words(cells: list[Text]) -> list[str]:
    return [(cell.in_full if isinstance(cell, Whole) else cell.plain).strip() for cell in cells]
