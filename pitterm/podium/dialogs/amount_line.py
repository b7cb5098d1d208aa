"""The line an amount is typed into; letters and `=` stand beside it for what fills it in."""

import re

from textual import events
from textual.message import Message

from pitterm.domain import money
from pitterm.podium.dialogs.chip_row import AsExpected
from pitterm.podium.dialogs.fields import Line
from pitterm.podium.keymap import keymap_of_app

_LONGEST = 20


class AmountLine(Line):
    """Takes digits; a letter is a shortcut and never a part of the amount."""

    class Lettered(Message):
        """A letter was pressed here."""

        def __init__(self, letter: str) -> None:
            super().__init__()
            self.letter = letter

    def __init__(self, *, id: str, placeholder: str = "") -> None:
        symbol = re.escape(money.house_currency().symbol)
        allowed = rf"[0-9{symbol}., ]{{0,{_LONGEST}}}"
        super().__init__(id=id, placeholder=placeholder, restrict=allowed)

    def on_key(self, event: events.Key) -> None:
        letter = event.character or ""
        is_expected = event.key in keymap_of_app(self.app).names("as-expected")
        if not is_expected and not (letter.isascii() and letter.isalpha()):
            return
        event.prevent_default()
        event.stop()
        self.post_message(AsExpected() if is_expected else self.Lettered(letter.lower()))
