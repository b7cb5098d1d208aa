"""Asking where a file is to be written."""

from collections.abc import Iterable
from pathlib import Path

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from pitterm.domain import text
from pitterm.podium.dialogs.fields import Line
from pitterm.podium.dialogs.form import Form, Typed

FIELD = "path"
PATH_LIMIT = 1_000
_SENTENCE = "A new file that only you can read; one that is there already is kept."


class FilePath(Form[Path]):
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
        yield Static(Content(_SENTENCE), classes="sentence")
        yield Horizontal(Static("file", classes="caption"), Line(id=FIELD), classes="field")

    @property
    def has_typed(self) -> bool:
        """Whether the path is not the offered one any more."""
        return self.standing().get(FIELD, "") not in ("", self._offered)

    def submit(self) -> None:
        """Take the path, or say what is wrong with it."""
        path = self.standing().get(FIELD, "").strip()
        fault = text.fault(path, "path", PATH_LIMIT) if path else "Type where the file goes."
        if fault is not None:
            self.refuse(fault, FIELD)
        else:
            self.leave(Path(path))
