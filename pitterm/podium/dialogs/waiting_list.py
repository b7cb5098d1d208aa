"""What waits on this terminal, one line each; only a refused one can be taken off."""

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from pitterm.domain import money
from pitterm.outbox.entries import Kept
from pitterm.podium.dialogs.sheet import Sheet
from pitterm.podium.widgets.cells import Moment
from pitterm.podium.wording import harmless, show_time


class WaitingList(Sheet[str | None]):
    """The signed-in person's own entries; of others it says the number alone."""

    AUTO_FOCUS = "OptionList"

    def __init__(
        self, mine: Sequence[Kept], moment: Moment, sentences: Sequence[str], complaint: str = ""
    ) -> None:
        keys = (("enter", "take a refused one off"), ("esc", "back"))
        super().__init__("Entries waiting on this terminal", keys, complaint)
        self._mine = mine
        self._moment = moment
        self._sentences = sentences

    def compose_body(self) -> Iterable[Widget]:
        for sentence in self._sentences:
            yield Static(Content(harmless(sentence)), classes="sentence")
        if self._mine:
            yield OptionList(
                *(Option(self._line(entry), id=entry.key) for entry in self._mine), compact=True
            )

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.dismiss(message.option_id)

    def _line(self, entry: Kept) -> Content:
        today = self._moment.now.astimezone(self._moment.zone).date()
        at = show_time(entry.time.occurred_at, self._moment.zone, today)
        amount = f"{at}  {money.show(entry.amount_cents):>8}  {harmless(entry.table_label):<8}"
        if entry.refusal is not None:
            reason = f"\n       {harmless(entry.refusal)}"
            return Content.assemble(amount, ("  ✕ refused", "$text-error"), reason)
        words = "  being asked for" if entry.is_asked else "  waiting, not sent yet"
        return Content.assemble(amount, (words, "$text-warning"))
