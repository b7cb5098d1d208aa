"""What is typed into a dialog: one line each, with every key where a hand expects it."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Checkbox, Input, Static

from pitterm.domain.text import has_control


class Line(Input):
    """One line of text; a paste of several lines becomes one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", "Previous field", show=False),
        Binding("down", "app.focus_next", "Next field", show=False),
    ]

    class Refused(Message):
        """A paste that cannot be kept."""

    def __init__(self, *, id: str, placeholder: str = "", restrict: str | None = None) -> None:
        super().__init__(
            id=id, placeholder=placeholder, restrict=restrict, compact=True, select_on_focus=False
        )

    def on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        line = " ".join(event.text.split())
        if has_control(line):
            self.post_message(self.Refused())
            return
        self.replace(line, *self.selection)


class Tick(Checkbox):
    """A box whose tick is a sign and not a colour."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", "Previous field", show=False),
        Binding("down", "app.focus_next", "Next field", show=False),
    ]

    @property
    def _button(self) -> Content:
        return Content.assemble((f"[{'✓' if self.value else ' '}]", "bold $accent"))


class Note(Horizontal):
    """A line with its caption and how much of its room is used."""

    def __init__(self, caption: str, limit: int, *, id: str, placeholder: str = "") -> None:
        super().__init__(classes="field")
        self._caption = caption
        self._limit = limit
        self.line = Line(id=id, placeholder=placeholder)
        self._used = Static(classes="used")

    def compose(self) -> ComposeResult:
        yield Static(Content(self._caption), classes="caption")
        yield self.line
        yield self._used

    def on_mount(self) -> None:
        self._count(self.line.value)

    def on_input_changed(self, message: Input.Changed) -> None:
        self._count(message.value)

    def _count(self, typed: str) -> None:
        used = len(typed)
        self._used.update(Content(f"{used:,}/{self._limit:,}"))
        self._used.set_class(used > self._limit, "-over")
