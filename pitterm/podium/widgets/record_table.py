"""A list of records that keeps its cursor and scroll while it is read again."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from pitterm.podium.widgets.cells import Cell, Tone
from pitterm.podium.widgets.inks import ink, on_other_inks
from pitterm.podium.widgets.rows import Whole, take_whole_row

_PADDING = 2
_SCROLLBAR = 1


class RecordColumn(NamedTuple):
    """One column; the one of width 0 takes the room the others leave."""

    key: str
    heading: str
    width: int
    is_figure: bool = False


class RecordLine(NamedTuple):
    """One row under a key of its own."""

    key: str
    cells: tuple[Cell, ...]


class _Mark(Whole):
    """A cell that knows whose row it is in."""

    row_key: str


class RecordTable(DataTable[Text]):
    """Rows under stable keys; only what changed is drawn."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"board--{tone}" for tone in Tone}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "screen.turn(-1)", show=False),
        Binding("right", "screen.turn(1)", show=False),
        Binding("home", "scroll_top", show=False),
        Binding("end", "scroll_bottom", show=False),
    ]

    def __init__(self, columns: Sequence[RecordColumn]) -> None:
        super().__init__(cursor_type="row", cursor_foreground_priority="renderable")
        self._wanted = tuple(columns)
        self._fitted: tuple[RecordColumn, ...] = ()
        self._lines: tuple[RecordLine, ...] = ()
        self._drawn: dict[str, tuple[Cell, ...]] = {}
        self._listed: list[str] = []
        self._inks: dict[Tone, Style] = {}

    @property
    def selected_key(self) -> str | None:
        """The key of the row under the cursor."""
        row = self.cursor_row
        return self._listed[row] if 0 <= row < len(self._listed) else None

    def on_mount(self) -> None:
        on_other_inks(self, self._write_again)

    def _write_again(self) -> None:
        self._inks.clear()
        for key, cells in self._drawn.items():
            for column, cell in zip(self._fitted, cells, strict=True):
                self.update_cell(key, column.key, self._text(column, cell, key))

    def on_click(self, event: events.Click) -> None:
        take_whole_row(self, event)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the columns into the new width; the cursor keeps its row."""
        fixed = sum(column.width + _PADDING for column in self._wanted)
        room = max(8, event.size.width - _SCROLLBAR - fixed)
        fitted = tuple(
            column if column.width else column._replace(width=room) for column in self._wanted
        )
        if fitted == self._fitted:
            return
        kept = self.selected_key
        self._fitted, self._drawn, self._listed = fitted, {}, []
        with self.prevent(DataTable.RowHighlighted):
            self.clear(columns=True)
            for column in fitted:
                heading = Text(column.heading, justify="right" if column.is_figure else "left")
                self.add_column(heading, width=column.width, key=column.key)
        self._draw(kept)

    def paint(self, lines: Sequence[RecordLine], *, anew: bool = False) -> None:
        """Show these lines; the cursor stays on its record, or goes to the first one anew."""
        self._lines = tuple(lines)
        self._draw(None if anew else self.selected_key)
        if anew and self._listed:
            self.move_cursor(row=0)
            self.scroll_home(animate=False)

    def _draw(self, kept: str | None) -> None:
        if not self._fitted:
            return
        order = [line.key for line in self._lines]
        before = self._listed.index(kept) if kept in self._listed else None
        top = self.scroll_y
        with self.app.batch_update(), self.prevent(DataTable.RowHighlighted):
            for gone in set(self._drawn) - set(order):
                self.remove_row(gone)
                del self._drawn[gone]
            for line in self._lines:
                self._draw_line(line)
            if order != self._listed:
                place = {key: index for index, key in enumerate(order)}
                self.sort(self._fitted[0].key, key=lambda mark: place[mark.row_key])
                self._listed = order
            if kept in order:
                row = order.index(kept)
                self.move_cursor(row=row, scroll=before is None)
                if before is not None and row != before:
                    self.scroll_to(y=top + row - before, animate=False)

    def _draw_line(self, line: RecordLine) -> None:
        before = self._drawn.get(line.key)
        if before is None:
            pairs = zip(self._fitted, line.cells, strict=True)
            self.add_row(*(self._text(c, cell, line.key) for c, cell in pairs), key=line.key)
        elif before != line.cells:
            for column, old, new in zip(self._fitted, before, line.cells, strict=True):
                if old != new:
                    self.update_cell(line.key, column.key, self._text(column, new, line.key))
        self._drawn[line.key] = line.cells

    def _text(self, column: RecordColumn, cell: Cell, key: str) -> Text:
        text = _Mark(
            cell.text,
            style=self._ink(cell.tone),
            justify="right" if column.is_figure else "left",
            no_wrap=True,
        )
        text.truncate(column.width, overflow="ellipsis")
        text.row_key, text.in_full = key, cell.text
        return text

    def _ink(self, tone: Tone) -> Style:
        if tone not in self._inks:
            self._inks[tone] = ink(self, tone)
        return self._inks[tone]
