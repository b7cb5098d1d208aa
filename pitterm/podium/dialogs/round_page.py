"""The pages of a round: who stands beside it, one table at a time, and what came of it."""

from collections.abc import Iterable, Sequence

from textual import events
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from pitterm.domain.staff import StaffMember
from pitterm.podium.dialogs.choice import Way
from pitterm.podium.dialogs.colleague import ColleaguePicker
from pitterm.podium.dialogs.fields import Tick
from pitterm.podium.dialogs.form import Form
from pitterm.podium.dialogs.sheet import Figures, Sheet, figure_lines
from pitterm.podium.keymap import canonical
from pitterm.podium.widgets.pressed import Keys
from pitterm.podium.wording import harmless
from pitterm.terminal.quiet import QUIET


class Companion(Form[tuple[StaffMember, bool]]):
    """Names the second person once for the whole round, and whether it is the shift change's."""

    AUTO_FOCUS = "#witness"

    def __init__(
        self, title: str, tables: str, colleagues: Sequence[StaffMember], shift_change: str = ""
    ) -> None:
        super().__init__(title, (("enter", "go on"), ("esc", "back")), submit_words="Begin")
        self._tables = tables
        self._colleagues = colleagues
        self._shift_change = shift_change

    def compose_body(self) -> Iterable[Widget]:
        words = f"{self._tables}. The second person stands beside every one of them."
        yield Static(Content(harmless(words)), classes="sentence")
        yield ColleaguePicker("second person", self._colleagues, id="witness")
        if self._shift_change:
            words = f"these are the counts of the shift change · {harmless(self._shift_change)}"
            yield Tick(Content(words), id="shift-change", compact=True)

    def submit(self) -> None:
        """Begin with this person."""
        picker = self.query_one(ColleaguePicker)
        if picker.picked is None:
            self.refuse(picker.fault(), "witness")
            return
        is_change = any(tick.value for tick in self.query(Tick))
        self.leave((picker.picked, is_change))


class RoundPage(Sheet[str | None]):
    """One table of the round: each way on has a key; Enter does nothing, escape stops."""

    def __init__(self, title: str, sentence: str, figures: Figures, ways: Sequence[Way]) -> None:
        super().__init__(title, ())
        self._sentence = sentence
        self._figures = figures
        self._ways = ways

    def compose_body(self) -> Iterable[Widget]:
        if self._sentence:
            yield Static(Content(harmless(self._sentence)), classes="sentence")
        yield Static(figure_lines(self._figures), classes="sentence")
        for key, deed, meaning in self._ways:
            printed = f"{key:<4}"
            words = (f"{printed} ", "bold $accent"), f"{deed}  ", (meaning, QUIET)
            way = Keys()
            way.offer(Content.assemble(*words), [(printed, deed)])
            yield Horizontal(way, classes="field")

    def on_key(self, event: events.Key) -> None:
        for key, _, _ in self._ways:
            if event.character == key or event.key == canonical(key):
                event.stop()
                self.dismiss(key)
                return


class RoundReport(Sheet[None]):
    """What became of each table that was not simply done."""

    def __init__(self, title: str, lines: Figures) -> None:
        super().__init__(title, (("enter", "to the board"),))
        self._lines = lines

    def compose_body(self) -> Iterable[Widget]:
        for label, words in self._lines:
            pieces = (f"{harmless(label)}  ", "bold"), harmless(words)
            yield Static(Content.assemble(*pieces))

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            self.dismiss(None)
