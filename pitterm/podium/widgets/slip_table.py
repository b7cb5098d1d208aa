"""The list of slips in flight: the cursor keeps its slip, and only what changed is drawn."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar, NamedTuple
from uuid import UUID

from rich.console import JustifyMethod
from rich.text import Text
from textual import events
from textual.message import Message
from textual.widgets import DataTable

from pitterm.domain import money
from pitterm.domain.house import House
from pitterm.domain.slips import Slip
from pitterm.podium.slip_words import (
    age_word,
    kind_word,
    last_step,
    number_word,
    runner_word,
    status_word,
)
from pitterm.podium.widgets.cells import Cell, Tone, late_tone
from pitterm.podium.widgets.inks import ink, on_other_inks
from pitterm.podium.widgets.rows import take_whole_row

_PADDING = 2
_SCROLLBAR = 1


class SlipLine(NamedTuple):
    """A slip with what its row needs beside it."""

    slip: Slip
    table_label: str
    now: datetime
    house: House


class _Column(NamedTuple):
    key: str
    heading: str
    width: int
    draw: Callable[[SlipLine], Cell]
    is_figure: bool = False
    from_width: int = 0
    """Cells of the list from which on the column is shown."""


def _age(line: SlipLine) -> Cell:
    age = line.now - line.slip.requested_at
    late_after = line.house.slip_late_after
    return Cell(age_word(age, late_after), late_tone(age, late_after))


_COLUMNS = (
    _Column("table", "table", 7, lambda line: Cell(line.table_label)),
    _Column("kind", "kind", 8, lambda line: Cell(kind_word(line.slip))),
    _Column(
        "amount",
        "amount",
        10,
        lambda line: Cell(money.show(line.slip.amount_cents)),
        is_figure=True,
    ),
    _Column("number", "number", 18, lambda line: Cell(number_word(line.slip), Tone.QUIET)),
    _Column("status", "status", 11, lambda line: Cell(status_word(line.slip), Tone.LIVE)),
    _Column("age", "age", 9, _age, is_figure=True),
    _Column(
        "last",
        "last step",
        30,
        lambda line: Cell(last_step(line.slip, line.house), Tone.QUIET),
        from_width=108,
    ),
    _Column(
        "runner",
        "runner",
        28,
        lambda line: Cell(runner_word(line.slip, line.house), Tone.QUIET),
        from_width=136,
    ),
)


class _Mark(Text):
    """The first cell of a row, which knows whose row it is."""

    slip_id: UUID


class SlipTable(DataTable[Text]):
    """Slips as rows under stable keys, oldest first."""

    class Refitted(Message):
        """The columns changed and the rows want painting."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"board--{tone}" for tone in Tone}

    def __init__(self) -> None:
        super().__init__(cursor_type="row", cursor_foreground_priority="renderable")
        self._chosen: tuple[_Column, ...] = ()
        self._drawn: dict[UUID, tuple[Cell, ...]] = {}
        self._listed: list[UUID] = []
        self._wanted: UUID | None = None

    @property
    def selected_id(self) -> UUID | None:
        """The slip under the cursor."""
        row = self.cursor_row
        return self._listed[row] if 0 <= row < len(self._listed) else None

    def on_mount(self) -> None:
        on_other_inks(self, self._write_again)

    def _write_again(self) -> None:
        for slip_id, cells in self._drawn.items():
            for column, cell in zip(self._chosen, cells, strict=True):
                self.update_cell(str(slip_id), column.key, self._text(column, cell, slip_id))

    def on_click(self, event: events.Click) -> None:
        take_whole_row(self, event)

    def on_resize(self, event: events.Resize) -> None:
        """Choose the columns anew; the cursor keeps its slip."""
        width = event.size.width - _SCROLLBAR
        columns = tuple(column for column in _COLUMNS if column.from_width <= width)
        if columns == self._chosen:
            return
        self._wanted = self.selected_id or self._wanted
        self._chosen, self._drawn, self._listed = columns, {}, []
        with self.prevent(DataTable.RowHighlighted):
            self.clear(columns=True)
            for column in columns:
                heading = Text(column.heading, justify="right" if column.is_figure else "left")
                self.add_column(heading, width=column.width, key=column.key)
        self.post_message(self.Refitted())

    def paint(self, lines: Sequence[SlipLine], wanted: UUID | None = None) -> None:
        """Show these slips with the cursor on `wanted`, touching only what changed."""
        if not self._chosen:
            self._wanted = wanted or self._wanted
            return
        order = [line.slip.id for line in lines]
        wanted = wanted or self.selected_id or self._wanted
        with self.app.batch_update(), self.prevent(DataTable.RowHighlighted):
            for gone in set(self._drawn) - set(order):
                self.remove_row(str(gone))
                del self._drawn[gone]
            for line in lines:
                self._paint_row(line)
            if order != self._listed:
                place = {slip_id: index for index, slip_id in enumerate(order)}
                self.sort(self._chosen[0].key, key=lambda mark: place[mark.slip_id])
                self._listed = order
            if wanted in order and wanted != self.selected_id:
                self.move_cursor(row=order.index(wanted))
        self._wanted = None

    def _paint_row(self, line: SlipLine) -> None:
        slip_id = line.slip.id
        cells = tuple(column.draw(line) for column in self._chosen)
        before = self._drawn.get(slip_id)
        if before is None:
            pairs = zip(self._chosen, cells, strict=True)
            self.add_row(*(self._text(*pair, slip_id) for pair in pairs), key=str(slip_id))
        elif before != cells:
            for column, old, new in zip(self._chosen, before, cells, strict=True):
                if old != new:
                    self.update_cell(str(slip_id), column.key, self._text(column, new, slip_id))
        self._drawn[slip_id] = cells

    def _text(self, column: _Column, cell: Cell, slip_id: UUID) -> Text:
        justify: JustifyMethod = "right" if column.is_figure else "left"
        text = _Mark(cell.text, style=ink(self, cell.tone), justify=justify, no_wrap=True)
        text.truncate(column.width, overflow="ellipsis")
        text.slip_id = slip_id
        return text
