"""One record in full: by denomination, with everybody who stands in it."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from pitterm.domain.detail import TimelineRow
from pitterm.podium.dialogs.sheet import Sheet, figure_lines
from pitterm.podium.widgets import record_text


class RecordSheet(Sheet[None]):
    """Nothing can be changed here."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "back", "Back", show=False)]

    def __init__(self, row: TimelineRow, reader: record_text.Reader) -> None:
        words = record_text.words(row)
        super().__init__(words[:1].upper() + words[1:], (("esc", "back"),))
        self._row = row
        self._reader = reader

    def compose_body(self) -> Iterable[Widget]:
        yield Static(figure_lines(record_text.facts(self._row, self._reader)), classes="figures")
