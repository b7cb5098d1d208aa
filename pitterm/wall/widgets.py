"""The wall's widgets: they draw values and read nothing."""

from collections.abc import Sequence
from datetime import datetime

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Digits, Static

from pitterm.domain.board import TableView
from pitterm.domain.text import harmless
from pitterm.terminal.quiet import QUIET
from pitterm.terminal.said import Said
from pitterm.wall.fitting import fit
from pitterm.wall.headline import GAP, Block
from pitterm.wall.pages import Grid
from pitterm.wall.strip import Strip
from pitterm.wall.tiles import Piece, tile_of

BLOCKS = 7
"""The most the headline ever shows: five counts and two amounts."""
_BETWEEN = "  "


class Figure(Vertical):
    """One figure in big digits above what it is."""

    def __init__(self) -> None:
        super().__init__()
        self._block: Block | None = None

    def compose(self) -> ComposeResult:
        yield Digits()
        yield Static(markup=False)

    def show(self, block: Block | None) -> None:
        """Draw the figure, or nothing."""
        if block == self._block:
            return
        self._block = block
        self.display = block is not None
        if block is not None:
            self.styles.width = block.width + GAP
            self.query_one(Digits).update(block.digits)
            self.query_one(Static).update(block.caption)


class Headline(Horizontal):
    """The figures of the whole floor side by side."""

    def compose(self) -> ComposeResult:
        for _ in range(BLOCKS):
            yield Figure()

    def show(self, blocks: Sequence[Block]) -> None:
        """Draw these blocks, at most seven."""
        padded = [*blocks, *[None] * (BLOCKS - len(blocks))]
        for figure, block in zip(self.query(Figure), padded, strict=True):
            figure.show(block)


class Tiles(Said):
    """One page of tiles as one text, since hundreds of widgets would cost more than they show."""

    def show(self, tables: Sequence[TableView], grid: Grid, now: datetime) -> None:
        """Draw the page, column beside column, each row of tiles over a blank line."""
        lines: list[Content] = []
        for start in range(0, len(tables), grid.columns):
            row = [tile_of(table, now) for table in tables[start : start + grid.columns]]
            for number in range(grid.tile_lines):
                cells = [_padded(tile[number], grid.tile_width) for tile in row]
                lines.append(Content(_BETWEEN).join(cells))
            lines.append(Content())
        self.say(Content("\n").join(lines[:-1]))


class StripLines(Said):
    """The alerts; an alarm that nobody acknowledged blinks, its words always readable."""

    def show(self, strip: Strip, width: int, *, is_lit: bool) -> None:
        """Draw this turn's alerts, and on the last line how many there are."""
        if not strip.lines:
            self.say(Content.styled("no alerts", QUIET))
            return
        alarm = "bold reverse $text-error" if is_lit else "bold $text-error"
        last = strip.first + len(strip.lines) - 1
        is_part = strip.total > len(strip.lines)
        count = f"  alerts {strip.first} to {last} of {strip.total}" if is_part else ""
        lines = []
        for number, line in enumerate(strip.lines, start=strip.first):
            more = count if number == last else ""
            words = fit(harmless(line.words), width - len(more)) + more
            lines.append(Content.styled(words, alarm if line.is_alarm else "$text-warning"))
        self.say(Content("\n").join(lines))


def _padded(pieces: Sequence[Piece], width: int) -> Content:
    """A tile's line in its column, cut where it is too long."""
    parts: list[tuple[str, str] | str] = []
    room = width
    for text, style in pieces:
        words = harmless(text)
        if cell_len(words) > room:
            words = fit(words, room)
        room -= cell_len(words)
        parts.append((words, style))
    return Content.assemble(*parts, " " * room)
