"""A choice between ways to go on; it writes nothing by itself."""

from collections.abc import Iterable, Sequence

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from pitterm.podium.dialogs.sheet import Sheet
from pitterm.terminal.quiet import QUIET

Way = tuple[str, str, str]
"""A key, what it does, and what that means here."""


class Choice(Sheet[str | None]):
    """Each way has a key of its own; arrows and Enter do as well."""

    AUTO_FOCUS = "OptionList"

    def __init__(self, title: str, sentence: str, ways: Sequence[Way]) -> None:
        super().__init__(title, (("enter", "choose"), ("esc", "back")))
        self._sentence = sentence
        self._ways = {key: (deed, meaning) for key, deed, meaning in ways}

    def compose_body(self) -> Iterable[Widget]:
        if self._sentence:
            yield Static(Content(self._sentence), classes="sentence")
        yield OptionList(
            *(Option(_prompt(key, *way), id=key) for key, way in self._ways.items()),
            compact=True,
        )

    def on_key(self, event: events.Key) -> None:
        if event.character in self._ways:
            event.stop()
            self.dismiss(event.character)

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.dismiss(message.option_id)


def _prompt(key: str, deed: str, meaning: str) -> Content:
    return Content.assemble((f"{key}  ", "bold $accent"), deed, "\n   ", (meaning, QUIET))
