"""The filter: one line in place of the keys, which narrows the list as it is typed."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

HINT = "Filter by label, game, pit or status   Enter keeps it, esc clears it"


class FilterLine(Vertical):
    """Enter keeps what is typed, escape throws it away."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "clear", show=False)]

    class Narrowed(Message):
        """Something else is typed now."""

        def __init__(self, typed: str) -> None:
            super().__init__()
            self.typed = typed

    class Left(Narrowed):
        """The keyboard goes back to the list, with this filter."""

    def compose(self) -> ComposeResult:
        yield Static(HINT, classes="hint")
        yield Input(id="filter", compact=True)

    def take_keyboard(self) -> None:
        """Let the filter be typed."""
        self._input.focus()

    def empty(self) -> None:
        """Throw away what is typed without a word."""
        with self.prevent(Input.Changed):
            self._input.value = ""

    def action_clear(self) -> None:
        """Leave with an empty filter."""
        self.empty()
        self.post_message(self.Left(""))

    def on_input_changed(self, message: Input.Changed) -> None:
        message.stop()
        self.post_message(self.Narrowed(message.value))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self.post_message(self.Left(message.value))

    @property
    def _input(self) -> Input:
        return self.query_one(Input)
