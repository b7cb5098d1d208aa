"""Voiding a wrong drop record, with the right one in its place."""

from collections.abc import Iterable
from uuid import UUID

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from pitterm.domain import text
from pitterm.domain.board import TableView
from pitterm.domain.custody import VoidDrop
from pitterm.domain.detail import TimelineRow
from pitterm.domain.house import House
from pitterm.domain.staff import second_people
from pitterm.domain.text import LABEL_LIMIT, NOTES_LIMIT
from pitterm.podium.dialogs.colleague import ColleaguePicker
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.fields import Line, Note
from pitterm.podium.dialogs.form import Form, Typed
from pitterm.podium.wording import harmless

_FIELDS = (("box", "right box"), ("seal", "right seal"))


class VoidDropForm(Form[VoidDrop]):
    """Both the right box and its seal, or neither where no session closed with the record."""

    AUTO_FOCUS = "#box"

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
            f"Void the drop record · {harmless(table.label)}",
            (("enter", "next"), ("esc", "back")),
            submit_words="Void…",
            typed=typed,
            complaint=complaint,
        )
        self._table = table
        self._row = row
        self._colleagues = second_people(house.staff, oneself)
        self._key = key

    def compose_body(self) -> Iterable[Widget]:
        was = f"Recorded: box {self._row.box or '—'}, seal {self._row.seal or '—'}."
        rest = "It is struck, never erased; left blank, nothing takes its place."
        if self._row.is_artifact:
            rest = "A session closed with it: type the right box and seal."
        yield Static(Content(harmless(f"{was} {rest}")), classes="sentence")
        for field, caption in _FIELDS:
            yield Horizontal(
                Static(Content(caption), classes="caption"), Line(id=field), classes="field"
            )
        yield ColleaguePicker("witness", self._colleagues, id="witness")
        yield Note("reason", NOTES_LIMIT, id="reason")

    def submit(self) -> None:
        """Ask whether it is voided, or say what is missing."""
        complaint, field = self._complaint()
        witness = self.query_one(ColleaguePicker).picked
        if complaint or witness is None:
            self.refuse(complaint, field)
            return
        box, seal, reason = (self._typed(each) for each in ("box", "seal", "reason"))
        request = VoidDrop(
            drop_event_id=self._row.id,
            reason=reason,
            witnessed_by=witness.id,
            replacement_box_id=box or None,
            replacement_seal_no=seal or None,
            key=self._key,
        )
        figures = [
            ("recorded", f"box {self._row.box} under seal {self._row.seal}"),
            ("in its place", f"box {box} under seal {seal}" if box else "nothing"),
            ("witness", witness.name),
            ("reason", reason),
        ]
        title = f"Void the drop record of {harmless(self._table.label)}?"
        self.ask(Confirm(title, "", figures), request)

    def _typed(self, field: str) -> str:
        return self.standing().get(field, "").strip()

    def _complaint(self) -> tuple[str, str]:
        """The first thing that is missing and the field it is missing in; empty when none is."""
        box, seal = self._typed("box"), self._typed("seal")
        if self._row.is_artifact and not box:
            return "A session closed with it; type the right box.", "box"
        if box and not seal:
            return "The number of the right seal is missing.", "seal"
        if seal and not box:
            return "The number of the right box is missing.", "box"
        for field, name in _FIELDS:
            fault = text.fault(self._typed(field), name, LABEL_LIMIT)
            if fault:
                return fault, field
        picker = self.query_one(ColleaguePicker)
        if picker.picked is None:
            return picker.fault(), "witness"
        if not self._typed("reason"):
            return "A reason is needed; say in a few words why.", "reason"
        fault = text.fault(self._typed("reason"), "reason", NOTES_LIMIT)
        return (fault, "reason") if fault else ("", "")
