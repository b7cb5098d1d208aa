"""The wall's one screen: it arranges, and paints again only what says something else."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen

from pitterm.domain.board import Snapshot, TableView
from pitterm.domain.link import LinkState
from pitterm.least_size import LEAST_HEIGHT, LEAST_WIDTH
from pitterm.terminal.said import Said
from pitterm.wall.bars import banner_of, heading_of, title_of
from pitterm.wall.headline import blocks_of, headline_of
from pitterm.wall.pages import grid_of, pages_of, tables_of
from pitterm.wall.strip import LINES, alert_lines, strip_of
from pitterm.wall.widgets import Headline, StripLines, Tiles

if TYPE_CHECKING:
    from pitterm.wall.app import Wall

_AROUND = 8 + LINES
"""Rows of title, banner, headline, heading and strip, with the blank ones between them."""


class WallScreen(Screen[None], inherit_bindings=False):
    """Title, banner, headline, one page of tiles, and the alerts."""

    BINDINGS: ClassVar[list[BindingType]] = []
    ALLOW_SELECT = False

    def compose(self) -> ComposeResult:
        yield Said(id="wall-title")
        yield Said(id="wall-banner")
        yield Headline()
        yield Said(id="wall-heading")
        yield Tiles()
        yield StripLines()
        yield Said(id="wall-too-small")

    @property
    def wall(self) -> "Wall":
        """The App, which holds the picture."""
        return cast("Wall", self.app)

    def on_resize(self, _event: events.Resize) -> None:
        self.paint()

    def paint(self) -> None:
        """Paint this moment."""
        width, height = self.app.size
        if not self.is_mounted or not width:
            return
        is_small = width < LEAST_WIDTH or height < LEAST_HEIGHT
        self.set_class(is_small, "-small")
        self.set_class(self.wall.link is LinkState.STALE, "-stale")
        self.set_class(self.wall.link is LinkState.OFFLINE, "-offline")
        self._paint_bars(width, height)
        if is_small:
            needed = f"The wall needs {LEAST_WIDTH}×{LEAST_HEIGHT}; here are {width}×{height}."
            self.query_one("#wall-too-small", Said).say(Content(needed), may_grow=True)
            return
        if self.wall.snapshot is not None:
            self._paint_floor(self.wall.snapshot, width, height)

    def _paint_bars(self, width: int, height: int) -> None:
        wall = self.wall
        now = None
        if wall.picture.pulse is not None:
            now = wall.picture.pulse.as_of + wall.picture.silent_for
        title = title_of(wall.picture.pulse, now, wall.link, width - 2)
        self.query_one("#wall-title", Said).say(title)
        banner = banner_of(wall, width - 2)
        self.query_one("#wall-banner", Said).say(Content(banner))

    def _paint_floor(self, snapshot: Snapshot, width: int, height: int) -> None:
        wall = self.wall
        now = wall.picture.now() or snapshot.pulse.as_of
        tables = tables_of(snapshot, wall.pit)
        blocks = blocks_of(headline_of(snapshot, tables), width - 2)
        self.query_one(Headline).show(blocks)
        grid = grid_of(width - 2, height - _AROUND)
        pages = pages_of(tables, grid.size)
        number = wall.turn % len(pages)
        heading = heading_of(wall, pages[number], number, len(pages), width - 2, height)
        self.query_one("#wall-heading", Said).say(heading)
        tiles = self.query_one(Tiles)
        if tables:
            tiles.show(pages[number].tables, grid, now)
        else:
            tiles.say(Content(_why_empty(snapshot, wall.pit)))
        self._paint_strip(tables, now, width - 2)

    def _paint_strip(self, tables: tuple[TableView, ...], now: datetime, width: int) -> None:
        strip = strip_of(alert_lines(tables, now), self.wall.turn)
        is_lit = not self.wall.is_dark_phase
        self.query_one(StripLines).show(strip, width, is_lit=is_lit)


def _why_empty(snapshot: Snapshot, pit: str | None) -> str:
    names = list(dict.fromkeys(table.pit_name for table in snapshot.tables if table.pit_name))
    if pit is None or pit.casefold() in (name.casefold() for name in names):
        return "No table is on the floor."
    return f"There is no pit {pit}. There are: {', '.join(names) or 'none'}."
