"""The shift's lines: the cursor keeps its line, and only what changed is drawn."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import DataTable

from pitterm.podium.widgets.cells import Cell, Tone
from pitterm.podium.widgets.inks import ink, on_other_inks
from pitterm.podium.widgets.rows import take_whole_row
from pitterm.podium.widgets.shift_cells import ShiftColumn, Shown, columns_for

SCROLLBAR = 1


class ShiftTable(DataTable[Text]):
    """Casino, pits and tables as rows under stable keys."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"board--{tone}" for tone in Tone}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "screen.turn(-1)", show=False),
        Binding("right", "screen.turn(1)", show=False),
    ]

    class Refitted(Message):
        """The columns changed and the rows want painting."""

    def __init__(self) -> None:
        super().__init__(cursor_type="row", cursor_foreground_priority="renderable")
        self._chosen: tuple[ShiftColumn, ...] = ()
        self._drawn: dict[str, tuple[Cell, ...]] = {}
        self._wanted: str | None = None

    @property
    def selected_key(self) -> str | None:
        """The line under the cursor."""
        keys = list(self._drawn)
        return keys[self.cursor_row] if 0 <= self.cursor_row < len(keys) else self._wanted

    def choose(self, key: str) -> None:
        """Put the cursor on this line, as soon as it is there."""
        self._wanted = key

    def on_mount(self) -> None:
        on_other_inks(self, self._write_again)

    def _write_again(self) -> None:
        for key, cells in self._drawn.items():
            for column, cell in zip(self._chosen, cells, strict=True):
                self.update_cell(key, column.key, self._text(column, cell))

    def on_click(self, event: events.Click) -> None:
        take_whole_row(self, event)

    def on_resize(self, event: events.Resize) -> None:
        columns = columns_for(event.size.width - SCROLLBAR)
        if columns == self._chosen:
            return
        self._wanted = self._wanted or self.selected_key
        self._chosen, self._drawn = columns, {}
        with self.prevent(DataTable.RowHighlighted):
            self.clear(columns=True)
            for column in columns:
                heading = Text(column.heading, justify="right" if column.is_figure else "left")
                self.add_column(heading, width=column.width, key=column.key)
        self.post_message(self.Refitted())

    def paint(self, rows: Sequence[Shown]) -> None:
        """Show these lines in this order, touching only changes while they are the same lines."""
        if not self._chosen:
            return
        keys = [shown.line.key for shown in rows]
        wanted = self._wanted or self.selected_key
        with self.app.batch_update(), self.prevent(DataTable.RowHighlighted):
            if keys != list(self._drawn):
                self.clear()
                self._drawn = {}
            for shown in rows:
                self._paint_row(shown)
            if wanted in keys:
                self._wanted = None
                if wanted != self.selected_key:
                    self.move_cursor(row=keys.index(wanted))

    def _paint_row(self, shown: Shown) -> None:
        key = shown.line.key
        cells = tuple(column.draw(shown) for column in self._chosen)
        before = self._drawn.get(key)
        pairs = list(zip(self._chosen, cells, strict=True))
        if before is None:
            self.add_row(*(self._text(column, cell) for column, cell in pairs), key=key)
        else:
            for (column, cell), old in zip(pairs, before, strict=True):
                if cell != old:
                    self.update_cell(key, column.key, self._text(column, cell))
        self._drawn[key] = cells

    def _text(self, column: ShiftColumn, cell: Cell) -> Text:
        text = Text(
            cell.text,
            style=ink(self, cell.tone),
            justify="right" if column.is_figure else "left",
            no_wrap=True,
        )
        text.truncate(column.width, overflow="ellipsis")
        return text
