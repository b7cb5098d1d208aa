"""The list of tables: the cursor keeps its table, and only what changed is drawn."""

from typing import ClassVar, TypeVar
from uuid import UUID

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import DataTable

from pitterm.domain.board import TableView
from pitterm.podium.rounds import MARK
from pitterm.podium.widgets.cells import Cell, Column, Moment, Tone, columns_for
from pitterm.podium.widgets.inks import ink, on_other_inks
from pitterm.podium.widgets.kept_cells import KeptCells
from pitterm.podium.widgets.rows import take_whole_row

SCROLLBAR = 1
Mark = TypeVar("Mark", bound=Text)


class _Mark(Text):
    """The first cell of a row, which knows whose row it is."""

    table_id: UUID


class BoardTable(KeptCells):
    """Tables as rows under stable keys."""

    class Refitted(Message):
        """The columns changed and the rows want painting; the cursor stood on this table."""

        def __init__(self, wanted: UUID | None) -> None:
            super().__init__()
            self.wanted = wanted

    class MovedWhileHeld(Message):
        """Somebody tried to move the cursor while a bar is about its table."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"board--{tone}" for tone in Tone}

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", "scroll_top", show=False),
        Binding("end", "scroll_bottom", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._chosen: tuple[Column, ...] = ()
        self._gap = 0
        self._drawn: dict[UUID, tuple[Cell, ...]] = {}
        self._listed: list[UUID] = []
        self.is_held = False
        self._inks: dict[Tone, Style] = {}
        self._seen: dict[UUID, tuple[TableView, bool]] = {}
        self._seen_in: tuple[object, ...] = ()

    def on_mount(self) -> None:
        on_other_inks(self, self._write_again)

    def _write_again(self) -> None:
        """Every cell in the inks of the theme that is worn."""
        self._inks.clear()
        for table_id, cells in self._drawn.items():
            for column, cell in zip(self._chosen, cells, strict=True):
                self.update_cell(str(table_id), column.key, self._text(column, cell, table_id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hold the cursor while a bar is open; Enter is the board's own key."""
        if action == "select_cursor":
            return False
        if self.is_held:
            self.post_message(self.MovedWhileHeld())
            return False
        return super().check_action(action, parameters)

    def on_click(self, event: events.Click) -> None:
        if self.is_held:
            event.prevent_default()
        else:
            take_whole_row(self, event)

    @property
    def selected_id(self) -> UUID | None:
        """The table under the cursor at this very moment."""
        row = self.cursor_row
        return self._listed[row] if 0 <= row < len(self._listed) else None

    @property
    def shown_ids(self) -> tuple[UUID, ...]:
        """The tables in the list, from the top."""
        return tuple(self._listed)

    def choose(self, table_id: UUID) -> bool:
        """Put the cursor on this table; False when it is not in the list."""
        if table_id not in self._listed:
            return False
        self.move_cursor(row=self._listed.index(table_id))
        return True

    def on_resize(self, event: events.Resize) -> None:
        """Choose the columns anew; the cursor keeps its table."""
        columns, gap = columns_for(event.size.width - SCROLLBAR)
        if (columns, gap) == (self._chosen, self._gap):
            return
        wanted = self.selected_id
        self._chosen, self._gap, self._drawn, self._listed = columns, gap, {}, []
        self._seen = {}
        with self.prevent(DataTable.RowHighlighted):
            self.clear(columns=True)
            for column in columns:
                heading = self._placed(Text(column.heading), column)
                self.add_column(heading, width=column.width + gap, key=column.key)
        self.post_message(self.Refitted(wanted))

    def paint(
        self,
        tables: tuple[TableView, ...],
        moment: Moment,
        wanted: UUID | None,
        marked: frozenset[UUID] = frozenset(),
    ) -> None:
        """Show these tables in this order with the cursor on `wanted`, touching only changes."""
        if not self._chosen:
            return
        order = [table.id for table in tables]
        wanted = wanted or self.selected_id
        # What only the clock changes is drawn once a second, however often something changes.
        drawn_in = (moment.now.replace(microsecond=0), moment.zone, moment.slip_late_after)
        is_due, self._seen_in = drawn_in != self._seen_in, drawn_in
        with self.app.batch_update(), self.prevent(DataTable.RowHighlighted):
            for gone in set(self._drawn) - set(order):
                self.remove_row(str(gone))
                del self._drawn[gone], self._seen[gone]
            for table in tables:
                seen, is_marked = self._seen.get(table.id), table.id in marked
                if is_due or seen is None or seen[0] is not table or seen[1] is not is_marked:
                    self._paint_row(table, moment, is_marked=is_marked)
                    self._seen[table.id] = (table, is_marked)
            if order != self._listed:
                self._arrange(order)
            if wanted in order and wanted != self.selected_id:
                self.move_cursor(row=order.index(wanted))

    def _paint_row(self, table: TableView, moment: Moment, *, is_marked: bool) -> None:
        cells = tuple(column.draw(table, moment) for column in self._chosen)
        if is_marked:
            # The spot is the first column whatever the width is.
            cells = (Cell(f"{MARK}{cells[0].text:>2}", Tone.LIVE), *cells[1:])
        before = self._drawn.get(table.id)
        if before is None:
            self.add_row(*self._row(table.id, cells), key=str(table.id))
        elif before != cells:
            for column, old, new in zip(self._chosen, before, cells, strict=True):
                if old != new:
                    text = self._text(column, new, table.id)
                    self.change_cell(str(table.id), column.key, text)
        self._drawn[table.id] = cells

    def _row(self, table_id: UUID, cells: tuple[Cell, ...]) -> list[Text]:
        pairs = zip(self._chosen, cells, strict=True)
        return [self._text(column, cell, table_id) for column, cell in pairs]

    def _arrange(self, order: list[UUID]) -> None:
        place = {table_id: index for index, table_id in enumerate(order)}
        self.sort(self._chosen[0].key, key=lambda mark: place[mark.table_id])
        self._listed = order

    def _text(self, column: Column, cell: Cell, table_id: UUID) -> Text:
        text = _Mark(cell.text, style=self._ink(cell.tone), no_wrap=True)
        text.truncate(column.width, overflow="ellipsis")
        text.table_id = table_id
        return self._placed(text, column)

    def _placed(self, text: Mark, column: Column) -> Mark:
        """Figures stand at their right edge, words behind the gap."""
        text.justify = "right" if column.is_figure else "left"
        if not column.is_figure:
            text.pad_left(self._gap)
        return text

    def _ink(self, tone: Tone) -> Style:
        if tone not in self._inks:
            self._inks[tone] = ink(self, tone)
        return self._inks[tone]
