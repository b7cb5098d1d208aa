"""A text that is painted again only when it says something else."""

from textual.content import Content
from textual.widgets import Static


class Said(Static):
    """Static text of a height that does not follow from what it says, unless told so."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._words = Content()

    def say(self, content: Content, *, may_grow: bool = False) -> None:
        """Paint this, unless it stands there already."""
        if self._words.is_same(content):
            return
        self._words = content
        self.update(content, layout=may_grow)
