"""The one-line widgets around the board: status, heading, answers and keys."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message

from pitterm.domain.link import LinkState
from pitterm.podium.commands import JUMP, Command
from pitterm.podium.flashes import GLYPHS, Flash
from pitterm.podium.keymap import Keymap
from pitterm.podium.wording import harmless
from pitterm.terminal.quiet import GREY, QUIET
from pitterm.terminal.said import Said

LINK_GLYPHS = {
    LinkState.CONNECTING: "◌",
    LinkState.LIVE: "●",
    LinkState.STALE: "▲",
    LinkState.OFFLINE: "✕",
}
_LINK_STYLES = {
    LinkState.CONNECTING: QUIET,
    LinkState.LIVE: "bold $text-primary",
    LinkState.STALE: "bold $text-warning",
    LinkState.OFFLINE: "bold $text-error",
}
_GAP = (" │ ", QUIET)
RETRYING = " · retrying"
ROOMY_WIDTH = 110


def link_words(link: LinkState, as_of: str, silence: str) -> str:
    """The link's word with how old the picture is; an old one also says for how long."""
    glyph = LINK_GLYPHS[link]
    if link is LinkState.CONNECTING:
        return f"{glyph} {link}"
    if link is LinkState.LIVE:
        return f"{glyph} {link} {as_of}"
    retrying = RETRYING if link is LinkState.OFFLINE else ""
    return f"{glyph} {link} {silence} · as of {as_of}{retrying}"


class StatusBar(Said):
    """Link, time, gaming day, pit and filter on the left; who is signed in on the right."""

    def show(
        self,
        link: LinkState,
        words: str,
        parts: Sequence[str],
        who: str,
        in_doubt: int,
        kept: str = "",
    ) -> None:
        """Draw the bar; parts that do not fit give way before the person's name does."""
        self.set_class(link in (LinkState.STALE, LinkState.OFFLINE), "-old")
        doubt = f"▲ {in_doubt} not known yet" if in_doubt else ""
        room = self.size.width - 2 - len(who)
        if doubt or kept:
            # What is still being asked or waits implies that the server is still being tried.
            words = words.removesuffix(RETRYING)
        line = Content.assemble((words, _LINK_STYLES[link]))
        for part in filter(None, (doubt, kept, *parts)):
            longer = Content.assemble(line, _GAP, harmless(part))
            if longer.cell_length + 2 > room:
                break
            line = longer
        padding = " " * max(2, room - line.cell_length)
        self.say(Content.assemble(line, padding, (who, "bold")))


class FlashLine(Said):
    """The line of answers."""

    def show(self, flash: Flash | None) -> None:
        """Draw the newest answer, or nothing."""
        for severity in GLYPHS:
            self.set_class(flash is not None and flash.severity == severity, f"-{severity}")
        words = f"{GLYPHS[flash.severity]} {harmless(flash.sentence)}" if flash else ""
        self.say(Content(words), may_grow=True)


class KeyLine(Said):
    """Two lines of keys, which a click presses: what can be done to the table, the way around."""

    class Pressed(Message):
        """Somebody clicked a key: a command's, or a digit of the quick bar."""

        def __init__(self, command_id: str, digit: str = "") -> None:
            super().__init__()
            self.command_id = command_id
            self.digit = digit

    def __init__(self) -> None:
        super().__init__()
        self._spots: list[tuple[int, range, str]] = []

    def on_click(self, event: events.Click) -> None:
        """Press the key whose word was clicked."""
        event.stop()
        if event.chain > 1:
            # What a double click's second half hits stands there because of the first.
            return
        at = event.get_content_offset(self)
        for row, columns, name in self._spots:
            if at is not None and at.y == row and at.x in columns:
                digit = name if name.isdigit() else ""
                self.post_message(self.Pressed("" if digit else name, digit))
                return

    def offer(self, content: Content, spots: list[tuple[int, range, str]]) -> None:
        """Draw these words, of which some may be clicked: line, columns and command or digit."""
        self._spots = spots
        self.say(content)

    def show(self, commands: Keymap, forbidden: frozenset[str]) -> None:
        """Draw the keys, those of forbidden commands grey; a narrow line is set closer."""
        gap = "  " if self.size.width >= ROOMY_WIDTH else " "
        about_table = [command for command in commands if command.footer and command.action]
        around = [command for command in commands if command.footer and not command.action]
        spots: list[tuple[int, range, str]] = []
        lines = [
            self._keys(several, forbidden, gap, row, spots)
            for row, several in enumerate((about_table, around))
        ]
        self.offer(Content("\n").join(lines), spots)

    def _keys(
        self,
        commands: Sequence[Command],
        forbidden: frozenset[str],
        gap: str,
        row: int,
        spots: list[tuple[int, range, str]],
    ) -> Content:
        line = Content()
        for command in commands:
            several = (*command.keys, *command.everywhere, "")
            key = command.shown_keys if command.id == JUMP else several[0]
            if not key:
                continue
            start = line.cell_length
            words = "" if command.id == "previous-pit" else f" {command.footer}"
            if command.id in forbidden:
                line = Content.assemble(line, (f"{key}{words}", GREY))
            else:
                line = Content.assemble(line, (key, "bold $text-primary"), (words, "$foreground"))
            if command.id != JUMP:
                spots.append((row, range(start, line.cell_length), command.id))
            line += gap if words else " "
        return line
