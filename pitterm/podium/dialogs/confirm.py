"""The question before a custody act; only a deliberate y is a yes."""

import time
from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from pitterm.podium.dialogs.sheet import Figures, Sheet, figure_lines
from pitterm.terminal.quiet import QUIET

QUIET_SECONDS = 0.3
"""Yes stays deaf until this long has passed without any key, so that a held key says nothing."""
QUIET_AFTER_YES_SECONDS = 1.0
"""After another yes the same key may still be down; keyboards wait up to this long to repeat."""


class _Answer(Button):
    """A button for which the second half of a double click is no click: it was meant for before."""

    def on_click(self, event: events.Click) -> None:
        if event.chain > 1:
            event.prevent_default()
            event.stop()


class Confirm(Sheet[bool]):
    """Names the verb, the table and the figures; focus is on No and Enter is No."""

    AUTO_FOCUS = "#no"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "No", show=False),
    ]
    DEEDS = Sheet.DEEDS | {"answer-yes": "yes", "answer-no": "back"}

    def __init__(
        self,
        title: str,
        sentence: str = "",
        figures: Figures = (),
        *,
        quiet_seconds: float = QUIET_SECONDS,
    ) -> None:
        super().__init__(title, ())
        self._sentence = sentence
        self._figures = figures
        self._quiet_seconds = quiet_seconds
        self._clock: Callable[[], float] = time.monotonic
        self._last_key_at = self._clock()
        self._silence = 0.0

    def compose_body(self) -> Iterable[Widget]:
        if self._sentence:
            yield Static(Content(self._sentence), classes="sentence")
        if self._figures:
            yield Static(figure_lines(self._figures), classes="figures")

    def compose_answers(self) -> ComposeResult:
        with Horizontal(classes="answers"):
            yield _Answer(_label("No", "enter"), id="no", compact=True)
            yes = _Answer(_label("Yes", self.commands.key("answer-yes")), id="yes", compact=True)
            yes.can_focus = False
            yes.active_effect_duration = 0
            yield yes

    def on_mount(self) -> None:
        self._clock = getattr(self.app, "monotonic", time.monotonic)
        self._last_key_at = self._clock()

    def on_key(self, event: events.Key) -> None:
        # A key counts from when it was pressed: one that waited in line was not a quiet moment.
        pressed_at = self._clock() - (time.monotonic() - event.time)
        self._silence = pressed_at - self._last_key_at
        self._last_key_at = max(self._last_key_at, pressed_at)

    def action_yes(self) -> None:
        """Yes by its key, when the keyboard was quiet before it."""
        self._answer_yes(self._silence)

    def action_back(self) -> None:
        """No."""
        self.dismiss(False)

    def on_button_pressed(self, message: Button.Pressed) -> None:
        message.stop()
        if message.button.id == "yes":
            self._answer_yes(self._clock() - self._last_key_at)
        else:
            self.dismiss(False)

    def _answer_yes(self, silence: float) -> None:
        if silence < self._quiet_seconds:
            key = self.commands.key("answer-yes")
            self.complain(f"Let go of every key for a moment, then press {key}.")
            return
        self.dismiss(True)


def _label(word: str, key: str) -> Content:
    return Content.assemble((word, "bold"), (f"  {key}", QUIET))
