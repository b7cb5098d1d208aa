"""Drawing the board: the App's picture, as one view of it stands on one screen."""

from typing import TYPE_CHECKING
from uuid import UUID

from textual.content import Content
from textual.widgets import Static

from pitterm.podium import headlines
from pitterm.podium.widgets import panel_text
from pitterm.podium.widgets.cells import moment_of
from pitterm.podium.widgets.lines import StatusBar
from pitterm.terminal.said import Said

if TYPE_CHECKING:
    from pitterm.podium.screens.board import BoardScreen


class BoardPainting:
    """Paints one board; the cursor stays on its table from picture to picture."""

    def __init__(self, board: "BoardScreen") -> None:
        self._board = board
        self._podium = board.podium
        self._painted_pit = board.view.pit_id
        self.wanted_id: UUID | None = None
        """The table that gets the cursor with the next picture."""

    def status(self) -> None:
        """Paint the link, where the board is, and who is signed in."""
        board, podium = self._board, self._podium
        words, parts, who = headlines.status(podium, board.view, board.house.time_zone)
        board.query_one(StatusBar).show(
            podium.link, words, parts, who, podium.in_doubt, headlines.loud(podium)
        )
        board.set_class(podium.picture.is_old, "-old")

    def tables(self) -> None:
        """Paint the list and its heading; rows stand still while a bar is about one of them."""
        board, podium = self._board, self._podium
        snapshot, now = podium.snapshot, podium.picture.now()
        if snapshot is None or now is None:
            return
        kept = board.tables.selected_id or self.wanted_id
        was_here = kept in board.tables.shown_ids and self._painted_pit == board.view.pit_id
        kept = kept if not board.is_filtering else None
        rows = board.view.rows(snapshot, kept, was_here=was_here)
        self._painted_pit = board.view.pit_id
        if board.is_held and board.tables.shown_ids:
            by_id = {table.id: table for table in snapshot.tables}
            rows = tuple(by_id[each] for each in board.tables.shown_ids if each in by_id)
        board.tables.paint(rows, moment_of(now, board.house), self.wanted_id, board.marking.ids)
        self.wanted_id = None
        board.set_class(not rows, "-empty")
        heading, marked = board.query_one("#heading", Said), len(board.marking.ids)
        room = heading.content_size.width
        heading.say(headlines.heading(podium, board.view, board.house, marked, room))
        if not rows:
            board.query_one("#empty", Static).update(headlines.emptiness(podium, board.view))

    def selected(self) -> None:
        """Paint the keys of the table under the cursor, and the table beside the list."""
        board, podium = self._board, self._podium
        table, now = board.selected, podium.picture.now()
        reasons = {command.id: board.marking.refusal(command, table) for command in podium.commands}
        forbidden = frozenset(each for each, reason in reasons.items() if reason is not None)
        board.bar.show_keys(podium.commands, forbidden)
        board.panel.set_class(table is None, "-blank")
        line = board.query_one("#panel-line", Said)
        if table is None or now is None:
            line.say(Content())
            return
        moment = moment_of(now, board.house)
        waiting = podium.waiting.on_table(table.id)
        if board.has_class("-with-panel"):
            rows = [
                (command, reasons[command.id])
                for command in podium.commands
                if command.is_about_table
            ]
            house = board.bar.house or board.house
            board.panel.show(table, house, moment, rows, podium.commands, waiting)
        else:
            line.say(panel_text.one_line(table, moment, line.content_size.width, waiting))
