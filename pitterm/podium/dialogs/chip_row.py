"""The rows of a count: one denomination each, and the heading that stands for the whole tray."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from pitterm.domain import money
from pitterm.domain.chips import parse_pieces
from pitterm.podium.dialogs.fields import Line
from pitterm.podium.keymap import keymap_of_app

_ALLOWED = r"[0-9+$., ]{0,40}"


class AsExpected(Message):
    """Somebody pressed `=`: the row, or the whole tray, holds what was expected."""


class _Pieces(Line):
    def on_key(self, event: events.Key) -> None:
        if event.key in keymap_of_app(self.app).names("as-expected"):
            event.prevent_default()
            event.stop()
            self.post_message(AsExpected())


class ChipRow(Horizontal):
    """Pieces of one denomination, what they are worth and, for an opener, what is expected."""

    def __init__(self, denomination_cents: int, expected: int | None) -> None:
        super().__init__(classes="chips")
        self.denomination_cents = denomination_cents
        self.expected = expected
        self.line = _Pieces(id=f"chip-{denomination_cents}", restrict=_ALLOWED)
        self._value = Static(classes="value")
        self._expected = Static(classes="expected")
        self._difference = Static(classes="difference")

    def compose(self) -> ComposeResult:
        yield Static(Content(money.show(self.denomination_cents)), classes="chip")
        yield self.line
        yield self._value
        if self.expected is not None:
            yield self._expected
            yield self._difference

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed; a blank row is not yet a zero."""
        return not self.line.value.strip()

    @property
    def pieces(self) -> int | None:
        """The pieces typed; None while blank or not understood."""
        return parse_pieces(self.line.value, self.denomination_cents)

    def fault(self) -> str | None:
        """Why the row cannot be read, as a sentence."""
        if self.is_blank or self.pieces is not None:
            return None
        chip, typed = money.show(self.denomination_cents), self.line.value.strip()
        if typed.startswith(money.house_currency().symbol):
            return f"{typed} is not a whole number of {chip} chips."
        value = money.show(20 * self.denomination_cents)
        return f"{chip}: type pieces like 20+20+7, or a value like {value}."

    def take_expected(self) -> None:
        """Fill in the pieces that were expected."""
        if self.expected is not None:
            self.line.value = str(self.expected)

    def on_mount(self) -> None:
        if self.expected is not None:
            self._expected.update(Content(f"{self.expected:,}"))
        self._draw()

    def on_input_changed(self) -> None:
        self._draw()

    def _draw(self) -> None:
        pieces = self.pieces
        self.set_class(self.fault() is not None, "-fault")
        if pieces is None:
            self._value.update("" if self.is_blank else Content("?"))
            self._difference.update("")
            return
        self._value.update(Content(money.show(pieces * self.denomination_cents)))
        if self.expected is not None:
            change = pieces - self.expected
            sign = "+" if change > 0 else "\N{MINUS SIGN}"
            self._difference.update(Content(f"{sign}{abs(change):,}" if change else "="))


class TrayHeading(Horizontal, can_focus=True):
    """The columns' names; with the focus on it, `=` means the whole tray."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,enter", "app.focus_next", "First row", show=False),
        Binding("up", "app.focus_previous", "Previous field", show=False),
    ]

    def __init__(self, has_expected: bool, names: tuple[str, str] = ("expected", "off by")) -> None:
        super().__init__(classes="chips head")
        self._has_expected = has_expected
        self._names = names
        self.can_focus = has_expected

    def compose(self) -> ComposeResult:
        yield Static("chip", classes="chip")
        yield Static("pieces or $value", classes="pieces")
        yield Static("value", classes="value")
        if self._has_expected:
            yield Static(self._names[0], classes="expected")
            yield Static(self._names[1], classes="difference")

    def on_key(self, event: events.Key) -> None:
        """As expected means the whole tray; a digit typed here is meant for the first row."""
        if event.key in keymap_of_app(self.app).names("as-expected"):
            event.stop()
            self.post_message(AsExpected())
        elif event.character and event.character in "0123456789$":
            event.stop()
            first = self.screen.query(_Pieces).first()
            first.focus()
            first.insert_text_at_cursor(event.character)


class TotalRow(Horizontal):
    """The running total, and beside it what was expected."""

    def __init__(self, expected_cents: int | None) -> None:
        super().__init__(classes="chips total")
        self._expected_cents = expected_cents
        self._value = Static(classes="value")
        self._expected = Static(classes="expected")
        self._difference = Static(classes="difference")

    def compose(self) -> ComposeResult:
        yield Static("total", classes="chip")
        yield Static(classes="pieces")
        yield self._value
        if self._expected_cents is not None:
            yield self._expected
            yield self._difference

    def show(self, cents: int, is_begun: bool) -> None:
        """Draw the total so far; the difference waits until something is counted."""
        self._value.update(Content(money.show(cents) if is_begun else money.NO_FIGURE))
        if self._expected_cents is None:
            return
        self._expected.update(Content(money.show(self._expected_cents)))
        change = cents - self._expected_cents
        words = money.show_change(change) if change else "="
        self._difference.update(Content(words if is_begun else ""))
        self.set_class(bool(change) and is_begun, "-off")
