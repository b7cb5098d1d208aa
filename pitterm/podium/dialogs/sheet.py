"""The frame every dialog stands in: a title, a body, a line of complaint and a line of keys."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, TypeVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingsMap, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from pitterm.domain import money
from pitterm.domain.link import LinkState
from pitterm.podium.keymap import Keymap, keymap_of_app
from pitterm.podium.paper.late import Late
from pitterm.podium.widgets.pressed import Keys
from pitterm.podium.wording import harmless
from pitterm.terminal.quiet import QUIET

Outcome = TypeVar("Outcome")
Figures = Sequence[tuple[str, str]]
"""Rows of a name and what it comes to."""


class Sheet(ModalScreen[Outcome]):
    """A dialog over the board; escape goes one step back and nothing is done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=False),
    ]
    DEEDS: ClassVar[dict[str, str]] = {"change-time": "change_time"}
    """What the dialog's own commands do."""

    late: Late | None = None
    """The paper this is entered from; None for what happens at this moment."""
    complaint = getters.query_one("#complaint", Static)

    def __init__(self, title: str, keys: Sequence[tuple[str, str]], complaint: str = "") -> None:
        super().__init__()
        self._heading = title
        self._keys = keys
        self._first_complaint = complaint

    @property
    def commands(self) -> Keymap:
        """The keys as this terminal has them."""
        return keymap_of_app(self.app)

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet -late" if self.late else "sheet"):
            yield Static(Content(harmless(self._heading)), classes="heading")
            if self.late is not None:
                yield Static(classes="late")
            with VerticalScroll(classes="body", can_focus=False):
                yield from self.compose_body()
            yield from self.compose_answers()
            yield Static(Content(self._first_complaint), id="complaint")
            if self._keys:
                yield Keys(classes="keys")

    def compose_body(self) -> Iterable[Widget]:
        """What the dialog is about."""
        return ()

    def compose_answers(self) -> Iterable[Widget]:
        """The buttons under the body."""
        return ()

    def on_mount(self) -> None:
        own = BindingsMap(self.commands.bindings_of(self.DEEDS))
        self._bindings = BindingsMap.merge([self._bindings, own])
        self._draw_keys()
        self.set_interval(1.0, self._draw_keys)
        self.set_interval(1.0, self._see_through)

    def _draw_keys(self) -> None:
        """The last line; it says where the server is away, since a tall dialog hides the rest."""
        named = [(self.commands.worded(key), deed) for key, deed in self._keys]
        is_away = getattr(self.app, "link", None) is LinkState.OFFLINE
        away = ("✕ OFFLINE   ", "bold $text-error") if is_away else ""
        for line in self.query(".keys").results(Keys):
            line.offer(Content.assemble(away, key_line(named)), named, may_grow=True)

    def _see_through(self) -> None:
        """Under another dialog Textual keeps what lay behind this one as it was when covered."""
        if self.app.screen is not self:
            self.refresh()

    def on_screen_resume(self) -> None:
        """Say what paper this comes from, as it is known at this moment."""
        for line in self.query(".late").results(Static):
            if self.late is not None:
                key = (self.commands.key("change-time"), "bold $accent")
                words = (self.late.words, "bold $text-warning")
                pieces = words, "   ", key, (" changes it", QUIET)
                line.update(Content.assemble(*pieces))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what comes from paper has a time to change."""
        return action != "change_time" or self.late is not None

    def action_change_time(self) -> None:
        """Ask for the time and the form again, over what is typed here."""
        from pitterm.podium.dialogs.paper_time import time_again

        if self.late is not None:
            self.app.push_screen(time_again(self.late), self.late.take)

    def complain(self, sentence: str = "") -> None:
        """Say why it does not go on, in the dialog itself."""
        self.complaint.update(Content(sentence))

    def action_back(self) -> None:
        """One step back."""
        self.dismiss(None)


def key_line(keys: Sequence[tuple[str, str]]) -> Content:
    """Keys and what they do, as the last line of a dialog."""
    pieces: list[tuple[str, str] | str] = []
    for key, deed in keys:
        pieces += [(key, "bold $accent"), (f" {deed}   ", QUIET)]
    return Content.assemble(*pieces).rstrip()


def figure_lines(figures: Figures) -> Content:
    """Names on the left; amounts below each other at their right edge, words at their left."""
    widest = max((len(name) for name, _ in figures), default=0)
    edge = max((_amount_width(value) for _, value in figures), default=0)
    lines = []
    for name, value in figures:
        width = _amount_width(value)
        indent = " " * (edge - width) if width else ""
        pieces = (f"{name:<{widest}}   ", QUIET), f"{indent}{harmless(value)}"
        lines.append(Content.assemble(*pieces))
    return Content("\n").join(lines)


def _amount_width(value: str) -> int:
    """The width of the amount a value begins with; 0 for words, lists and ranges."""
    amount = value.partition(" · ")[0]
    signs = ("▲", "▼", "\N{MINUS SIGN}", money.NO_FIGURE, money.house_currency().prefix)
    is_amount = amount.startswith(signs)
    is_alone = " " not in amount[2:] and "\N{EN DASH}" not in amount
    return len(amount) if is_amount and is_alone else 0
