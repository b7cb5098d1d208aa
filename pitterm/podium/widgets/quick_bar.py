"""The quick bar: one more key logs a buy-in on the table it was opened for."""

from uuid import UUID

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from pitterm.domain import money
from pitterm.domain.board import TableView
from pitterm.domain.house import House
from pitterm.podium.keymap import Keymap
from pitterm.podium.widgets.lines import KeyLine
from pitterm.podium.widgets.panel_text import CUSTOM_KEY, quick_keys
from pitterm.podium.wording import harmless
from pitterm.terminal.quiet import QUIET

LOGS = "logs it"
KEEPS = "keeps it here unlogged"
LOGS_FROM_PAPER = "asks when it was"
"""Short enough that the amounts stand below it on the smallest terminal."""


class QuickBar(Vertical):
    """Shows the keys while it is closed; open, it takes one digit, or waits for a typed amount."""

    class Chosen(Message):
        """An amount for a table; the key names this one intent."""

        def __init__(self, table_id: UUID, amount_cents: int, key: str) -> None:
            super().__init__()
            self.table_id = table_id
            self.amount_cents = amount_cents
            self.key = key

    class Closed(Message):
        """The bar gave the keyboard back."""

    def __init__(self) -> None:
        super().__init__()
        self._table: TableView | None = None
        self._amounts: dict[int, int | None] = {}
        self.house: House | None = None
        """The house as it was when the bar was opened: no amount changes under a hand."""
        self._key = ""
        self._reason: str | None = None
        self._verb = ""

    @property
    def is_open(self) -> bool:
        """Whether keys belong to the bar."""
        return self._table is not None

    @property
    def is_refusing(self) -> bool:
        """Whether the bar is grey and takes one digit without acting on it."""
        return self._reason is not None

    @property
    def refusal(self) -> str | None:
        """Why the bar is grey."""
        return self._reason

    @property
    def is_typing(self) -> bool:
        """Whether an amount is being typed."""
        return self.has_class("-typing")

    def compose(self) -> ComposeResult:
        yield KeyLine()
        yield Input(id="bar-amount", placeholder="1250 or 12.50", max_length=16, compact=True)

    def open(
        self,
        table: TableView,
        house: House,
        key: str,
        reason: str | None,
        *,
        verb: str = LOGS,
    ) -> None:
        """Take the keyboard for this table; with a reason, grey; the verb is what a key does."""
        self._table, self._key, self._reason = table, key, reason
        self._amounts, self.house = dict(quick_keys(house)), house
        self._keys.set_class(True, "-bar")
        self._keys.set_class(reason is not None, "-refused")
        self._verb = verb
        self._say(reason or f"one key {self._verb}, esc goes back")

    def show_keys(self, commands: Keymap, forbidden: frozenset[str]) -> None:
        """Draw the keys, unless the bar stands in their place."""
        if not self.is_open:
            self._keys.show(commands, forbidden)

    def close(self) -> None:
        """Give the keyboard back."""
        self._table = self._reason = self.house = None
        self._keys.set_class(False, "-bar")
        self._keys.set_class(False, "-refused")
        self.set_class(False, "-typing")
        self.post_message(self.Closed())

    def press(self, digit: str) -> bool:
        """Take a digit; True when it logged an amount."""
        if self._table is None:
            return False
        if self.is_refusing:
            self.close()
            return False
        if self.is_typing:
            self.query_one(Input).insert_text_at_cursor(digit)
            return False
        cents = self._amounts.get(int(digit))
        if int(digit) == CUSTOM_KEY:
            self._ask_amount()
        elif cents is not None:
            self._choose(cents)
            return True
        return False

    def on_input_submitted(self, message: Input.Submitted) -> None:
        message.stop()
        cents = money.parse_amount(message.value)
        if cents is None:
            self._say("type an amount such as 1250 or 12.50")
            return
        self._choose(cents)

    def _choose(self, cents: int) -> None:
        if self._table is None:
            return
        chosen = self.Chosen(self._table.id, cents, self._key)
        self.close()
        self.post_message(chosen)

    def _ask_amount(self) -> None:
        self.set_class(True, "-typing")
        self._say(f"Enter {self._verb}, esc goes back")
        amount = self.query_one(Input)
        amount.value = ""
        amount.focus()

    @property
    def _keys(self) -> KeyLine:
        return self.query_one(KeyLine)

    def _say(self, words: str) -> None:
        label = harmless(self._table.label) if self._table else ""
        pieces: list[tuple[str, str] | str] = [
            ("Log unrated buy-in on ", QUIET),
            (label, "bold"),
            (f"   {words}\n", "$text-error" if self._reason else QUIET),
        ]
        spots: list[tuple[int, range, str]] = []
        at = 0
        for digit, cents in sorted(self._amounts.items()):
            text = money.show(cents) if cents else "other"
            pieces += [(str(digit), "" if self._reason else "bold $text-primary"), f" {text}  "]
            width = len(f"{digit} {text}")
            spots.append((1, range(at, at + width), str(digit)))
            at += width + 2
        self._keys.offer(Content.assemble(*pieces), spots)
