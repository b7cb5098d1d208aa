"""Saying that an alert was seen."""

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from pitterm.domain import text
from pitterm.domain.alerts import Alert
from pitterm.domain.text import NOTES_LIMIT
from pitterm.podium.dialogs.fields import Note
from pitterm.podium.dialogs.form import Form, Typed


class AcknowledgeForm(Form[str]):
    """Gathers a note, which may stay empty; Enter acknowledges."""

    AUTO_FOCUS = "#note"

    def __init__(
        self, label: str, alert: Alert, *, typed: Typed | None = None, complaint: str = ""
    ) -> None:
        super().__init__(
            f"Acknowledge {label}: {alert.kind.words}",
            (("enter", "acknowledge"), ("esc", "back")),
            submit_words="Acknowledge",
            typed=typed,
            complaint=complaint,
        )

    def compose_body(self) -> Iterable[Widget]:
        sentence = "Your name and the time are kept; the alert stays listed until its cause ends."
        yield Static(Content(sentence), classes="sentence")
        yield Note("note", NOTES_LIMIT, id="note", placeholder="if there is something to say")

    def submit(self) -> None:
        """Acknowledge, unless the note cannot be kept."""
        note = self.standing().get("note", "").strip()
        fault = text.fault(note, "note", NOTES_LIMIT)
        if fault is not None:
            self.refuse(fault, "note")
            return
        self.leave(note)
