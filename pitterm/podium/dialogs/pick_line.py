"""A line of a few options, one of them chosen with the arrows or its own key."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from pitterm.podium.widgets.pressed import clicked_word
from pitterm.podium.wording import harmless
from pitterm.terminal.quiet import QUIET

LETTERS = "abcdefghi"


class PickLine(Static, can_focus=True):
    """Left and right choose; a letter chooses from wherever the dialog hands it on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "walk(-1)", "Option before", show=False),
        Binding("right,space", "walk(1)", "Next option", show=False),
        Binding("up", "app.focus_previous", "Previous field", show=False),
        Binding("down,enter", "app.focus_next", "Next field", show=False),
    ]

    class Picked(Message):
        """Another option is chosen."""

        def __init__(self, line: "PickLine") -> None:
            super().__init__()
            self.line = line

    def __init__(self, options: Sequence[str], *, id: str, has_letters: bool = False) -> None:
        super().__init__(id=id)
        self._options = tuple(options)
        self._letters = LETTERS[: len(options)] if has_letters else ""
        self.chosen = 0

    @property
    def word(self) -> str:
        """The option chosen."""
        return self._options[self.chosen]

    def on_mount(self) -> None:
        self._draw()

    def choose(self, place: int) -> None:
        """Choose the option at this place."""
        self.chosen = place % len(self._options)
        self._draw()
        self.post_message(self.Picked(self))

    def press(self, letter: str) -> bool:
        """Choose by letter; False when no option has it."""
        if letter not in self._letters:
            return False
        self.choose(self._letters.index(letter))
        return True

    def on_click(self, event: events.Click) -> None:
        """Choose the option that was clicked."""
        event.stop()
        words = [harmless(option) for option in self._options]
        word, _ = clicked_word(self, event, sorted(words, key=len, reverse=True))
        if word:
            self.choose(words.index(word))

    def action_walk(self, step: int) -> None:
        """Choose the option beside the chosen one."""
        self.choose(self.chosen + step)

    def _draw(self) -> None:
        pieces: list[tuple[str, str] | str] = []
        for place, option in enumerate(self._options):
            is_chosen = place == self.chosen
            if self._letters:
                pieces.append((f"{self._letters[place]} ", "bold $accent"))
            mark, style = ("●", "bold") if is_chosen else ("○", QUIET)
            pieces += [(f"{mark} {harmless(option)}", style), "   "]
        self.update(Content.assemble(*pieces).rstrip())
