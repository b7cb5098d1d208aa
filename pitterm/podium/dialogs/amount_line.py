"""The line an amount is typed into; letters and `=` stand beside it for what fills it in."""

from textual import events
from textual.message import Message

from pitterm.podium.dialogs.chip_row import AsExpected
from pitterm.podium.dialogs.fields import Line

_ALLOWED = r"[0-9$., ]{0,20}"


class AmountLine(Line):
    """Takes digits; a letter is a shortcut and never a part of the amount."""

    class Lettered(Message):
        """A letter was pressed here."""

        def __init__(self, letter: str) -> None:
            super().__init__()
            self.letter = letter

    def __init__(self, *, id: str, placeholder: str = "") -> None:
        super().__init__(id=id, placeholder=placeholder, restrict=_ALLOWED)

    def on_key(self, event: events.Key) -> None:
        letter = event.character or ""
        if letter != "=" and not (letter.isascii() and letter.isalpha()):
            return
        event.prevent_default()
        event.stop()
        self.post_message(AsExpected() if letter == "=" else self.Lettered(letter.lower()))
