"""Asking why, for what needs a reason in the books."""

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from pitterm.domain import text
from pitterm.domain.text import NOTES_LIMIT
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.fields import Note
from pitterm.podium.dialogs.form import Form, Typed


class Reason(Form[str]):
    """Gathers one line of why; the question names it again before anything is done."""

    AUTO_FOCUS = "#reason"

    def __init__(
        self,
        title: str,
        sentence: str = "",
        *,
        question: str = "Record this reason?",
        typed: Typed | None = None,
        complaint: str = "",
    ) -> None:
        super().__init__(
            title,
            (("enter", "go on"), ("esc", "back")),
            submit_words="Go on",
            typed=typed,
            complaint=complaint,
        )
        self._sentence = sentence
        self._question = question

    def compose_body(self) -> Iterable[Widget]:
        if self._sentence:
            yield Static(Content(self._sentence), classes="sentence")
        yield Note("reason", NOTES_LIMIT, id="reason", placeholder="in a few words")

    def submit(self) -> None:
        """Ask whether this is the reason."""
        reason = self.standing().get("reason", "").strip()
        fault = text.fault(reason, "reason", NOTES_LIMIT)
        if not reason:
            fault = "A reason is needed; say in a few words why."
        if fault is not None:
            self.refuse(fault, "reason")
            return
        self.ask(Confirm(self._question, self._sentence, [("reason", reason)]), reason)
