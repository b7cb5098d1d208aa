"""A dialog in which something is typed, and in which nothing typed is lost by accident."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Input

from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.fields import Line
from pitterm.podium.dialogs.sheet import Sheet

Outcome = TypeVar("Outcome")
Typed = Mapping[str, str]
"""What stands in a form, by the id of each field; another form of its kind begins with it."""


class Form(Sheet[Outcome | None]):
    """Enter goes from field to field, and from the last one to the question."""

    def __init__(
        self,
        title: str,
        keys: Sequence[tuple[str, str]],
        *,
        submit_words: str,
        typed: Typed | None = None,
        complaint: str = "",
    ) -> None:
        super().__init__(title, keys, complaint)
        self.typed: Typed = typed or {}
        self._submit_words = submit_words
        self._complained_about: Typed | None = None

    def compose_answers(self) -> ComposeResult:
        with Horizontal(classes="answers"):
            yield Button(Content(self._submit_words), id="submit", compact=True)

    def on_mount(self) -> None:
        self.put_back(self.typed)
        self._complained_about = self.standing()

    def put_back(self, typed: Typed) -> None:
        """Fill the fields with what stood in them before."""
        for line in self.query(Input):
            if line.id and line.id in typed:
                line.value = typed[line.id]
                line.cursor_position = len(line.value)
                if line.select_on_focus:
                    line.action_select_all()

    def standing(self) -> dict[str, str]:
        """What stands in the fields now; an empty one is left out."""
        return {line.id: line.value for line in self.query(Input) if line.id and line.value}

    @property
    def has_typed(self) -> bool:
        """Whether leaving would lose something."""
        return bool(self.standing())

    def submit(self) -> None:
        """Check what is typed, then ask the question or complain."""
        raise NotImplementedError

    def ask(self, question: Confirm, outcome: Outcome) -> None:
        """Put the question; yes ends the form with this outcome, no comes back to it."""
        self.complain()

        def answer(is_yes: bool | None) -> None:
            if is_yes:
                self.leave(outcome)

        self._put(question, answer)

    def _put(self, question: Confirm, answer: Callable[[bool | None], None]) -> None:
        """Put the question above this form; under the lock it waits to be asked for again."""
        if self.app.screen is self:
            question.late = self.late
            self.app.push_screen(question, answer)

    def leave(self, outcome: Outcome | None) -> None:
        """End the form; what was typed stays readable for another try."""
        self.typed = self.standing()
        self.dismiss(outcome)

    def refuse(self, sentence: str, field: str = "") -> None:
        """Complain about what stands there now, and go to the field that needs a hand."""
        self._complained_about = self.standing()
        self.complain(sentence)
        if field:
            self.query_one(f"#{field}").focus()

    def action_back(self) -> None:
        """Leave an empty form; ask before anything typed is thrown away."""
        if not self.has_typed:
            self.leave(None)
            return

        def answer(is_yes: bool | None) -> None:
            if is_yes:
                self.leave(None)

        tried = self._first_complaint
        what = f"The last try: {tried}" if tried else "Nothing of it has been recorded."
        question = Confirm("Discard what is typed?", what)
        self._put(question, answer)

    def on_input_changed(self, message: Input.Changed) -> None:
        message.stop()
        if self._complained_about not in (None, self.standing()):
            self._complained_about = None
            self.complain()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        message.stop()
        lines = list(self.query(Input))
        if message.input is lines[-1]:
            self.submit()
        else:
            lines[lines.index(message.input) + 1].focus()

    def on_button_pressed(self, message: Button.Pressed) -> None:
        message.stop()
        if message.button.id == "submit":
            self.submit()

    def on_line_refused(self, message: Line.Refused) -> None:
        message.stop()
        self.refuse("What was pasted has characters that cannot be kept; type it instead.")
