"""Voiding a wrong count, with the right one in its place."""

from collections.abc import Iterable
from uuid import UUID

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from pitterm.domain import chips, money, text
from pitterm.domain.board import TableView
from pitterm.domain.custody import VoidCount
from pitterm.domain.detail import TimelineRow
from pitterm.domain.house import House
from pitterm.domain.staff import second_people
from pitterm.domain.text import NOTES_LIMIT
from pitterm.podium.dialogs.chip_row import AsExpected, ChipRow, TotalRow, TrayHeading
from pitterm.podium.dialogs.colleague import ColleaguePicker
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.fields import Note
from pitterm.podium.dialogs.form import Form, Typed
from pitterm.podium.widgets.record_text import words
from pitterm.podium.wording import harmless


class VoidCountForm(Form[VoidCount]):
    """Each row shows what was recorded; `=` takes it over, so that only what was wrong is typed."""

    AUTO_FOCUS = "TrayHeading"

    def __init__(
        self,
        table: TableView,
        row: TimelineRow,
        house: House,
        *,
        oneself: UUID,
        key: str,
        typed: Typed | None = None,
        complaint: str = "",
    ) -> None:
        super().__init__(
            f"Void the {words(row)} · {harmless(table.label)}",
            (("enter", "next"), ("{as-expected}", "as it was"), ("esc", "back")),
            submit_words="Void…",
            typed=typed,
            complaint=complaint,
        )
        self._table = table
        self._row = row
        self._colleagues = second_people(house.staff, oneself)
        self._key = key
        counted = row.chipset or {}
        denominations = sorted({*table.denominations_cents, *counted}, reverse=True)
        self._rows = tuple(ChipRow(cents, counted.get(cents, 0)) for cents in denominations)

    def compose_body(self) -> Iterable[Widget]:
        sentence = "It is struck, never erased. Blank rows: nothing takes its place."
        if self._row.is_artifact:
            sentence = "A session opened or closed with it: type the right chips."
        yield Static(Content(sentence), classes="sentence")
        yield TrayHeading(True, ("was", "change"))
        yield from self._rows
        yield TotalRow(self._row.amount_cents)
        yield ColleaguePicker("witness", self._colleagues, id="witness")
        yield Note("reason", NOTES_LIMIT, id="reason")

    def on_mount(self) -> None:
        self._draw_total()

    def on_input_changed(self, message: Input.Changed) -> None:
        super().on_input_changed(message)
        self._draw_total()

    def on_as_expected(self, message: AsExpected) -> None:
        message.stop()
        row = next((each for each in self._rows if each.line is self.focused), None)
        for each in (row,) if row else self._rows:
            each.take_expected()
        if row:
            self.focus_next()
        else:
            self._rows[0].line.focus()

    def submit(self) -> None:
        """Ask whether it is voided, or say what is missing."""
        complaint, field = self._complaint()
        witness = self.query_one(ColleaguePicker).picked
        if complaint or witness is None:
            self.refuse(complaint, field)
            return
        request = VoidCount(
            inventory_snapshot_id=self._row.id,
            reason=self._reason(),
            witnessed_by=witness.id,
            replacement=self._chipset() if self._is_replaced else None,
            key=self._key,
        )
        right = money.show(self._total_cents()) if self._is_replaced else "nothing"
        figures = [
            ("recorded", money.show(self._row.amount_cents)),
            ("in its place", right),
            ("witness", witness.name),
            ("reason", self._reason()),
        ]
        blank = [money.show(row.denomination_cents) for row in self._rows if row.is_blank]
        if blank and self._is_replaced:
            figures.append(("left blank", f"{' '.join(blank)} · recorded as none"))
        title = f"Void the {words(self._row)} of {harmless(self._table.label)}?"
        self.ask(Confirm(title, "", figures), request)

    @property
    def _is_replaced(self) -> bool:
        return any(not row.is_blank for row in self._rows)

    def _chipset(self) -> dict[int, int]:
        return {row.denomination_cents: row.pieces or 0 for row in self._rows}

    def _total_cents(self) -> int:
        return chips.total_cents(self._chipset())

    def _reason(self) -> str:
        return self.standing().get("reason", "").strip()

    def _draw_total(self) -> None:
        self.query_one(TotalRow).show(self._total_cents(), self._is_replaced)

    def _complaint(self) -> tuple[str, str]:
        """The first thing that is missing and the field it is missing in; empty when none is."""
        for row in self._rows:
            fault = row.fault()
            if fault:
                return fault, row.line.id or ""
        first = self._rows[0].line.id or ""
        if self._row.is_artifact and not self._is_replaced:
            return "A session opened or closed with it; type the right chips.", first
        fault = chips.fault(self._chipset()) if self._is_replaced else None
        if fault:
            return fault, first
        if self._is_replaced and self._chipset() == {
            row.denomination_cents: row.expected or 0 for row in self._rows
        }:
            return "That is what was recorded; change what was wrong.", first
        picker = self.query_one(ColleaguePicker)
        if picker.picked is None:
            return picker.fault(), "witness"
        if not self._reason():
            return "A reason is needed; say in a few words why.", "reason"
        fault = text.fault(self._reason(), "reason", NOTES_LIMIT)
        return (fault, "reason") if fault else ("", "")
