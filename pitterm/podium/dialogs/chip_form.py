"""What every dialog about chips shares: one row a denomination and their running total."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from textual.widget import Widget
from textual.widgets import Input

from pitterm.domain import chips
from pitterm.podium.dialogs.chip_row import ChipRow, TotalRow, TrayHeading
from pitterm.podium.dialogs.form import Form, Typed

Outcome = TypeVar("Outcome")

NO_DENOMINATIONS = "No denominations are set for this table; ask your administrator for them."


class ChipForm(Form[Outcome]):
    """Gathers a chipset; rows take pieces (`20+20+7`) or, with `$`, value."""

    def __init__(
        self,
        title: str,
        keys: Sequence[tuple[str, str]],
        rows: Iterable[ChipRow],
        *,
        expected_cents: int | None = None,
        submit_words: str,
        typed: Typed | None = None,
        complaint: str = "",
    ) -> None:
        super().__init__(title, keys, submit_words=submit_words, typed=typed, complaint=complaint)
        self.rows = tuple(rows)
        self._expected_cents = expected_cents

    def compose_rows(self) -> Iterable[Widget]:
        """The columns' names, the rows and the total."""
        yield TrayHeading(self._expected_cents is not None)
        yield from self.rows
        yield TotalRow(self._expected_cents)

    @property
    def chipset(self) -> dict[int, int]:
        """The pieces that stand there; a blank row is none."""
        return {row.denomination_cents: row.pieces or 0 for row in self.rows}

    @property
    def total_cents(self) -> int:
        """The value of every chip typed."""
        return chips.total_cents(self.chipset)

    @property
    def is_begun(self) -> bool:
        """Whether any row is filled."""
        return any(not row.is_blank for row in self.rows)

    def draw_total(self) -> None:
        """Draw the running total."""
        self.query_one(TotalRow).show(self.total_cents, self.is_begun)

    def on_input_changed(self, message: Input.Changed) -> None:
        message.stop()
        self.draw_total()

    def chips_complaint(self, nothing_words: str) -> tuple[str, str]:
        """What is wrong with the chips and the field it is wrong in; empty when nothing is."""
        for row in self.rows:
            fault = row.fault()
            if fault:
                return fault, row.line.id or ""
        first = self.rows[0].line.id or ""
        if not self.is_begun:
            return nothing_words, first
        return (chips.fault(self.chipset) or "", first)
