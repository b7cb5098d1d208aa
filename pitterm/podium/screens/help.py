"""All keys and what the signs mean."""

import textwrap
from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from pitterm.podium.dialogs.fields import Line
from pitterm.podium.dialogs.sheet import Sheet
from pitterm.podium.keymap import HOUSE_KEYS, Keymap
from pitterm.terminal.quiet import QUIET

SIGNS = (
    ("○ CLOSED", "no session"),
    ("○ CLOSED ▲ count owed", "closed by a drop alone; its count is still to come"),
    ("◌ OPEN · COUNT DUE", "waits for its opening count"),
    ("● ACTIVE", "in play"),
    ("◐ RUNDOWN", "closing procedures have begun; play may go on"),
    ("· OFF FLOOR", "not in service"),
    ("▤ FROM PAPER", "keys enter what is on paper; {enter-from-paper} or esc on the board ends it"),
    ("▲ late entry", "came from paper, with its own time"),
    ("▲ 2  △ 1  ✓ 1", "alerts: custody, attention, all of them acknowledged; {alerts} lists them"),
    ("▪", "marked for a round; {open-table}, {count-chips} and {drop-box} walk the marked tables"),
    ("▲ +4,200  ▼ \N{MINUS SIGN}1,150", "the house won or lost, between the counts that are named"),
    ("—", "cannot be known; never a zero"),
    ("● LIVE  ▲ STALE  ✕ OFFLINE", "how old the picture is"),
)
_KEYS_WIDTH, _SIGN_WIDTH, _WIDTH = 10, 29, 70


class _Find(Line):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_text('up')", show=False),
        Binding("down", "scroll_text('down')", show=False),
        Binding("pageup", "scroll_text('page_up')", show=False),
        Binding("pagedown", "scroll_text('page_down')", show=False),
    ]

    def action_scroll_text(self, way: str) -> None:
        body = self.screen.query_one(".body")
        getattr(body, f"scroll_{way}")(animate=False)


class HelpScreen(Sheet[None]):
    """The table of commands, narrowed by what is typed, above the legend of signs."""

    AUTO_FOCUS = "#find"

    def __init__(self, commands: Keymap = HOUSE_KEYS) -> None:
        self._commands = commands
        super().__init__("Keys and signs", (("↑ ↓ pgup pgdn", "scroll"), ("esc", "back")))

    def compose_body(self) -> Iterable[Widget]:
        yield Static(id="help-text")

    def compose_answers(self) -> ComposeResult:
        with Horizontal(classes="field answers"):
            yield Static("find", classes="caption")
            yield _Find(id="find", placeholder="a key or a word")

    def on_mount(self) -> None:
        self._draw("")

    def on_input_changed(self, message: Input.Changed) -> None:
        message.stop()
        self._draw(message.value)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        message.stop()

    def _draw(self, typed: str) -> None:
        # Whoever knows the board's filter begins with its key.
        words = typed.removeprefix("/") or typed
        self.query_one("#help-text", Static).update(help_text(words, self._commands))


def help_text(typed: str = "", keymap: Keymap = HOUSE_KEYS) -> Content:
    """The commands and signs in which every typed word occurs; the typed key's own come first."""
    words = typed.casefold().split()
    commands = [row for row in keymap.help_rows() if _has(words, *row)]
    commands.sort(key=lambda row: typed.strip() not in row[0].split())
    worded = [(sign, keymap.worded(meaning)) for sign, meaning in SIGNS]
    signs = [row for row in worded if _has(words, *row)]
    lines = [_command_lines(*row) for row in commands]
    if signs:
        lines.append(Content.assemble(("" if not lines else "\n", ""), ("Signs", "bold $accent")))
        lines += [_sign_line(*row) for row in signs]
    return Content("\n").join(lines) if lines else Content("Nothing has that in it.")


def _has(words: list[str], *texts: str) -> bool:
    haystack = " ".join(texts).casefold()
    return all(word in haystack for word in words)


def _command_lines(keys: str, title: str, sentence: str) -> Content:
    shown_keys = (f"{keys:<{_KEYS_WIDTH - 1}} ", "bold $accent")
    words, style = _beside(_KEYS_WIDTH, f"{title}  {sentence}")
    return Content.assemble(shown_keys, (words[: len(title)], "bold"), (words[len(title) :], style))


def _sign_line(sign: str, meaning: str) -> Content:
    return Content.assemble((f"{sign:<{_SIGN_WIDTH}}", "bold"), _beside(_SIGN_WIDTH, meaning))


def _beside(indent: int, sentence: str) -> tuple[str, str]:
    """The sentence in a column of its own."""
    lines = textwrap.wrap(sentence, _WIDTH - indent)
    return f"\n{' ' * indent}".join(lines), QUIET
