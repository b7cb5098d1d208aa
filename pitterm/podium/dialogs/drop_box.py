"""A drop box taken out: which box, under which seal, seen by whom."""

from collections.abc import Iterable
from uuid import UUID

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from pitterm.domain import text
from pitterm.domain.board import TableView
from pitterm.domain.custody import LogDrop
from pitterm.domain.house import House
from pitterm.domain.staff import second_people
from pitterm.domain.text import LABEL_LIMIT, NOTES_LIMIT
from pitterm.podium.dialogs.colleague import ColleaguePicker
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.fields import Line, Note
from pitterm.podium.dialogs.form import Form, Typed
from pitterm.podium.wording import harmless

_OUT = (("box", "box out", "drop box"), ("seal", "its seal", "seal"))
_IN = (("box-in", "box in", "box put in"), ("seal-in", "its seal", "seal of the box put in"))
_PLACEHOLDERS = {
    "box": "number on the box",
    "seal": "number on the seal",
    "box-in": "may stay empty",
    "seal-in": "where a box was put in",
}


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
        place: str = "",
    ) -> None:
        super().__init__(
            f"Drop box · {harmless(table.label)}{f' · {place}' if place else ''}",
            (("enter", "next"), ("esc", "back")),
            submit_words="Record…",
            typed=typed,
            complaint=complaint,
        )
        self._is_in_round = bool(place)
        self._table = table
        self._colleagues = second_people(house.staff, oneself)
        self._key = key

    @property
    def has_typed(self) -> bool:
        """Whether leaving would lose something; a round's second person was named before it."""
        given = {"witness"} if self._is_in_round else set()
        return bool(self.standing().keys() - given)

    def compose_body(self) -> Iterable[Widget]:
        words = "Custody only, no amount: the box that leaves, and the one put in if it is known."
        yield Static(Content(words), classes="sentence")
        for field, caption, _ in (*_OUT, *_IN):
            yield Horizontal(
                Static(Content(caption), classes="caption"),
                Line(id=field, placeholder=_PLACEHOLDERS[field]),
                classes="field",
            )
        yield ColleaguePicker("witness", self._colleagues, id="witness")
        yield Note("note", NOTES_LIMIT, id="note")

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Where no box is put in, there is no seal of it to ask for."""
        if message.input.id == "box-in" and not message.value.strip():
            message.stop()
            message.prevent_default()
            self.query_one("#witness").focus()

    def submit(self) -> None:
        """Ask whether this box left the table, or say what is missing."""
        complaint, field = self._complaint()
        witness = self.query_one(ColleaguePicker).picked
        if complaint or witness is None:
            self.refuse(complaint, field)
            return
        box, seal, note = (self._typed(each) for each in ("box", "seal", "note"))
        box_in, seal_in = self._typed("box-in"), self._typed("seal-in")
        request = LogDrop(
            gaming_table_id=self._table.id,
            drop_box_id=box,
            seal_no=seal,
            witnessed_by=witness.id,
            box_in_id=box_in or None,
            box_in_seal_no=seal_in or None,
            note=note or None,
            key=self._key,
        )
        figures = [("box out", box), ("its seal", seal)]
        figures += [("box in", box_in), ("its seal", seal_in)] if box_in else []
        figures.append(("witness", witness.name))
        if note:
            figures.append(("note", note))
        title = f"Record the drop box of {harmless(self._table.label)}?"
        at = f"at {self.late.at}" if self.late else "just now"
        self.ask(Confirm(title, f"It left the table {at}.", figures), request)

    def _typed(self, field: str) -> str:
        return self.standing().get(field, "").strip()

    def _complaint(self) -> tuple[str, str]:
        """The first thing that is missing and the field it is missing in; empty when none is."""
        has_box_in = self._typed("box-in") or self._typed("seal-in")
        for field, _, name in (*_OUT, *(_IN if has_box_in else ())):
            typed = self._typed(field)
            if not typed:
                return f"The number of the {name} is missing.", field
            fault = text.fault(typed, name, LABEL_LIMIT)
            if fault:
                return fault, field
        if has_box_in and self._typed("box-in") == self._typed("box"):
            return "The box put in is the one that left; another one goes in.", "box-in"
        picker = self.query_one(ColleaguePicker)
        if picker.picked is None:
            return picker.fault(), "witness"
        fault = text.fault(self._typed("note"), "note", NOTES_LIMIT)
        return (fault, "note") if fault else ("", "")
