"""Where a report goes."""

from collections.abc import Iterable
from pathlib import Path

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from pitterm.podium.dialogs.fields import Line
from pitterm.podium.dialogs.form import Form, Typed

FIELD = "path"


class ReportFile(Form[Path]):
    """Offers a name in the directory pitterm was started in; another may be typed."""

    AUTO_FOCUS = f"#{FIELD}"

    def __init__(
        self, title: str, offered: str, *, typed: Typed | None = None, complaint: str = ""
    ) -> None:
        super().__init__(
            title,
            (("enter", "write"), ("esc", "back")),
            submit_words="Write",
            typed=typed or {FIELD: offered},
            complaint=complaint,
        )
        self._offered = offered

    def compose_body(self) -> Iterable[Widget]:
        words = "A new file that only you can read; one that is there already is kept."
        yield Static(Content(words), classes="sentence")
        yield Horizontal(
            Static(Content("file"), classes="caption"), Line(id=FIELD), classes="field"
        )

    @property
    def has_typed(self) -> bool:
        return self.standing().get(FIELD, self._offered) != self._offered

    def submit(self) -> None:
        """Give the name back, or say that it is missing."""
        typed = self.standing().get(FIELD, "").strip()
        if typed:
            self.leave(Path(typed))
        else:
            self.refuse("The name of the file is missing.", FIELD)
