"""What one counter found in a box."""

from collections.abc import Iterable

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from pitterm.domain import money
from pitterm.domain.custody import BoxToCount, EnterDropCount
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.fields import Line
from pitterm.podium.dialogs.form import Form, Typed
from pitterm.podium.dialogs.sheet import Figures, figure_lines
from pitterm.podium.wording import harmless, show_day


class Found(Form[EnterDropCount]):
    """Blind: nothing here tells what anybody else found or expects."""

    AUTO_FOCUS = "#found"

    def __init__(
        self, box: BoxToCount, *, key: str, typed: Typed | None = None, complaint: str = ""
    ) -> None:
        super().__init__(
            f"Count box {harmless(box.drop_box_id)} · {harmless(box.table_label)}",
            (("enter", "go on"), ("esc", "back")),
            submit_words="Enter…",
            typed=typed,
            complaint=complaint,
        )
        self._box = box
        self._key = key

    def compose_body(self) -> Iterable[Widget]:
        yield Static(figure_lines(box_figures(self._box)), classes="sentence")
        yield Static(Content("All that goes into the box, at its face; 0 when it is empty."))
        yield Horizontal(
            Static("found", classes="caption"),
            Line(id="found", placeholder="1250 or 12.50"),
            classes="field",
        )

    def submit(self) -> None:
        """Ask whether this was found, in digits and in words."""
        cents = money.parse_found(self.standing().get("found", ""))
        if cents is None:
            self.refuse("Type an amount such as 1250 or 12.50; 0 when it is empty.", "found")
            return
        figures = [
            *box_figures(self._box),
            ("found", money.show(cents)),
            ("in words", money.spell(cents)),
        ]
        title = f"Enter {money.show(cents)} for box {harmless(self._box.drop_box_id)}?"
        sentence = "An entry stands; where two differ, the box is counted again."
        request = EnterDropCount(drop_event_id=self._box.id, amount_cents=cents, key=self._key)
        self.ask(Confirm(title, sentence, figures), request)


def box_figures(box: BoxToCount) -> Figures:
    """Which box this is."""
    return [
        ("table", box.table_label),
        ("drop box", box.drop_box_id),
        ("seal", box.seal_no),
        ("gaming day", show_day(box.gaming_day)),
        ("round", str(box.round)),
    ]
