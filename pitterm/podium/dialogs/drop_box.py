"""A drop box taken out: which box, under which seal, seen by whom."""

from collections.abc import Iterable
from uuid import UUID

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from pitterm.domain import text
from pitterm.domain.board import House, TableView
from pitterm.domain.custody import LABEL_LIMIT, LogDrop
from pitterm.domain.sessions import NOTES_LIMIT
from pitterm.domain.staff import second_people
from pitterm.podium.dialogs.colleague import ColleaguePicker
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.fields import Line, Note
from pitterm.podium.dialogs.form import Form, Typed
from pitterm.podium.wording import harmless


class DropBox(Form[LogDrop]):
    """Custody only: what is in the box is nobody's business here."""

    AUTO_FOCUS = "#box"

    def __init__(
        self,
        table: TableView,
        house: House,
        *,
        oneself: UUID,
        key: str,
        typed: Typed | None = None,
        complaint: str = "",
    ) -> None:
        super().__init__(
            f"Drop box · {harmless(table.label)}",
            (("enter", "next"), ("esc", "back")),
            submit_words="Record…",
            typed=typed,
            complaint=complaint,
        )
        self._table = table
        self._colleagues = second_people(house.staff, oneself)
        self._key = key

    def compose_body(self) -> Iterable[Widget]:
        words = "Custody only, no amount: the box that leaves, and its seal."
        yield Static(Content(words), classes="sentence")
        for caption, field in (("drop box", "box"), ("seal", "seal")):
            yield Horizontal(
                Static(Content(caption), classes="caption"), Line(id=field), classes="field"
            )
        yield ColleaguePicker("witness", self._colleagues, id="witness")
        yield Note("note", NOTES_LIMIT, id="note")

    def submit(self) -> None:
        """Ask whether this box left the table, or say what is missing."""
        complaint, field = self._complaint()
        witness = self.query_one(ColleaguePicker).picked
        if complaint or witness is None:
            self.refuse(complaint, field)
            return
        box, seal, note = (self._typed(each) for each in ("box", "seal", "note"))
        request = LogDrop(
            gaming_table_id=self._table.id,
            drop_box_id=box,
            seal_no=seal,
            witnessed_by=witness.id,
            note=note or None,
            key=self._key,
        )
        figures = [("drop box", box), ("seal", seal), ("witness", witness.name)]
        if note:
            figures.append(("note", note))
        title = f"Record the drop box of {harmless(self._table.label)}?"
        self.ask(Confirm(title, "It left the table just now.", figures), request)

    def _typed(self, field: str) -> str:
        return self.standing().get(field, "").strip()

    def _complaint(self) -> tuple[str, str]:
        """The first thing that is missing and the field it is missing in; empty when none is."""
        for field, name in (("box", "drop box"), ("seal", "seal")):
            typed = self._typed(field)
            if not typed:
                return f"The number of the {name} is missing.", field
            fault = text.fault(typed, name, LABEL_LIMIT)
            if fault:
                return fault, field
        picker = self.query_one(ColleaguePicker)
        if picker.picked is None:
            return picker.fault(), "witness"
        fault = text.fault(self._typed("note"), "note", NOTES_LIMIT)
        return (fault, "note") if fault else ("", "")
