"""Asking where a file is to be written."""

from collections.abc import Iterable

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from pitterm.domain import text
from pitterm.podium.dialogs.fields import Line
from pitterm.podium.dialogs.form import Form

PATH_LIMIT = 1_000


class FilePath(Form[str]):
    """One line with a path; Enter takes it."""

    AUTO_FOCUS = "#path"

    def __init__(self, title: str, sentence: str, path: str, complaint: str = "") -> None:
        super().__init__(
            title,
            (("enter", "write"), ("esc", "back")),
            submit_words="Write",
            typed={"path": path},
            complaint=complaint,
        )
        self._sentence = sentence
        self._first_path = path

    def compose_body(self) -> Iterable[Widget]:
        yield Static(Content(self._sentence), classes="sentence")
        with Horizontal(classes="field"):
            yield Static("file", classes="caption")
            yield Line(id="path")

    @property
    def has_typed(self) -> bool:
        """Whether the path is not the proposed one any more."""
        return self.standing().get("path", "") not in ("", self._first_path)

    def submit(self) -> None:
        """Take the path, or say what is wrong with it."""
        path = self.standing().get("path", "").strip()
        fault = text.fault(path, "path", PATH_LIMIT) if path else "Type where the file goes."
        if fault is not None:
            self.refuse(fault, "path")
        else:
            self.leave(path)
