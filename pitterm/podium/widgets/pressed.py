"""Words that a click presses, as their key would."""

from collections.abc import Iterable, Sequence

from textual import events
from textual.app import App
from textual.content import Content
from textual.widget import Widget

from pitterm.podium.keymap import canonical
from pitterm.terminal.said import Said

_NAMES = {"Enter": "enter", "esc": "escape", "←": "left", "→": "right", "↑": "up", "↓": "down"}
_NAMES |= {"pgup": "pageup", "pgdn": "pagedown"}
Key = tuple[str, str]
"""A key as it is printed, and what it does."""


def clicked_word(widget: Widget, event: events.Click, words: Iterable[str]) -> tuple[str, int]:
    """Which of the words stands under the mouse, and how far into it; empty where none does.

    The second click of a double click is none: what it hits stands there because of the first.
    """
    if event.chain > 1:
        return "", 0
    line = widget.render_line(event.y).text
    for word in words:
        at = line.find(word)
        while at >= 0:
            if at <= event.x < at + len(word):
                return word, event.x - at
            at = line.find(word, at + 1)
    return "", 0


class Keys(Said):
    """A line of keys and what they do."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._printed: dict[str, str] = {}

    def offer(self, content: Content, keys: Sequence[Key], *, may_grow: bool = False) -> None:
        """Draw this, in which these keys stand."""
        self._printed = {f"{key} {deed}": key for key, deed in keys}
        self.say(content, may_grow=may_grow)

    async def on_click(self, event: events.Click) -> None:
        """Press the key whose words were clicked."""
        event.stop()
        word, into = clicked_word(self, event, sorted(self._printed, key=len, reverse=True))
        if word:
            await press(self.app, _meant(self._printed[word], into))


def _meant(printed: str, into: int) -> str:
    """The one key of several that was clicked, or the first where their deed was."""
    if set(printed) <= set(_NAMES):
        return printed[min(into, len(printed) - 1)]
    at = 0
    for key in printed.split(" "):
        if at <= into < at + len(key):
            return key
        at += len(key) + 1
    return printed.split(" ")[0]


async def press(app: App[object], key: str) -> None:
    """Do what the key does on the screen on top, also where a line of text has the keyboard."""
    name = _NAMES.get(key) or canonical(key)
    bound = app.screen._bindings.key_to_bindings.get(name)
    if bound:
        await app.screen.run_action(bound[0].action)
    else:
        app.post_message(events.Key(name, key if len(key) == 1 else None))
